from accounts.models.agent import Affectation, Agent
from accounts.models.invitation import Invitation
from accounts.models.journal import ChangementDeCompte
from accounts.models.organisation import Organisation
from accounts.models.succession import Succession

__all__ = ["Affectation", "Agent", "ChangementDeCompte", "Invitation", "Organisation", "Succession"]
