from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.models.organisation import Organisation

SOI_MEME = "Une organisation ne se succède pas à elle-même."


class Succession(models.Model):
    """Le passage, par un décret, de ce que menait une organisation disparue à une autre."""

    ancienne = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        verbose_name="organisation disparue",
        related_name="successions",
    )
    nouvelle = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name="qui lui succède", related_name="reprises"
    )
    le = models.DateField("à partir du")
    texte = models.CharField(
        "texte", max_length=250, help_text="Le décret d’attributions, avec son numéro ou son NOR."
    )

    class Meta:
        ordering = ["le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ancienne", "nouvelle"],
                name="succession_unique",
                violation_error_message="Cette succession est déjà notée.",
            ),
            models.CheckConstraint(
                name="succession_pas_a_soi_meme",
                condition=~Q(ancienne=F("nouvelle")),
                violation_error_message=SOI_MEME,
            ),
            models.CheckConstraint(
                name="succession_fondee_sur_un_texte",
                condition=~Q(texte=""),
                violation_error_message="Citez le texte qui fait cette succession.",
            ),
        ]

    def __str__(self):
        return f"{self.ancienne} → {self.nouvelle}"

    def clean(self):
        if not (self.ancienne_id and self.nouvelle_id and self.le):
            return
        if raison := self._incoherence():
            raise ValidationError(raison)

    def _incoherence(self) -> str:
        fin = self.ancienne.supprimee_le
        if self.ancienne_id == self.nouvelle_id:
            return SOI_MEME  # the constraint is not asked by an inline form
        if fin is None:
            return f"« {self.ancienne} » existe encore : donnez d’abord la date de sa suppression."
        if self.le < fin:
            return f"« {self.ancienne} » existe jusqu’au {fin:%d/%m/%Y} : la succession ne peut pas commencer avant."
        if not self.nouvelle.existe(self.le):
            return f"« {self.nouvelle} » n’existe pas le {self.le:%d/%m/%Y} : vérifiez la date, ou l’organisation qui succède."
        if self.nouvelle_id in _qui_succedent_a(self.nouvelle_id, depuis=self.ancienne_id):
            return f"« {self.ancienne} » a elle-même succédé à « {self.nouvelle} » : une succession ne revient pas en arrière."
        return ""


def _qui_succedent_a(organisation, depuis) -> set:
    """`organisation` itself, if it is one of those that `depuis` has succeeded, near or far."""
    vues, restantes = set(), {depuis}
    while restantes:
        anciennes = Succession.objects.filter(nouvelle__in=restantes).values_list("ancienne", flat=True)
        restantes = set(anciennes) - vues
        vues |= restantes
    return vues & {organisation}
