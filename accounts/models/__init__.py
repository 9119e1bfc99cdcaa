from accounts.models.agent import Affectation, Agent
from accounts.models.organisation import Organisation
from accounts.models.succession import Succession

__all__ = ["Affectation", "Agent", "Organisation", "Succession"]
