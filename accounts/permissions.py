"""Who opens accounts. All other rights depend on what is written: see publication/permissions.py."""


def peut_administrer(agent) -> bool:
    """Administrators of the portal open accounts and keep organisations; it gives no right over content."""
    return agent.est_administrateur
