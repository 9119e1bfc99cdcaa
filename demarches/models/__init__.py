from demarches.models.avis import Avis
from demarches.models.demarche import Demarche
from demarches.models.fichier_a_importer import FichierAImporter
from demarches.models.parties import Engagement, Jalon, Lien, Membre, Modalite, Piece
from demarches.models.proposition import Filiation, Proposition

from demarches.models.versions import AvisVersion, DemarcheVersion, PropositionVersion  # isort: skip

__all__ = [
    "Avis",
    "AvisVersion",
    "Demarche",
    "DemarcheVersion",
    "Engagement",
    "FichierAImporter",
    "Filiation",
    "Jalon",
    "Lien",
    "Membre",
    "Modalite",
    "Piece",
    "Proposition",
    "PropositionVersion",
]
