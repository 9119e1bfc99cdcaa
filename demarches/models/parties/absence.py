from django.db import models
from django.db.models import Q

from demarches.enums import NatureAbsence, Rubrique
from demarches.models.demarche import Demarche


class Absence(models.Model):
    """Ce qu’une démarche dit sans objet ou non communiqué, et pourquoi."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="absences")
    rubrique = models.CharField("rubrique", max_length=30, choices=Rubrique.choices)
    nature = models.CharField("mention", max_length=20, choices=NatureAbsence.choices)
    raison = models.TextField("raison")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "rubrique"],
                name="absence_une_par_rubrique",
                violation_error_message="Cette rubrique a déjà sa mention.",
            ),
            models.CheckConstraint(
                name="absence_motivee",
                condition=~Q(raison=""),
                violation_error_message="Dites pourquoi cette rubrique est vide : la raison est publiée.",
            ),
        ]

    def __str__(self):
        return f"{self.get_rubrique_display()} : {self.get_nature_display().lower()}"
