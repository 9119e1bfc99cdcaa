from django.views.generic import ListView

from demarches.enums import Etape, Theme
from portail.views.commun import PagePublique
from vitrine.models import FicheDemarche

PAR_PAGE = 12


class DemarcheListView(PagePublique, ListView):
    """Every démarche online, by theme and by stage."""

    template_name = "portail/demarches.html"
    context_object_name = "fiches"
    paginate_by = PAR_PAGE

    def get_queryset(self):
        fiches = FicheDemarche.objects.en_vigueur(self.instant).pour_la_liste(self.jour)
        self.filtres = {
            "theme": choisi(self.request, "theme", Theme),
            "etape": choisi(self.request, "etape", Etape),
        }
        if self.filtres["theme"]:
            fiches = fiches.filter(themes__contains=[self.filtres["theme"]])
        if self.filtres["etape"]:
            fiches = fiches.filter(etape=self.filtres["etape"])
        return fiches

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filtres=self.filtres,
            themes=Theme.choices,
            etapes=Etape.choices,
            requete=requete_sans_page(self.request),
            **kwargs,
        )


def choisi(request, nom, liste) -> str:
    """The value asked for, if it belongs to the closed list; an unknown one filters nothing."""
    valeur = request.GET.get(nom, "")
    return valeur if valeur in liste.values else ""


def requete_sans_page(request) -> str:
    """The query string to repeat in pagination links."""
    requete = request.GET.copy()
    requete.pop("page", None)
    return requete.urlencode()
