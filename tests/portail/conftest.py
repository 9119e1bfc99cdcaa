from tests.portail.cinq_demarches import cinq_demarches

__all__ = ["cinq_demarches"]
