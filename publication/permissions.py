"""Who may do what to a dossier and its publications (conception.md §6).

Superusers have no way around these rules.
"""

from accounts.enums import Role
from publication.models import Dossier, type_de_version


def peut_lire(agent, dossier) -> bool:
    """An author of the organisation or of one above it; every CIPC validator."""
    return Dossier.objects.visibles_par(agent).filter(pk=dossier.pk).exists()


def peut_ecrire(agent, dossier) -> bool:
    """An author of the organisation that leads the démarche, or of one above it."""
    return Dossier.objects.rediges_par(agent).filter(pk=dossier.pk).exists()


def peut_lire_quelque_part(agent) -> bool:
    """Every CIPC validator, every author."""
    return agent.est_validateur or peut_ecrire_quelque_part(agent)


def peut_ecrire_quelque_part(agent) -> bool:
    """An author of at least one organisation."""
    return agent.is_active and agent.organisations_redigees().exists()


def a_ete_soumis(objet) -> bool:
    """Once submitted, a workshop object is part of the evidence: it may be withdrawn, never deleted."""
    return type_de_version(objet).objects.filter(objet=objet.pk).exists()


def peut_soumettre(agent, dossier) -> bool:
    """Whoever may write may submit."""
    return peut_ecrire(agent, dossier)


def peut_annuler(agent, publication) -> bool:
    """An author takes back what their organisation submitted."""
    return peut_soumettre(agent, publication.dossier)


def peut_traiter(agent, publication) -> bool:
    """A CIPC validator who wrote nothing of what is submitted: four eyes, for sending back as for validating."""
    return agent.est_validateur and agent.pk not in publication.auteurs


def peut_deprogrammer(agent, publication) -> bool:
    """The organisation, or any CIPC validator: nothing public changes."""
    return agent.est_validateur or peut_soumettre(agent, publication.dossier)


def qualites_pour_effacer(agent) -> list[Role]:
    """As what an agent may ask for a legal erasure, or deal with one: by a role held today, superuser or not."""
    roles = (Role.VALIDATEUR, Role.ADMINISTRATEUR)
    return [role for role in roles if agent.is_active and agent.exerce(role)]


def peut_effacer(agent) -> bool:
    """CIPC validators and administrators ask for legal erasures and see those asked."""
    return bool(qualites_pour_effacer(agent))


def peut_traiter_l_effacement(agent, effacement) -> bool:
    """Another person than the one who asked, and of the other role: one is a validator, one an administrator."""
    autres = [role for role in qualites_pour_effacer(agent) if role != effacement.demande_comme]
    return agent.pk != effacement.demande_par_id and bool(autres)
