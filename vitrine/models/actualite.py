from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from publication.models import Dossier
from vitrine.models.commun import FicheQuerySet


class FicheActualiteQuerySet(FicheQuerySet):
    def pour_la_liste(self):
        return self.order_by("-date", "-dossier_id")

    def sur(self, demarche_id):
        return self.filter(demarches__contains=[demarche_id])


class FicheActualite(models.Model):
    """Une actualité telle qu’elle est en ligne : une ligne par période."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="fiches_actualites")
    validite = DateTimeRangeField()
    titre = models.CharField(max_length=200)
    slug = models.CharField(max_length=80)
    chapo = models.TextField()
    date = models.DateField()
    organisation_nom = models.CharField(max_length=250)
    demarches = ArrayField(models.BigIntegerField())

    objects = FicheActualiteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["dossier"], name="fiche_actualite_dossier"),
            GistIndex(fields=["validite"], name="fiche_actualite_validite"),
        ]

    def __str__(self):
        return self.titre
