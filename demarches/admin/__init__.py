from demarches.admin.avis import AvisAdmin
from demarches.admin.demarche import DemarcheAdmin
from demarches.admin.proposition import PropositionAdmin

__all__ = ["AvisAdmin", "DemarcheAdmin", "PropositionAdmin"]
