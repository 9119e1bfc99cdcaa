from django.db import models

from demarches.enums import Instance, RoleGouvernance
from demarches.models.demarche import Demarche


class Membre(models.Model):
    """Une personne ou une organisation qui a un rôle dans la gouvernance de la démarche."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="membres")
    role = models.CharField("rôle", max_length=30, choices=RoleGouvernance.choices)
    nom = models.CharField("nom", max_length=200)
    fonction = models.CharField("qualité ou mission", max_length=250, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "role", "nom"],
                name="membre_unique_par_role",
                violation_error_message="Ce nom figure déjà à ce rôle.",
            )
        ]

    def __str__(self):
        return self.nom


class Expert(models.Model):
    """Une personne entendue par les participants, avec ce qu’il faut savoir pour la situer."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="experts")
    nom = models.CharField("nom", max_length=200)
    organisation = models.CharField("organisation", max_length=250, blank=True)
    position = models.TextField("position défendue", blank=True)
    interets = models.TextField(
        "intérêts déclarés", blank=True, help_text="« Aucun » s’il n’y en a pas ; vide : non communiqué."
    )
    choix = models.CharField("comment cette personne a été choisie", max_length=250, blank=True)

    class Meta:
        verbose_name = "personne entendue"
        verbose_name_plural = "personnes entendues"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "nom"],
                name="expert_unique",
                violation_error_message="Cette personne figure déjà parmi les personnes entendues.",
            )
        ]

    def __str__(self):
        return self.nom


class Reunion(models.Model):
    """Une réunion du pilotage, des garants ou du comité de suivi, avec son compte rendu."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="reunions")
    instance = models.CharField("qui se réunit", max_length=30, choices=Instance.choices)
    date = models.DateField("date")
    objet = models.CharField("objet", max_length=250)
    compte_rendu_url = models.URLField("adresse du compte rendu", max_length=500, blank=True)

    class Meta:
        verbose_name = "réunion"
        ordering = ["date", "pk"]

    def __str__(self):
        return f"{self.get_instance_display()}, {self.date:%d/%m/%Y}"
