from accounts.models.agent import Affectation, Agent
from accounts.models.organisation import Organisation

__all__ = ["Affectation", "Agent", "Organisation"]
