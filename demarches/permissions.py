"""Who may open a démarche; all other rights come from its dossier (publication/permissions.py)."""


def peut_creer(agent, organisation) -> bool:
    """An author of the organisation that will lead the démarche, or of one above it."""
    return agent.is_active and agent.organisations_redigees().filter(pk=organisation.pk).exists()
