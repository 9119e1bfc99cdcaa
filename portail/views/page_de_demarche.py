"""The pages under /demarches/<id>-<slug>/: found by their number, read today or on a day of the past."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from demarches.models import DemarcheVersion, PropositionVersion
from portail import voyage
from portail.views.commun import PagePublique, document_en_vigueur, version_en_vigueur
from suivi.models import MesureVersion
from vitrine.models import FicheDemarche, FicheProposition
from vitrine.passe import fiches_du_jour

# kind of version → name of the address of its history
HISTOIRES = {
    DemarcheVersion: "fiche_versions",
    PropositionVersion: "proposition_versions",
    MesureVersion: "mesure_versions",
}


class SousUneDemarche(PagePublique):
    """Knows the démarche by its number; an old slug is redirected for ever."""

    def get(self, request, *args, **kwargs):
        try:
            self.charger()
        except voyage.HorsDuTemps as erreur:
            contexte = {"phrase": str(erreur), "url_page": request.path}
            return render(request, "portail/hors_du_temps.html", contexte, status=404)
        if kwargs["slug"] != self.slug:
            requete = request.META["QUERY_STRING"]
            nom = f"portail:{request.resolver_match.url_name}"
            adresse = reverse(nom, kwargs=kwargs | {"slug": self.slug})
            return redirect(f"{adresse}?{requete}" if requete else adresse, permanent=True)
        return super().get(request, *args, **kwargs)

    def adresse(self, nom, **arguments) -> str:
        """An address about the same object as this page, under the present slug, with `arguments` besides."""
        objet = {cle: valeur for cle, valeur in self.kwargs.items() if cle != "numero_de_version"}
        return reverse(f"portail:{nom}", kwargs=objet | {"slug": self.slug} | arguments)

    def reconnaitre(self) -> None:
        """Set `slug` and `titre` as they were last public, withdrawn or not. Raises Http404."""
        dits = DemarcheVersion.objects.commencees(self.present).filter(
            objet=self.kwargs["pk"], contenu__retrait__isnull=True
        )
        nomme = dits.values_list("contenu__slug", "contenu__titre").last()
        if nomme is None:
            raise Http404
        self.slug, self.titre = nomme

    def contexte_du_retrait(self, version):
        cles = {"pk", "slug"} | ({"reference", "numero"} if type(version) is not DemarcheVersion else set())
        arguments = {cle: valeur for cle, valeur in self.kwargs.items() if cle in cles}
        adresse = reverse(f"portail:{HISTOIRES[type(version)]}", kwargs=arguments | {"slug": self.slug})
        return super().contexte_du_retrait(version) | {"url_versions": adresse}


class PageDeDemarche(SousUneDemarche):
    """A page that shows the démarche as it is, or as it was on the day `?le=`."""

    se_relit = True  # does it read `?le=`?

    def charger(self):
        """Set `fiche` (index), `points`, `version` and `demarche` (its document).

        Raises Http404, Retire, or HorsDuTemps.
        """
        self.reconnaitre()
        le = self.request.GET.get("le", "") if self.se_relit else ""
        self.voyage = voyage.lire(le, self.present)
        if self.voyage:
            self.instant, self.jour = self.voyage.instant, self.voyage.jour
        self.versions = DemarcheVersion.objects.filter(objet=self.kwargs["pk"])
        self.version = self.document_du_jour(self.versions)
        self.demarche = self.version.contenu
        self.fiche, self.points = self._index()
        if self.fiche is None:
            raise Http404
        self.fiche.slug = self.slug  # an address is always the present one

    def _index(self) -> tuple:
        pk = self.kwargs["pk"]
        if self.voyage:
            return fiches_du_jour(pk, self.instant, self.jour)
        fiches = FicheDemarche.objects.en_vigueur(self.instant).avec_etape(self.jour).filter(dossier=pk)
        return fiches.first(), FicheProposition.objects.en_vigueur(self.instant).filter(dossier=pk)

    def document_du_jour(self, versions):
        """The version in force among `versions`, those of one object. Raises Http404, Retire or HorsDuTemps."""
        version = document_en_vigueur(versions, self.instant)
        if version is None:
            if self.voyage and (premiere := versions.commencees(self.present).first()):
                raise voyage.pas_encore_en_ligne(self.voyage, premiere.validite.lower)
            raise Http404
        return version

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            fiche=self.fiche,
            demarche=self.demarche,
            version=self.version,
            ariane=self._ariane(),
            jour=self.jour,
            voyage=self._contexte_du_voyage(),
            **kwargs,
        )

    def _contexte_du_voyage(self) -> dict | None:
        """What the banner of a page of the past says."""
        if not self.voyage:
            return None
        nom = self.request.resolver_match.url_name
        retraits = [version_en_vigueur(versions, self.present) for versions in self.objets_de_la_page()]
        return {
            "jour": self.voyage.jour,
            "url_page": self.adresse(nom),
            "url_canonique": self.request.build_absolute_uri(self.adresse(nom)),
            "url_versions": self.adresse(f"{nom}_versions"),
            "retraits": [version for version in retraits if version and version.est_retrait],
        }

    def objets_de_la_page(self) -> list:
        """The versions of each object whose withdrawal takes the page away."""
        return [self.versions]

    def render_to_response(self, context, **kwargs):
        reponse = super().render_to_response(context, **kwargs)
        if self.voyage:
            reponse.add_post_render_callback(self._garder_le_jour)
        return reponse

    def _garder_le_jour(self, reponse) -> None:
        html = reponse.content.decode()
        reponse.content = voyage.garder_le_jour(html, self.kwargs["pk"], self.voyage.jour)

    def _ariane(self) -> list[dict]:
        """The steps from home to this page; the page itself is not among them."""
        adresse = [self.fiche.dossier_id, self.slug]
        etapes = [{"libelle": "Démarches", "url": reverse("portail:demarches")}]
        if self.request.resolver_match.url_name != "fiche":
            etapes.append({"libelle": self.fiche.titre, "url": reverse("portail:fiche", args=adresse)})
        parents = {"proposition": ("Avis des citoyens", "avis"), "mesure": ("Impact", "impact")}
        if parent := parents.get(self.request.resolver_match.url_name):
            etapes.append({"libelle": parent[0], "url": reverse(f"portail:{parent[1]}", args=adresse)})
        return etapes
