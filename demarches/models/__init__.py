from demarches.models.cadrage import Cadrage
from demarches.models.demarche import Demarche

from demarches.models.actualite import Actualite  # isort: skip
from demarches.models.avis import Avis
from demarches.models.fichier_a_importer import FichierAImporter
from demarches.models.parties import (
    Absence,
    Composition,
    DemarcheLiee,
    Engagement,
    Expert,
    Jalon,
    Lien,
    Membre,
    Modalite,
    Parallele,
    Piece,
    RendezVous,
    Reunion,
)
from demarches.models.parties_avis import ChiffreCle, DocumentRemis, Question
from demarches.models.proposition import Filiation, Proposition

from demarches.models.versions import (  # isort: skip
    ActualiteVersion,
    AvisVersion,
    DemarcheVersion,
    PropositionVersion,
)

__all__ = [
    "Absence",
    "Actualite",
    "ActualiteVersion",
    "Avis",
    "AvisVersion",
    "Cadrage",
    "ChiffreCle",
    "Composition",
    "Demarche",
    "DemarcheLiee",
    "DemarcheVersion",
    "DocumentRemis",
    "Engagement",
    "Expert",
    "FichierAImporter",
    "Filiation",
    "Jalon",
    "Lien",
    "Membre",
    "Modalite",
    "Parallele",
    "Piece",
    "Proposition",
    "PropositionVersion",
    "Question",
    "RendezVous",
    "Reunion",
]
