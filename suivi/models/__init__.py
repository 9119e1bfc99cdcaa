from suivi.models.impact import DecompteDeclare, Impact, SortDEngagement
from suivi.models.mesure import Lecture, LienMesure, Mesure, Nouvelle, Preuve, Report
from suivi.models.note import NoteInterne
from suivi.models.reponse import Reponse
from suivi.models.tableur import TableurDepose
from suivi.models.versions import ImpactVersion, MesureVersion, ReponseVersion

__all__ = [
    "DecompteDeclare",
    "Impact",
    "ImpactVersion",
    "Lecture",
    "LienMesure",
    "Mesure",
    "MesureVersion",
    "NoteInterne",
    "Nouvelle",
    "Preuve",
    "Reponse",
    "ReponseVersion",
    "Report",
    "SortDEngagement",
    "TableurDepose",
]
