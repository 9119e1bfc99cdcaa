"""The pages under /demarches/<id>-<slug>/."""

from django.http import Http404
from django.urls import reverse

from portail import voyage
from portail.views.commun import objet_designe
from portail.views.page_numerotee import PageRelue
from vitrine.models import FicheDemarche, FicheProposition
from vitrine.passe import fiches_du_jour


class PageDeDemarche(PageRelue):
    """A page that shows the démarche as it is, or as it was on the day `?le=`."""

    def charger(self):
        """Set `fiche` (index), `points`, `version` and `demarche` (its document).

        Raises Http404, Retire, Masque or HorsDuTemps.
        """
        super().charger()
        self.demarche = self.version.contenu
        self.fiche, self.points = self._index()
        if self.fiche is None:
            raise Http404
        self.fiche.slug = self.slug  # an address is always the present one

    def _index(self) -> tuple:
        pk = self.kwargs["pk"]
        if self.voyage:
            return fiches_du_jour(pk, self.instant, self.jour, self.masquages)
        fiches = FicheDemarche.objects.en_vigueur(self.instant).avec_etape(self.jour).filter(dossier=pk)
        if not getattr(self.request, "apercu", None):  # its organisation may have no page yet
            fiches = fiches.avec_organisation()
        return fiches.first(), FicheProposition.objects.en_vigueur(self.instant).filter(dossier=pk)

    def objet_designe(self, modele, **designation) -> int | None:
        """The object of this démarche that `designation` named on the day read, else at present, hidden or not."""
        versions = modele.objects.filter(dossier=self.kwargs["pk"])  # an identifier only: no document is read
        return objet_designe(versions, self.instant, **designation) or objet_designe(
            versions, self.present, **designation
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            fiche=self.fiche,
            demarche=self.demarche,
            ariane=self._ariane(),
            flux=self.flux(),
            **kwargs,
        )

    def flux(self) -> list[tuple[str, str]]:
        """(title, address) of each feed that the page announces, the nearest first; a preview is not followed."""
        if getattr(self.request, "apercu", None):
            return []
        arguments = [self.kwargs["pk"], self.slug]
        return [(self.titre, reverse("portail:flux_de_la_demarche", args=arguments))]

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
