"""Who opens accounts. All other rights depend on what is written: see publication/permissions.py."""


def peut_administrer(agent) -> bool:
    """Administrators of the portal open accounts and keep organisations; it gives no right over content.

    Known limit, until accounts open by a signed link: an administrator gives passwords, so could sign in as
    any agent who is not a superuser, validators included.
    """
    return agent.est_administrateur
