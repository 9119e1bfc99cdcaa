from accounts.models.organisation import Organisation
from accounts.models.agent import Agent, Affectation  # isort: skip

__all__ = ["Affectation", "Agent", "Organisation"]
