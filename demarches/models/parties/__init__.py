"""The repeated parts of the fiche d'identité: they live and are published with their démarche."""

from demarches.models.parties.absence import Absence
from demarches.models.parties.calendrier import Jalon, Modalite, RendezVous
from demarches.models.parties.engagement import Engagement
from demarches.models.parties.gouvernance import Expert, Membre, Reunion
from demarches.models.parties.panel import Composition
from demarches.models.parties.ressources import DemarcheLiee, Lien, Parallele, Piece

__all__ = [
    "Absence",
    "Composition",
    "DemarcheLiee",
    "Engagement",
    "Expert",
    "Jalon",
    "Lien",
    "Membre",
    "Modalite",
    "Parallele",
    "Piece",
    "RendezVous",
    "Reunion",
]
