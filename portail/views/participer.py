import datetime as dt

from django.views.generic import TemplateView

from demarches.departements import DEPARTEMENTS
from portail.listes import Choix, Liste
from portail.pagination import dans_l_ordre, page_demandee, requete_sans_page
from portail.views.commun import PagePublique
from vitrine.enums import NatureMoment
from vitrine.facettes import Facette
from vitrine.models import FicheMoment
from vitrine.moments import EN_LIGNE

LIEUX = {EN_LIGNE: "En ligne"} | {code: f"{code} – {nom}" for code, nom in DEPARTEMENTS.items()}
QUAND = {"7": "D’ici 7 jours", "30": "D’ici 30 jours"}
OU = Choix(Facette("ou", "ou", plusieurs=True), "Où", "Partout", tuple(LIEUX), noms=LIEUX)
QUOI = Choix(
    Facette("quoi", "nature"), "Comment", "Toutes les manières", tuple(NatureMoment.ou_l_on_participe())
)
NATURE = Choix(Facette("nature", "nature"), "Quoi", "Toutes les dates", tuple(NatureMoment.values))


class ParticiperView(PagePublique, TemplateView):
    """What anyone may take part in: from today on, near me, on site or online."""

    template_name = "portail/participer.html"

    def get_context_data(self, **kwargs):
        quand = self.request.GET.get("quand", "")
        quand = quand if quand in QUAND else ""
        moments = FicheMoment.objects.en_vigueur(self.instant).pour_participer(self.jour)
        if quand:
            moments = moments.filter(prochain__lte=self.jour + dt.timedelta(days=int(quand)))
        return super().get_context_data(
            **_page_de_moments(self.request, moments, (OU, QUOI)),
            quand=quand,
            quands=QUAND,
            jour=self.jour,
            **kwargs,
        )


class AgendaView(PagePublique, TemplateView):
    """Everything that has a date to come: where one takes part, what is decided, what was promised."""

    template_name = "portail/agenda.html"

    def get_context_data(self, **kwargs):
        moments = FicheMoment.objects.en_vigueur(self.instant).de_l_agenda(self.jour)
        return super().get_context_data(
            **_page_de_moments(self.request, moments, (NATURE, OU)), jour=self.jour, **kwargs
        )


def _page_de_moments(request, moments, choix) -> dict:
    liste = Liste.demandee({un.nom: request.GET.get(un.nom, "") for un in choix}, choix, {})
    liste.chercher(moments)
    page = page_demandee(request, liste.trouvees.cles)
    return {
        "liste": liste,
        "listes_deroulantes": liste.listes_deroulantes(),
        "page_obj": page,
        "moments": dans_l_ordre(FicheMoment.objects.all(), page.object_list),
        "requete": requete_sans_page(request),
    }
