from datetime import date

from django.db.models import Count
from django.views.generic import ListView, TemplateView

from portail.engagements import engagements_et_faits
from portail.images.repartition import mesures_par_avancement, points_par_position
from portail.mesures import decalage, mois_sans_nouvelles
from portail.pagination import Imprimable, requete_sans_page
from portail.views.commun import (
    document_a_montrer,
    jours_de_retard,
    version_en_vigueur,
)
from portail.views.page_de_demarche import PageDeDemarche
from publication.recommandations import ce_qui_manque
from suivi.enums import Avancement, Position
from suivi.models import ImpactVersion, MesureVersion
from suivi.recommandations import IMPACT
from vitrine.enums import Statut


class ImpactView(Imprimable, PageDeDemarche, ListView):
    """Section 3: what was answered as a whole, point by point in figures, and the mesures."""

    template_name = "portail/impact.html"

    def objet_montre(self):
        return ImpactVersion.cle_de(self.kwargs["pk"])

    def get_queryset(self):
        return (
            MesureVersion.fenetre.publiques(self.instant)
            .filter(dossier=self.fiche.dossier_id)
            .order_by("contenu__numero")
            .values_list("contenu", flat=True)
        )

    def get_context_data(self, **kwargs):
        impact = version_en_vigueur(ImpactVersion.fenetre.filter(objet=self.fiche.dossier_id), self.instant)
        document = document_a_montrer(impact)
        contexte = super().get_context_data(
            impact=document,
            version_impact=impact,
            manques=ce_qui_manque(IMPACT, document),
            impact_masque=self.masquage_de(ImpactVersion, self.fiche.dossier_id),
            engagements=engagements_et_faits(self.demarche, document, self.jour),
            points=points_par_position(self._points(), self.adresse("avis")),
            avancements=mesures_par_avancement(self._avancements()),
            requete=requete_sans_page(self.request),
            url_versions=self.adresse("impact_versions") if impact else "",
            **kwargs,
        )
        contexte["mesures"] = [
            mesure | {"retard": jours_de_retard(mesure, self.jour)} for mesure in contexte["page_obj"]
        ]
        return contexte

    def _points(self) -> list[tuple]:
        """(value, number of points): silence first, then every position of the list, refusals included."""
        nombres = self.points.comptees().decompte()
        silences = sum(n for (statut, _), n in nombres.items() if statut == Statut.SANS_REPONSE)
        repondus = {
            position: sum(
                n
                for (statut, lue), n in nombres.items()
                if lue == position and statut in {Statut.REPONDUE, Statut.EN_ATTENTE}
            )
            for position in Position.values
        }
        retirees = sum(n for (statut, _), n in nombres.items() if statut == Statut.RETIREE)
        return [(Statut.SANS_REPONSE.value, silences), *repondus.items(), (Statut.RETIREE.value, retirees)]

    def _avancements(self) -> list[tuple]:
        """(value, number of mesures), all pages together, in the order of the closed list."""
        nombres = dict(
            MesureVersion.fenetre.publiques(self.instant)
            .filter(dossier=self.fiche.dossier_id)
            .order_by()
            .values_list("contenu__avancement")
            .annotate(Count("pk"))
        )
        return [(avancement, nombres.get(avancement, 0)) for avancement in Avancement.values]


class MesureView(PageDeDemarche, TemplateView):
    """One mesure: what is done, for when, where it stands, with what proof."""

    template_name = "portail/mesure.html"

    def charger(self):
        super().charger()
        objet = self.objet_designe(MesureVersion, numero=self.kwargs["numero"])
        self.exiger_a_decouvert(MesureVersion, objet)
        self.versions_de_la_mesure = MesureVersion.fenetre.filter(dossier=self.kwargs["pk"], objet=objet)
        self.mesure = self.document_du_jour(self.versions_de_la_mesure)

    def objets_de_la_page(self):
        return [*super().objets_de_la_page(), self.versions_de_la_mesure]

    def objet_montre(self):
        return MesureVersion.cle_de(self.mesure.objet_id)

    def get_context_data(self, **kwargs):
        mesure = self.mesure.contenu
        rythme = self.demarche["nouvelles_tous_les_mois"]
        return super().get_context_data(
            mesure=mesure,
            version_mesure=self.mesure,
            retard=jours_de_retard(mesure, self.jour),
            decalage=decalage(mesure),
            rythme=rythme,
            mois_sans_nouvelles=mois_sans_nouvelles(mesure, rythme, self.jour),
            etape_passee=self._etape_passee(mesure),
            url_versions=self.adresse("mesure_versions"),
            **kwargs,
        )

    def _etape_passee(self, mesure) -> bool:
        """Has the day of the next step announced gone by, while something is still due?"""
        le = mesure["prochaine_etape_le"]
        return bool(
            le and date.fromisoformat(le) < self.jour and mesure["avancement"] not in Avancement.terminales()
        )
