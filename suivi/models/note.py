from django.conf import settings
from django.db import models

from demarches.models import Proposition


class NoteInterne(models.Model):
    """Un mot des agents entre eux sur un point, jamais publié."""

    proposition = models.ForeignKey(Proposition, on_delete=models.CASCADE, related_name="notes")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    texte = models.TextField("note")
    ecrite_le = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "note interne"
        verbose_name_plural = "notes internes"
        ordering = ["ecrite_le", "pk"]

    def __str__(self):
        return f"Note sur {self.proposition.reference}"
