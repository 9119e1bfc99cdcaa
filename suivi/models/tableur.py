from django.conf import settings
from django.db import models

from demarches.models import Demarche
from suivi.enums import GenreDeTableur


class TableurDepose(models.Model):
    """Un classeur de réponses ou de mesures revenu dans le back-office, gardé tel quel."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="tableurs_deposes")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    genre = models.CharField("contenu", max_length=10, choices=GenreDeTableur.choices)
    nom = models.CharField("nom", max_length=200)
    contenu = models.BinaryField("fichier")
    depose_le = models.DateTimeField("déposé le")
    applique_le = models.DateTimeField("appliqué le", null=True, blank=True)
    creees = models.JSONField(
        "mesures créées",
        default=dict,
        blank=True,
        help_text="Place dans le classeur → mesure : une ligne sans numéro n’en crée qu’une.",
    )

    class Meta:
        ordering = ["-depose_le", "-pk"]

    def __str__(self):
        return self.nom
