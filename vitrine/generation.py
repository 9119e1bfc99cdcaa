"""The generation of the window: what changes with all that the public reads, and with nothing else.

Every publication, mask, erasure and change of an organisation adds a row, in its own transaction and without waiting for any other;
every instant already certain (a scheduled publication, the end of a mask, a deadline) is a frontier that
the clock crosses; and at midnight in Paris stages and delays change.
"""

from datetime import timedelta

from django.utils import timezone

from publication import horloge
from vitrine.models import Frontiere, Generation

GARDEES = timedelta(days=2)

# rows are only added: two transactions that end in the other order still change the count
LECTURE = (
    "SELECT (SELECT coalesce(max(id), 0) || '-' || count(*) FROM vitrine_generation), "
    "(SELECT coalesce(extract(epoch FROM max(instant)), 0)::bigint FROM vitrine_frontiere WHERE instant <= %s)"
)


def changer() -> None:
    """What is read changes now, whatever the démarche."""
    Generation.objects.create(le=horloge.maintenant())


def renouveler(dossier, instant, frontieres) -> None:
    """What is read changes now, and will at each of `frontieres`."""
    Generation.objects.create(le=instant)
    Frontiere.objects.filter(dossier=dossier).delete()
    Frontiere.objects.bulk_create(
        Frontiere(dossier=dossier, instant=frontiere) for frontiere in sorted({*frontieres, instant})
    )


def generation(curseur, instant) -> str:
    """The generation in force at `instant`, read through any cursor of the database."""
    curseur.execute(LECTURE, [instant])
    changements, frontiere = curseur.fetchone()
    return f"{changements}-{frontiere}-{timezone.localdate(instant):%Y%m%d}"


def oublier(instant) -> int:
    """Forget the rows that no page in a cache can name any more; how many."""
    return Generation.objects.filter(le__lt=instant - GARDEES).delete()[0]
