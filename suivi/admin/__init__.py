from suivi.admin.impact import ImpactAdmin
from suivi.admin.mesure import MesureAdmin
from suivi.admin.reponse import ReponseAdmin

__all__ = ["ImpactAdmin", "MesureAdmin", "ReponseAdmin"]
