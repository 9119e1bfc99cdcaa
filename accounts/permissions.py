"""Who opens accounts. All other rights depend on what is written: see publication/permissions.py."""

from accounts.models import Agent


def peut_administrer(agent) -> bool:
    """Administrators of the portal open accounts and keep organisations; it gives no right over content.

    They know no password. Taking an account would still need three things that they may do, each traced and told to
    its owner: changing its address, sending a link there, resetting the second factor.
    """
    return agent.est_administrateur


def comptes_administres(agent):
    """The accounts that an administrator sees: those of superusers are for superusers only."""
    if not peut_administrer(agent):
        return Agent.objects.none()
    return Agent.objects.all() if agent.is_superuser else Agent.objects.filter(is_superuser=False)


def peut_reinitialiser(administrateur, agent) -> bool:
    """Not one's own: a second person vouches for whoever has lost their telephone."""
    return administrateur.pk != agent.pk
