"""Links by which someone without an account reads what is not online yet (for facts to be checked)."""

from django.db import transaction

from publication import horloge
from publication.models import Dossier, Partage
from publication.models.partage import DUREE
from publication.permissions import peut_partager
from publication.refus import Refus

OUVERTS_AU_PLUS = 20  # of one dossier at once: more would no longer be followed


@transaction.atomic
def partager(dossier, par, *, pour, publication=None, lot=None) -> Partage:
    """A link to what awaits the CIPC (`publication` or `lot`), or to the workshop as it goes, for seven days.

    Raises Refus if the agent may not, without `pour`, or beyond twenty links open at once.
    """
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if not peut_partager(par, dossier):
        raise Refus("Vous ne pouvez pas partager cette démarche : elle dépend d’une autre organisation.")
    if not pour.strip():
        raise Refus("Dites à qui vous destinez ce lien : rien n’a été créé.")
    instant = horloge.maintenant()
    if Partage.objects.filter(dossier=dossier).ouverts(instant).count() >= OUVERTS_AU_PLUS:
        raise Refus(
            f"Cette démarche a déjà {OUVERTS_AU_PLUS} liens ouverts : fermez-en un, puis recommencez."
        )
    return Partage.objects.create(
        dossier=dossier,
        publication=publication,
        lot=lot,
        pour=pour.strip(),
        cree_par=par,
        cree_le=instant,
        expire_le=instant + DUREE,
    )


@transaction.atomic
def fermer(partage, par) -> Partage:
    """Close a link before its day. Raises Refus if the agent may not; closing twice changes nothing."""
    partage = Partage.objects.select_for_update().get(pk=partage.pk)
    if not peut_partager(par, partage.dossier):
        raise Refus("Vous ne pouvez pas fermer ce lien : il dépend d’une autre organisation.")
    if partage.ferme_le is None:
        partage.ferme_le, partage.ferme_par = horloge.maintenant(), par
        partage.save(update_fields=["ferme_le", "ferme_par"])
    return partage
