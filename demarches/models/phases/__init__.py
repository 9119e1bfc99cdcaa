"""The fields of a démarche, by phase of its life: each module is one part of the fiche d'identité."""

from demarches.models.phases.calendrier import Calendrier
from demarches.models.phases.decision import Decision
from demarches.models.phases.identite import Identite
from demarches.models.phases.mandat import Mandat
from demarches.models.phases.panel import Panel
from demarches.models.phases.transparence import Transparence

__all__ = ["Calendrier", "Decision", "Identite", "Mandat", "Panel", "Transparence"]
