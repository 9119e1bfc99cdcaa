from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q

from publication.models.dossier import Dossier
from publication.models.lot import Lot
from publication.models.publication import Publication

DUREE = timedelta(days=7)
SIGNATURE = signing.Signer(salt="publication.partage", sep=".")


class PartageQuerySet(models.QuerySet):
    def ouverts(self, le):
        return self.filter(expire_le__gt=le, ferme_le__isnull=True)

    def du_jeton(self, jeton):
        """The one that a link names; none, if the link was not signed here."""
        try:
            pk = SIGNATURE.unsign(jeton)
        except signing.BadSignature:
            return self.none()
        return self.filter(pk=pk)


class Partage(models.Model):
    """Un lien qui donne à lire, pour sept jours et sans compte, ce qui n’est pas encore en ligne."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="partages")
    # what is read: a submission, a lot, or else the workshop as it goes
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="partages"
    )
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="partages")
    pour = models.CharField("pour qui", max_length=150)
    cree_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="partages")
    cree_le = models.DateTimeField("créé le")
    expire_le = models.DateTimeField("expire le")
    ferme_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ferme_le = models.DateTimeField("fermé le", null=True, blank=True)

    objects = PartageQuerySet.as_manager()

    class Meta:
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="partage_sept_jours_au_plus",
                condition=Q(expire_le__gt=F("cree_le")) & Q(expire_le__lte=F("cree_le") + DUREE),
                violation_error_message="Un lien de relecture vaut sept jours au plus.",
            ),
            models.CheckConstraint(
                name="partage_d_une_seule_chose",
                condition=Q(publication__isnull=True) | Q(lot__isnull=True),
                violation_error_message="Un lien de relecture montre une soumission, un lot, ou le brouillon.",
            ),
            models.CheckConstraint(
                name="partage_ferme_par_quelqu_un",
                condition=Q(ferme_le__isnull=True, ferme_par__isnull=True)
                | Q(ferme_le__isnull=False, ferme_par__isnull=False),
                violation_error_message="Un lien de relecture est fermé par quelqu’un, à un instant.",
            ),
        ]

    def __str__(self):
        return f"Lien de relecture n° {self.pk}"

    @property
    def jeton(self) -> str:
        """What the link holds: it cannot be guessed from another."""
        return SIGNATURE.sign(self.pk)

    def est_ouvert(self, le) -> bool:
        return self.ferme_le is None and le < self.expire_le
