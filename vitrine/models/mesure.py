from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from publication.models import Dossier
from suivi.enums import Avancement
from vitrine.models.commun import FicheQuerySet


class FicheMesureQuerySet(FicheQuerySet):
    def dernieres(self):
        """What has changed last comes first."""
        return self.order_by("-mise_a_jour_le", "-pk")


class FicheMesure(models.Model):
    """Une mesure telle qu’elle est en ligne : une ligne par période."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="fiches_mesures")
    mesure_id = models.BigIntegerField()
    validite = DateTimeRangeField()
    numero = models.PositiveIntegerField()
    titre = models.CharField(max_length=300)
    avancement = models.CharField(max_length=40, choices=Avancement.choices)
    responsable_nom = models.CharField(max_length=250)
    echeance = models.DateField(null=True)
    mise_a_jour_le = models.DateTimeField()
    demarche_titre = models.CharField(max_length=200)
    demarche_slug = models.CharField(max_length=80)

    objects = FicheMesureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["dossier"], name="fiche_mesure_dossier"),
            models.Index(fields=["-mise_a_jour_le"], name="fiche_mesure_recente"),
            GistIndex(fields=["validite"], name="fiche_mesure_validite"),
        ]

    def __str__(self):
        return f"Mesure {self.numero} – {self.titre}"
