from suivi.models.impact import DecompteDeclare, Impact
from suivi.models.reponse import Reponse
from suivi.models.mesure import LienMesure, Mesure, Nouvelle, Preuve, Report  # isort: skip
from suivi.models.versions import ImpactVersion, MesureVersion, ReponseVersion  # isort: skip

__all__ = [
    "DecompteDeclare",
    "Impact",
    "ImpactVersion",
    "LienMesure",
    "Mesure",
    "MesureVersion",
    "Nouvelle",
    "Preuve",
    "Report",
    "Reponse",
    "ReponseVersion",
]
