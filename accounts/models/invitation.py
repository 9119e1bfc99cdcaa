from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

VALIDITE = timedelta(hours=72)


class Invitation(models.Model):
    """Le lien, valable une fois et pour un temps, par lequel un agent choisit son mot de passe."""

    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations", verbose_name="agent"
    )
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="envoyée par"
    )
    adresse = models.EmailField("adresse")
    emise_le = models.DateTimeField("envoyée le", default=timezone.now)
    utilisee_le = models.DateTimeField("utilisée le", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Invitation de {self.agent}"

    @property
    def expire_le(self):
        return self.emise_le + VALIDITE

    @property
    def est_perimee(self) -> bool:
        return timezone.now() >= self.expire_le

    @property
    def est_remplacee(self) -> bool:
        """A more recent one was sent, or the account has another address since."""
        plus_recente = Invitation.objects.filter(agent=self.agent_id, pk__gt=self.pk)
        return self.adresse != self.agent.courriel or plus_recente.exists()

    @property
    def attend(self) -> bool:
        return not (self.utilisee_le or self.est_perimee or self.est_remplacee)
