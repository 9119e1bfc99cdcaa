from django.conf import settings
from django.db import models
from django.db.models import Q

from publication.models.dossier import Dossier


class DemandeDeRectificationQuerySet(models.QuerySet):
    def pour_la_liste(self):
        return self.select_related("dossier__organisation", "demandee_par", "refusee_par")


class DemandeDeRectification(models.Model):
    """Une erreur que le CIPC signale dans ce qui est en ligne, et que l’organisation corrige ou conteste avant une date."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="rectifications_demandees")
    objet = models.CharField("objet", max_length=80)
    texte = models.TextField("ce qui est à rectifier")
    avant_le = models.DateField("à rectifier avant le")
    demandee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    demandee_le = models.DateTimeField("demandée le")
    # the organisation says no, and why; a new submission needs no word of its own
    refusee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusee_le = models.DateTimeField("refusée le", null=True, blank=True)
    raison_du_refus = models.TextField("raison du refus", blank=True)

    objects = DemandeDeRectificationQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de rectification"
        verbose_name_plural = "demandes de rectification"
        ordering = ["avant_le", "pk"]
        indexes = [models.Index(fields=["dossier", "objet"], name="rectification_par_objet")]
        constraints = [
            models.CheckConstraint(
                name="rectification_dit_quoi",
                condition=~Q(texte=""),
                violation_error_message="Dites ce qui est à rectifier.",
            ),
            models.CheckConstraint(
                name="rectification_refusee_par_quelqu_un_qui_dit_pourquoi",
                condition=Q(refusee_par__isnull=True, refusee_le__isnull=True, raison_du_refus="")
                | Q(refusee_par__isnull=False, refusee_le__isnull=False) & ~Q(raison_du_refus=""),
                violation_error_message="Un refus de rectifier dit par qui, quand et pourquoi.",
            ),
        ]

    def __str__(self):
        return f"Demande de rectification {self.pk} : {self.dossier}"
