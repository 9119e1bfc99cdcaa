from django.conf import settings
from django.db import models
from django.http import QueryDict

from publication.models.dossier import Dossier


class SaisieEnCours(models.Model):
    """Ce qu’un agent a tapé dans un formulaire du back-office sans l’enregistrer, gardé pour lui seul."""

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # none while what is typed is about to create one
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, null=True, related_name="+")
    adresse = models.CharField("adresse du formulaire", max_length=2000)
    page = models.CharField("page ouverte qui l’écrit", max_length=32)
    champs = models.JSONField("champs tapés", help_text="Nom du champ → liste de ses valeurs.")
    gardee_le = models.DateTimeField("gardée le")

    class Meta:
        ordering = ["-gardee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="saisie_en_cours_une_par_formulaire",
                fields=["agent", "adresse"],
                violation_error_message="Une saisie en cours par formulaire.",
            ),
        ]

    def __str__(self):
        return f"Saisie en cours de {self.agent}"

    @property
    def donnees(self) -> QueryDict:
        """The fields as the form would have sent them."""
        donnees = QueryDict(mutable=True)
        for nom, valeurs in self.champs.items():
            donnees.setlist(nom, valeurs)
        return donnees
