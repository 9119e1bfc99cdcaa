"""The hour as one says it in Paris, on the two nights of the year when it jumps."""

from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.formats import date_format


class HeureInexistante(ValueError):
    """An hour that the clock jumped over. Its message is the French sentence that the agent reads."""


def instant_de_paris(saisie: datetime) -> datetime:
    """The instant that a date and hour read on a clock in Paris stand for.

    In autumn, an hour that comes twice is the first one. In spring, raises HeureInexistante.
    """
    paris = timezone.get_default_timezone()
    lue = saisie.replace(tzinfo=paris, fold=0)
    if _vient_deux_fois(lue):
        return lue.astimezone(
            UTC
        )  # Python finds an instant of such an hour equal to no other, whatever the zone
    if lue.utcoffset() == lue.replace(fold=1).utcoffset():
        return lue
    apres, avant = (lue.replace(fold=pli).astimezone(UTC).astimezone(paris) for pli in (0, 1))
    raise HeureInexistante(
        f"Le {jour_en_toutes_lettres(saisie)}, il n’est jamais {saisie:%H:%M} : on passe à l’heure d’été. "
        f"Choisissez {avant:%H:%M} ou {apres:%H:%M}."
    )


def en_toutes_lettres(instant: datetime) -> str:
    """« 31 octobre 2027 à 09:00 » in Paris; which of the two, when the hour comes twice."""
    local = timezone.localtime(instant)
    precision = ""
    if _vient_deux_fois(local):
        precision = " (heure d’hiver, la seconde)" if local.fold else " (heure d’été, la première)"
    return f"{jour_en_toutes_lettres(local)} à {local:%H:%M}{precision}"


def jour_en_toutes_lettres(jour: date) -> str:
    """« 1er mars 2026 »: the first of the month is an ordinal in French, which Django's formats do not know."""
    quantieme = "1er" if jour.day == 1 else jour.day
    return f"{quantieme} {date_format(jour, 'F Y')}"


def _vient_deux_fois(local) -> bool:
    return local.replace(fold=0).utcoffset() > local.replace(fold=1).utcoffset()
