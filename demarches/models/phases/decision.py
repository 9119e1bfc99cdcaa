from django.db import models

from demarches.enums import Accompagnement


class Decision(models.Model):
    """Who decides, and what the results feed (guide du CIPC, cadrage stratégique, fiches 3 et 4)."""

    commanditaire_fonction = models.CharField("commanditaire : fonction", max_length=200, blank=True)
    commanditaire_autorite = models.CharField("commanditaire : autorité", max_length=200, blank=True)
    discutee_avec_le_cipc_le = models.DateField("discutée avec le CIPC le", null=True, blank=True)
    accompagnement = models.CharField(
        "accompagnement du CIPC", max_length=20, choices=Accompagnement.choices, blank=True
    )
    point_de_sortie = models.TextField(
        "point de sortie",
        blank=True,
        help_text="Le texte, le plan ou la décision que les résultats alimentent.",
    )
    point_de_sortie_autorite = models.CharField("qui le prend", max_length=200, blank=True)
    point_de_sortie_echeance = models.CharField(
        "quand", max_length=120, blank=True, help_text="Une date, un trimestre, ou « non annoncé »."
    )
    point_de_sortie_le = models.DateField(
        "jour de la décision, s’il est connu",
        null=True,
        blank=True,
        help_text="Prévu ou passé : la page dit si la décision est intervenue avant l’avis.",
    )
    contact = models.EmailField(
        "contact public", blank=True, help_text="Une adresse de service, jamais une personne."
    )

    class Meta:
        abstract = True
