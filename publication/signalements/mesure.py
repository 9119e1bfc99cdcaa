"""How many reports one may send in an hour, without keeping where they come from.

What is kept is a fingerprint keyed by the installation's secret and by the day: the same sender has another one
tomorrow, and the row goes after a day. Two limits: per network address, and per e-mail address, so that nobody has
acknowledgments sent again and again to somebody else.
"""

import ipaddress
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from publication.models import EnvoiRecent
from publication.refus import Refus

AU_PLUS = 5
PENDANT = timedelta(hours=1)
GARDES = timedelta(days=1)


class TropDeSignalements(Refus):
    """Too many from the same sender: to be tried again later."""


def compter(adresse: str, courriel: str, instant) -> None:
    """Count one more report from this sender. Raises TropDeSignalements when there were enough within the hour."""
    expediteurs = [_reseau(adresse), courriel.lower()]
    empreintes = [_empreinte(expediteur, instant) for expediteur in expediteurs if expediteur]
    depuis = instant - PENDANT
    for empreinte in empreintes:
        if EnvoiRecent.objects.filter(empreinte=empreinte, envoye_le__gt=depuis).count() >= AU_PLUS:
            raise TropDeSignalements(
                "Plusieurs signalements viennent d’être envoyés d’ici ou avec ce courriel : rien n’est perdu, "
                "envoyez celui-ci de nouveau dans une heure."
            )
    EnvoiRecent.objects.bulk_create(
        EnvoiRecent(empreinte=empreinte, envoye_le=instant) for empreinte in empreintes
    )


def oublier_les_envois(instant) -> None:
    EnvoiRecent.objects.filter(envoye_le__lt=instant - GARDES).delete()


def _empreinte(expediteur: str, instant) -> str:
    jour = timezone.localdate(instant).isoformat()
    return salted_hmac(f"publication.signalements.{jour}", expediteur, algorithm="sha256").hexdigest()


def _reseau(adresse: str) -> str:
    """One subscriber has one IPv4 address, and a whole /64 of IPv6 ones."""
    try:
        lue = ipaddress.ip_address(adresse)
    except ValueError:
        return adresse
    return str(ipaddress.ip_network((lue, 64), strict=False)) if lue.version == 6 else str(lue)
