from django.db.models import Sum
from django.urls import reverse
from django.views.generic import TemplateView

from demarches.enums import Etape
from portail.views.commun import PagePublique
from vitrine.models import FicheDemarche

NOMBRE_PAR_LISTE = 6


class AccueilView(PagePublique, TemplateView):
    """What one can take part in, what awaits an answer, and how much has been answered."""

    template_name = "portail/accueil.html"

    def get_context_data(self, **kwargs):
        volontaires = FicheDemarche.objects.en_vigueur(self.instant).volontaires()
        fiches = volontaires.pour_la_liste(self.jour)
        ouvertes = fiches.filter(etape=Etape.EN_COURS)
        attendues = fiches.filter(etape__in=[Etape.AVIS_ATTENDU, Etape.REPONSE_ATTENDUE])
        suivies = fiches.filter(etape__in=[Etape.SUIVI_EN_COURS, Etape.CLOSE])
        return super().get_context_data(
            flux=[("Toutes les publications", reverse("portail:flux"))],
            listes=[
                ("ouvertes", "On y participe en ce moment", ouvertes[:NOMBRE_PAR_LISTE]),
                ("attendues", "Les réponses sont attendues", attendues[:NOMBRE_PAR_LISTE]),
                ("suivies", "Les réponses sont publiées", suivies[:NOMBRE_PAR_LISTE]),
            ],
            totaux=volontaires.aggregate(
                publiees=Sum("publiees", default=0),
                repondues=Sum("repondues", default=0),
                en_attente=Sum("en_attente", default=0),
                sans_reponse=Sum("sans_reponse", default=0),
                retirees=Sum("retirees", default=0),
                mesures=Sum("mesures", default=0),
            ),
            **kwargs,
        )
