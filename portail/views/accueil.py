from django.db.models import F, Sum
from django.urls import reverse
from django.views.generic import TemplateView

from demarches.enums import Etape
from portail.images.repartition import points_par_statut
from portail.views.commun import PagePublique
from vitrine.enums import Statut
from vitrine.models import FicheActualite, FicheDemarche, FicheMesure, FicheMoment, FicheProposition

AU_PLUS = 3  # lines of a list; each leads to the whole
COMPTES = {
    "sans_reponse": Statut.SANS_REPONSE,
    "repondues": Statut.REPONDUE,
    "en_attente": Statut.EN_ATTENTE,
    "retirees": Statut.RETIREE,
}


class AccueilView(PagePublique, TemplateView):
    """What one can take part in, what awaits an answer, what was answered last, and the figures of all."""

    template_name = "portail/accueil.html"

    def get_context_data(self, **kwargs):
        volontaires = FicheDemarche.objects.en_vigueur(self.instant).volontaires()
        totaux = volontaires.aggregate(**{nom: Sum(nom, default=0) for nom in (*COMPTES, "mesures")})
        comptes = [(statut, totaux[nom]) for nom, statut in COMPTES.items()]
        return super().get_context_data(
            flux=[("Toutes les publications", reverse("portail:flux"))],
            mesures=totaux["mesures"],
            points=points_par_statut(comptes, reverse("portail:recherche"))
            if sum(n for _, n in comptes)
            else None,
            moments=FicheMoment.objects.en_vigueur(self.instant).pour_participer(self.jour)[:AU_PLUS],
            attendues=self._attendues(volontaires),
            reponses=FicheProposition.objects.en_vigueur(self.instant).dernieres_reponses()[:AU_PLUS],
            dernieres_mesures=FicheMesure.objects.en_vigueur(self.instant).dernieres()[:AU_PLUS],
            actualites=FicheActualite.objects.en_vigueur(self.instant).pour_la_liste()[:AU_PLUS],
            jour=self.jour,
            **kwargs,
        )

    def _attendues(self, volontaires):
        """Those whose avis or answers are awaited, the longest wait first."""
        attendues = volontaires.avec_etape(self.jour).filter(
            etape__in=[Etape.AVIS_ATTENDU, Etape.REPONSE_ATTENDUE], reprise_historique=False
        )
        return attendues.order_by(F("cloturee_le").asc(nulls_last=True), "dossier_id")[:AU_PLUS]
