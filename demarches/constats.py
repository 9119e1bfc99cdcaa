"""What the dates of a démarche show by themselves, whoever wrote them: nothing here is declared."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from demarches.enums import NatureJalon


@dataclass(frozen=True)
class DecisionAvantAvis:
    """Une décision datée d’avant l’avis qu’elle devait attendre."""

    titre: str
    le: dt.date
    avis_le: dt.date
    avis_remis: bool
    passee: bool


@dataclass(frozen=True)
class EngagementsEtOuverture:
    """De combien de jours les engagements précèdent ou suivent l’ouverture."""

    le: dt.date
    ouverture: dt.date
    avant_le_portail: bool

    @property
    def ecart(self) -> int:
        """In days; negative before the opening."""
        return (self.le - self.ouverture).days

    @property
    def jours(self) -> int:
        return abs(self.ecart)


def decisions_avant_l_avis(demarche: dict, avis: dict | None, jour: dt.date) -> list[DecisionAvantAvis]:
    """The decisions dated before the avis was handed over or, while none is published, before it is due."""
    remis_le = avis and avis["remis_le"]
    echeance = _jour(remis_le or demarche["avis_attendu_le"])
    if echeance is None:
        return []
    return [
        DecisionAvantAvis(titre, le, echeance, avis_remis=bool(remis_le), passee=le <= jour)
        for titre, le in decisions_datees(demarche)
        if le < echeance
    ]


def decisions_datees(demarche: dict) -> list[tuple[str, dt.date]]:
    """(what is decided, when): the decision steps of the calendar, and what the results feed."""
    dates = [
        (jalon["titre"], _jour(jalon["debut"]))
        for jalon in demarche["jalons"]
        if jalon["nature"] == NatureJalon.DECISION
    ]
    sortie = demarche["point_de_sortie"]
    if (le := _jour(sortie.get("le"))) and le not in {date for _, date in dates}:
        dates.append((sortie["texte"].rstrip(" ."), le))
    return dates


def engagements_et_ouverture(versions) -> EngagementsEtOuverture | None:
    """The first day on which a promise was public, against the opening; None when either is unknown.

    `versions`: the readable versions of the fiche, oldest first. On a reprise d'historique the portal did not
    exist: the day on which the promises were made is used instead.
    """
    demarche = versions[-1].document
    avec = [version for version in versions if version.document["engagements"]]
    if not (avec and demarche["ouverte_le"]):
        return None
    reprise = demarche["reprise_historique"]
    if reprise:
        pris = [e["pris_le"] for e in demarche["engagements"] if e["pris_le"]]
        le = _jour(min(pris, default=None))
    else:
        le = timezone.localdate(avec[0].publiee_le)
    return le and EngagementsEtOuverture(le, _jour(demarche["ouverte_le"]), avant_le_portail=reprise)


def _jour(valeur) -> dt.date | None:
    return dt.date.fromisoformat(valeur) if valeur else None
