from django.db import models

from publication.models import Dossier


class Generation(models.Model):
    """Un changement de ce que le public lit : publication, masquage, effacement ou changement d’une organisation."""

    le = models.DateTimeField()

    def __str__(self):
        return f"{self.pk} ({self.le:%Y-%m-%d %H:%M:%S})"


class Frontiere(models.Model):
    """Un instant auquel ce que le public lit d’une démarche change de lui-même."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="frontieres")
    instant = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["instant"], name="frontiere_instant"),
            models.Index(fields=["dossier"], name="frontiere_dossier"),
        ]

    def __str__(self):
        return f"{self.instant:%Y-%m-%d %H:%M:%S}"
