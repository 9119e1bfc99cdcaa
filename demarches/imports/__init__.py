"""Read the files of propositions that organisers send: CSV, XLSX or ODS in, clean lines out. No database."""

from .gabarit import gabarit_csv, gabarit_xlsx
from .lecture import lire
from .resultat import FichierRefuse, Lecture, Ligne, Refus
from .vocabulaire import CHAMPS

__all__ = ["CHAMPS", "FichierRefuse", "Lecture", "Ligne", "Refus", "gabarit_csv", "gabarit_xlsx", "lire"]
