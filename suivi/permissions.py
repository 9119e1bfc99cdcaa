"""Who may take answers and mesures out in a workbook, and bring them back; all else is in publication/permissions.py."""

from publication.permissions import peut_ecrire
from suivi.models import ReponseVersion


def peut_repondre(agent, dossier) -> bool:
    """Whoever writes the démarche, every answer; an organisation to which points are entrusted, those answers."""
    confies = ReponseVersion.confies_a(agent.organisations_repondantes())
    return peut_ecrire(agent, dossier) or confies.filter(dossier=dossier.pk).exists()


def peut_suivre_les_mesures(agent, dossier) -> bool:
    """Whoever writes the démarche: mesures are entrusted to nobody."""
    return peut_ecrire(agent, dossier)
