from django.urls import reverse
from django.views.generic import TemplateView

from demarches.enums import Theme
from demarches.mots import OrdreAlphabetique
from portail.extraits import Surligneur
from portail.listes import CHOIX_DES_DEMARCHES, Liste
from portail.pagination import dans_l_ordre, page_demandee, requete_sans_page
from portail.views.commun import PagePublique
from vitrine.models import FicheDemarche

TRIS = {"recentes": "Mise à jour récente", "titre": "Titre"}


class DemarcheListView(PagePublique, TemplateView):
    """Every démarche online: searched, narrowed, sorted."""

    template_name = "portail/demarches.html"

    def get_context_data(self, **kwargs):
        liste = Liste.demandee(self.request.GET, CHOIX_DES_DEMARCHES, TRIS)
        fiches = FicheDemarche.objects.avec_etape(self.jour)
        self._chercher(liste, fiches.en_vigueur(self.instant))
        page = page_demandee(self.request, liste.trouvees.cles)
        return super().get_context_data(
            liste=liste,
            listes_deroulantes=liste.listes_deroulantes(),
            page_obj=page,
            fiches=dans_l_ordre(fiches.entieres() if liste.recherche else fiches, page.object_list),
            surligneur=Surligneur(mot for mot, _ in liste.recherche.mots),
            requete=requete_sans_page(self.request),
            flux=_flux(liste.choisies),
            **kwargs,
        )

    def _chercher(self, liste, fiches):
        fiches = (
            fiches.order_by(OrdreAlphabetique("titre"), "pk")
            if liste.tri == "titre"
            else fiches.order_by("-mise_a_jour_le", "pk")
        )
        liste.chercher(fiches)
        if liste.peut_s_elargir:
            liste.chercher(fiches, tous=False)


def _flux(choisies) -> list[tuple[str, str]]:
    """(title, address) of the feeds of what was chosen, then of the general one."""
    flux = [("Toutes les publications", reverse("portail:flux"))]
    if organisation := choisies["organisation"]:
        adresse = reverse("portail:flux_de_l_organisation", args=[organisation])
        flux.insert(0, ("Les publications de cette organisation", adresse))
    if theme := choisies["theme"]:
        flux.insert(0, (f"Thème {Theme(theme).label}", reverse("portail:flux_du_theme", args=[theme])))
    return flux
