from suivi.models.impact import DecompteDeclare, Impact
from suivi.models.mesure import LienMesure, Mesure, Nouvelle, Preuve, Report
from suivi.models.reponse import Reponse
from suivi.models.versions import ImpactVersion, MesureVersion, ReponseVersion

__all__ = [
    "DecompteDeclare",
    "Impact",
    "ImpactVersion",
    "LienMesure",
    "Mesure",
    "MesureVersion",
    "Nouvelle",
    "Preuve",
    "Reponse",
    "ReponseVersion",
    "Report",
]
