"""Who may open a démarche or a piece of news; all other rights come from its dossier (publication/permissions.py)."""

from accounts.models import Organisation
from publication.permissions import peut_ecrire, peut_ecrire_quelque_part, peut_etablir


def peut_creer(agent, organisation) -> bool:
    """An author of the organisation that will lead the démarche, of one above it or that succeeded it; the
    CIPC, for any organisation of the State that declared nothing. Not for an organisation that has ended."""
    return ou_creer(agent).filter(pk=organisation.pk).exists()


def peut_creer_une_actualite(agent, organisation) -> bool:
    """An author of the organisation that publishes it, of one above it or that succeeded it, if it still exists."""
    return ou_ecrire(agent).filter(pk=organisation.pk).exists()


def peut_creer_quelque_part(agent) -> bool:
    """An author, or the CIPC."""
    return agent.est_validateur or peut_ecrire_quelque_part(agent)


def peut_cadrer(agent, dossier) -> bool:
    """Whoever writes the fiche d’identité: an author, or the CIPC while it has established it."""
    return peut_ecrire(agent, dossier) or peut_etablir(agent, dossier)


def ou_creer(agent):
    """The organisations for which the agent may open a démarche."""
    return Organisation.objects.de_l_etat().existantes() if agent.est_validateur else ou_ecrire(agent)


def ou_ecrire(agent):
    """The organisations that exist and for which the agent writes."""
    return agent.organisations_redigees().existantes()
