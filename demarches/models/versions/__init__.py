"""How what happened becomes public documents, and what each needs for that."""

from demarches.models.versions.actualite import ActualiteVersion
from demarches.models.versions.avis import AvisVersion
from demarches.models.versions.copie import copie
from demarches.models.versions.fiche import DemarcheVersion
from demarches.models.versions.proposition import PropositionVersion

__all__ = ["ActualiteVersion", "AvisVersion", "DemarcheVersion", "PropositionVersion", "copie"]
