from django.db import models
from django.db.models import Q

from demarches.models.demarche import Demarche
from demarches.regles import PERSONNES_AU_MOINS
from publication.models import ErreursAuChamp


class Composition(ErreursAuChamp, models.Model):
    """La part d’une catégorie dans le panel, face à sa part dans la population de référence."""

    champs_a_corriger = {
        "composition_cinq_personnes_au_moins": "nombre",
        "composition_dit_quelque_chose": "nombre",
    }

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="composition")
    critere = models.CharField("critère", max_length=80, help_text="Un seul à la fois : âge, genre, diplôme…")
    categorie = models.CharField("catégorie", max_length=120)
    nombre = models.PositiveIntegerField(
        "personnes", null=True, blank=True, help_text="Moins de cinq : regroupez avec une autre catégorie."
    )
    panel = models.PositiveSmallIntegerField(
        "part du panel, en millièmes", help_text="512 pour 51,2 %.", null=True, blank=True
    )
    reference = models.PositiveSmallIntegerField(
        "part de la population, en millièmes", help_text="515 pour 51,5 %.", null=True, blank=True
    )

    class Meta:
        verbose_name = "catégorie du panel"
        verbose_name_plural = "composition du panel"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "critere", "categorie"],
                name="composition_categorie_unique",
                violation_error_message="Cette catégorie figure déjà pour ce critère.",
            ),
            models.CheckConstraint(
                name="composition_cinq_personnes_au_moins",
                condition=Q(nombre__isnull=True) | Q(nombre=0) | Q(nombre__gte=PERSONNES_AU_MOINS),
                violation_error_message="Moins de cinq personnes se reconnaîtraient : regroupez cette catégorie avec une autre.",
            ),
            models.CheckConstraint(
                name="composition_parts_possibles",
                condition=(Q(panel__isnull=True) | Q(panel__lte=1000))
                & (Q(reference__isnull=True) | Q(reference__lte=1000)),
                violation_error_message="Une part ne dépasse pas 1 000 millièmes.",
            ),
            models.CheckConstraint(
                name="composition_dit_quelque_chose",
                condition=Q(nombre__isnull=False) | Q(panel__isnull=False),
                violation_error_message="Donnez le nombre de personnes, ou leur part dans le panel.",
            ),
        ]

    def __str__(self):
        return f"{self.critere} : {self.categorie}"
