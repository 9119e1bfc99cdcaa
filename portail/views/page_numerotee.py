"""Pages found by the number in their address, read today or on a day of the past."""

from django.db.models import Exists
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from demarches.models import ActualiteVersion, DemarcheVersion, PropositionVersion
from portail import voyage
from portail.views.commun import (
    Masque,
    PagePublique,
    document_en_vigueur,
    exiger_en_ligne,
    version_en_vigueur,
)
from publication.models import DroitDeReponse, Masquage
from suivi.models import MesureVersion

# kind of version → name of the address of its history
HISTOIRES = {
    ActualiteVersion: "actualite_versions",
    DemarcheVersion: "fiche_versions",
    PropositionVersion: "proposition_versions",
    MesureVersion: "mesure_versions",
}


class PageNumerotee(PagePublique):
    """A page under /<what>/<number>-<slug>/; an old slug is redirected for ever."""

    porteur = DemarcheVersion  # whose number and slug they are

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

    @cached_property
    def masquages(self) -> list:
        """What is hidden at present under this number, whatever the day read."""
        return list(Masquage.objects.en_cours(self.present).filter(dossier=self.kwargs["pk"]))

    def masquage_de(self, modele, objet_id):
        """The mask on this object, of the kind that `modele` publishes, or None."""
        cle = modele.cle_de(objet_id)
        return next((masquage for masquage in self.masquages if masquage.objet == cle), None)

    def exiger_a_decouvert(self, modele, objet_id) -> None:
        """Raises Masque if the object that the page is about is hidden."""
        if masquage := self.masquage_de(modele, objet_id):
            raise Masque(masquage)

    def objet_montre(self) -> str:
        """The key of what the page is about, by which one replies to it."""
        return self.porteur.cle_de(self.kwargs["pk"])

    def droits_de_reponse(self):
        """What persons named here had published, whatever the day read; nothing while the page's object is hidden."""
        montre = self.objet_montre()
        if not self.repond or any(masquage.objet == montre for masquage in self.masquages):
            return []
        return DroitDeReponse.objects.filter(objet=montre)

    def reconnaitre(self) -> None:
        """Set `slug` and `titre` as they were last public, withdrawn or not, and whether anyone `repond` under this number.

        `version_presente` is the version in force, tombstone included, or None. Raises Http404, or Masque.
        """
        self.exiger_a_decouvert(self.porteur, self.kwargs["pk"])
        repond = Exists(DroitDeReponse.objects.filter(dossier=self.kwargs["pk"]))
        versions = self.porteur.fenetre.filter(objet=self.kwargs["pk"]).annotate(repond=repond)
        self.version_presente = version_en_vigueur(versions, self.present)
        nommee = self.version_presente
        if nommee is None or nommee.est_retrait:
            nommee = versions.commencees(self.present).filter(contenu__retrait__isnull=True).last()
        if nommee is None:
            raise Http404
        self.slug, self.titre, self.repond = nommee.contenu["slug"], nommee.contenu["titre"], nommee.repond

    def contexte_du_retrait(self, version):
        cles = {"pk", "slug"} | (set() if type(version) is self.porteur else {"reference", "numero"})
        arguments = {cle: valeur for cle, valeur in self.kwargs.items() if cle in cles}
        adresse = reverse(f"portail:{HISTOIRES[type(version)]}", kwargs=arguments | {"slug": self.slug})
        return super().contexte_du_retrait(version) | {"url_versions": adresse}


class PageRelue(PageNumerotee):
    """A page that shows what it is about as it is, or as it was on the day `?le=`."""

    se_relit = True  # does it read `?le=`?

    def charger(self):
        """Set `versions` and `version`, those of what bears the number.

        Raises Http404, Retire, Masque or HorsDuTemps.
        """
        self.reconnaitre()
        le = self.request.GET.get("le", "") if self.se_relit else ""
        self.voyage = voyage.lire(le, self.present)
        if self.voyage:
            self.instant, self.jour = self.voyage.instant, self.voyage.jour
        self.versions = self.porteur.fenetre.filter(objet=self.kwargs["pk"])
        if self.voyage or self.version_presente is None:
            self.version = self.document_du_jour(self.versions)
        else:
            self.version = exiger_en_ligne(self.version_presente)

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
            version=self.version,
            jour=self.jour,
            voyage=self._contexte_du_voyage(),
            masquages=self.masquages,
            droits_de_reponse=self.droits_de_reponse(),
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
