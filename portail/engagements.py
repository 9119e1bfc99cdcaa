"""Engagements against facts: what the commanditaire promised beside what came of it, on the day of the page."""

from dataclasses import dataclass
from datetime import date

from suivi.enums import SortEngagement

OUVERTS = {"", SortEngagement.EN_COURS.value}


@dataclass(frozen=True)
class EngagementEtFaits:
    """Un engagement, et ce qu’il en est advenu au jour de la page."""

    texte: str
    engagement: dict | None  # none: the fiche no longer holds it, its fate is still told
    sort: dict | None  # none: nobody has declared any
    retard: int  # days since its due date, while it is still due

    @property
    def etat(self) -> str:
        return self.sort["sort"] if self.sort else SortEngagement.EN_COURS.value


def engagements_et_faits(demarche: dict, impact: dict | None, jour: date) -> list[EngagementEtFaits]:
    """In the order of the fiche; then the fates of what it no longer holds."""
    sorts = {sort["engagement"]: sort for sort in (impact["sorts"] if impact else [])}
    faits = [
        _confronter(engagement, sorts.pop(engagement["id"], None), jour)
        for engagement in demarche["engagements"]
    ]
    return faits + [EngagementEtFaits(sort["texte"], None, sort, 0) for sort in sorts.values()]


def _confronter(engagement: dict, sort: dict | None, jour: date) -> EngagementEtFaits:
    retard = 0
    if engagement["echeance"] and (sort["sort"] if sort else "") in OUVERTS:
        retard = max((jour - date.fromisoformat(engagement["echeance"])).days, 0)
    return EngagementEtFaits(engagement["texte"], engagement, sort, retard)
