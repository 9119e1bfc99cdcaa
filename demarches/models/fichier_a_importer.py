from django.conf import settings
from django.db import models

from demarches.models.demarche import Demarche


class FichierAImporter(models.Model):
    """Un fichier de propositions déposé dans le back-office, gardé entre l’essai et l’import."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="fichiers_a_importer")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    nom = models.CharField("nom", max_length=200)
    contenu = models.BinaryField("contenu")
    feuille = models.CharField("feuille", max_length=100, blank=True)
    colonnes = models.JSONField("colonnes désignées", default=dict, blank=True)
    depose_le = models.DateTimeField("déposé le")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "agent"],
                name="fichier_a_importer_un_par_agent",
                violation_error_message="Un fichier attend déjà d’être importé.",
            )
        ]

    def __str__(self):
        return self.nom
