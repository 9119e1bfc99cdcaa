"""What comes next of one point, on the day of the page: the nearest date, who acts, where the law is discussed."""

from dataclasses import dataclass
from datetime import date

from suivi.enums import Avancement, Position


@dataclass(frozen=True)
class Suite:
    """Ce qui vient après la réponse à un point."""

    le: str  # the nearest day to come; "" when none is announced
    quoi: str
    responsables: list[str]  # of the mesures
    dossiers_legislatifs: list[str]  # addresses


def suite_du_point(reponse: dict | None, mesures: list[dict], jour: date) -> Suite:
    """Read of the documents shown on the page; what is overdue is said beside the answer or the mesure itself."""
    dates = [*_de_la_reponse(reponse), *(une for mesure in mesures for une in _de_la_mesure(mesure))]
    le, quoi = min((une for une in dates if une[0] and une[0] >= jour.isoformat()), default=("", ""))
    return Suite(
        le=le,
        quoi=quoi,
        responsables=_distincts(mesure["responsable"]["nom"] for mesure in mesures if mesure["responsable"]),
        dossiers_legislatifs=_distincts(mesure["dossier_legislatif_url"] for mesure in mesures),
    )


def _de_la_reponse(reponse):
    if reponse:
        attendue = reponse["echeance"] if reponse["position"] in Position.d_attente() else None
        yield attendue, "réponse définitive de l’État"
        yield reponse["agir_avant_le"], "dernier jour donné à qui doit agir"


def _de_la_mesure(mesure):
    if mesure["avancement"] in Avancement.terminales():
        return
    numero, etape = mesure["numero"], mesure["prochaine_etape"].rstrip(". ")
    yield mesure["echeance_actuelle"], f"échéance de la mesure {numero}"
    yield mesure["prochaine_etape_le"], f"prochaine étape de la mesure {numero}\N{NO-BREAK SPACE}: {etape}"


def _distincts(textes) -> list[str]:
    return list(dict.fromkeys(filter(None, textes)))
