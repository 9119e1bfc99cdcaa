from suivi.views.ensemble import reponse_commune, reunir
from suivi.views.notes import notes
from suivi.views.tableau import tableau
from suivi.views.tableur import a_reprendre, appliquer, deposer, essai, fichier_depose, telecharger

__all__ = [
    "a_reprendre",
    "appliquer",
    "deposer",
    "essai",
    "fichier_depose",
    "notes",
    "reponse_commune",
    "reunir",
    "tableau",
    "telecharger",
]
