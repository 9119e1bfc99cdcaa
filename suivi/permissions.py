"""Who writes answers and mesures besides their form, in a workbook; the rest is in publication/permissions.py."""

from suivi.models import ReponseVersion


def peut_repondre(droits, dossier) -> bool:
    """Whoever writes the démarche, every answer; an organisation to which points are entrusted, those answers.

    `droits`: publication.admin.droits.Droits, which asks each right once.
    """
    return droits.ecrit(dossier) or points_confies(droits.agent, dossier).exists()


def points_confies(agent, dossier):
    """The points of the démarche that the agent answers for whoever leads it."""
    return ReponseVersion.confies_a(agent.organisations_repondantes()).filter(dossier=dossier.pk)


def peut_suivre_les_mesures(droits, dossier) -> bool:
    """Whoever writes the démarche: mesures are entrusted to nobody."""
    return droits.ecrit(dossier)
