from demarches.admin.actualite import ActualiteAdmin
from demarches.admin.avis import AvisAdmin
from demarches.admin.demarche import DemarcheAdmin
from demarches.admin.proposition import PropositionAdmin

__all__ = ["ActualiteAdmin", "AvisAdmin", "DemarcheAdmin", "PropositionAdmin"]
