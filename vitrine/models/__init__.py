"""The index of the present: what lists, filters, searches and figures read. Evidence is in the versions."""

from vitrine.models.actualite import FicheActualite
from vitrine.models.demarche import COLONNES_DE_L_ETAPE, FicheDemarche, expressions_de_l_etape
from vitrine.models.generation import Frontiere, Generation
from vitrine.models.mesure import FicheMesure
from vitrine.models.moment import FicheMoment
from vitrine.models.proposition import FicheProposition

__all__ = [
    "COLONNES_DE_L_ETAPE",
    "FicheActualite",
    "FicheDemarche",
    "FicheMesure",
    "FicheMoment",
    "FicheProposition",
    "Frontiere",
    "Generation",
    "expressions_de_l_etape",
]
