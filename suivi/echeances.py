"""What is due, for those who must act: holding answers, mesures and promises whose date comes near or has passed."""

from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from operator import attrgetter

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from demarches.models import Demarche, Engagement
from publication.heure import jour_en_toutes_lettres
from suivi.enums import Avancement, Position
from suivi.models import Mesure, Reponse, Report

PREVENIR = timedelta(days=30)  # before the day


@dataclass(frozen=True)
class Echeance:
    """Ce qui est attendu de l’État un jour donné, ou l’était."""

    le: date
    quoi: str
    demarche: Demarche

    @property
    def le_en_lettres(self) -> str:
        return jour_en_toutes_lettres(self.le)


def a_tenir(demarches, jour: date, au_plus: int = 15) -> list[Echeance]:
    """The oldest first; what is due more than thirty days after `jour` is left aside."""
    horizon = jour + PREVENIR
    sources = [_reponses(demarches, horizon), _mesures(demarches, horizon), _engagements(demarches, horizon)]
    tries = [[*source[:au_plus]] for source in sources]
    return list(islice(merge(*(map(_echeance, lus) for lus in tries), key=attrgetter("le")), au_plus))


def _reponses(demarches, horizon):
    reponses = Reponse.objects.filter(proposition__demarche__in=demarches, echeance__lte=horizon)
    reponses = reponses.filter(position__in=Position.d_attente()).select_related("proposition__demarche")
    return reponses.order_by("echeance", "pk")


def _mesures(demarches, horizon):
    reports = Report.objects.filter(mesure=OuterRef("pk")).order_by("-decide_le", "-pk")
    mesures = Mesure.objects.filter(demarche__in=demarches).exclude(avancement__in=Avancement.terminales())
    actuelle = Coalesce(Subquery(reports.values("nouvelle_echeance")[:1]), "echeance_initiale")
    mesures = mesures.annotate(due_le=actuelle).filter(due_le__lte=horizon)
    return mesures.select_related("demarche").order_by("due_le", "pk")


def _engagements(demarches, horizon):
    engagements = Engagement.objects.filter(demarche__in=demarches, echeance__lte=horizon, sorts__isnull=True)
    return engagements.select_related("demarche").order_by("echeance", "pk")


def _echeance(objet) -> Echeance:
    match objet:
        case Reponse():
            quoi = f"réponse définitive au point {objet.proposition.reference}"
            return Echeance(objet.echeance, quoi, objet.proposition.demarche)
        case Mesure():
            return Echeance(objet.due_le, str(objet), objet.demarche)
        case _:
            return Echeance(objet.echeance, f"engagement : {objet.texte}", objet.demarche)
