"""Advice for the fiche d’identité, one module for each page of its form."""

from demarches.guide.fiche.calendrier import CALENDRIER
from demarches.guide.fiche.decision import DECISION
from demarches.guide.fiche.engagements import ENGAGEMENTS
from demarches.guide.fiche.identite import IDENTITE
from demarches.guide.fiche.information import INFORMATION
from demarches.guide.fiche.mandat import MANDAT
from demarches.guide.fiche.mentions import MENTIONS
from demarches.guide.fiche.participants import PARTICIPANTS
from demarches.guide.fiche.transparence import TRANSPARENCE

FICHE = (
    IDENTITE
    | DECISION
    | MANDAT
    | ENGAGEMENTS
    | CALENDRIER
    | PARTICIPANTS
    | INFORMATION
    | TRANSPARENCE
    | MENTIONS
)
