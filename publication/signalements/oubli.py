"""Who reported is forgotten a year after the answer; where it was sent from, after a day."""

from datetime import timedelta

from django.db import transaction

from publication import horloge
from publication.models import Signalement
from publication.signalements.mesure import oublier_les_envois

GARDEES = timedelta(days=365)


@transaction.atomic
def oublier_les_auteurs() -> None:
    """The name and address of those answered a year ago, and the fingerprints of a day ago. Published replies stay."""
    instant = horloge.maintenant()
    Signalement.objects.coordonnees_a_effacer(instant, GARDEES).update(
        nom="", courriel="", coordonnees_effacees_le=instant
    )
    oublier_les_envois(instant)
