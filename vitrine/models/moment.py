from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Case, F, Q, When

from demarches.enums import Acces, Presence
from publication.models import Dossier
from vitrine.enums import NatureMoment
from vitrine.models.commun import FicheQuerySet


class FicheMomentQuerySet(FicheQuerySet):
    def pour_participer(self, jour):
        """What anyone may still take part in on the day `jour`, what ends or takes place first being first."""
        encore = Q(fin__gte=jour) | Q(fin__isnull=True)
        inscrits = Q(inscription_jusqu_au__isnull=True) | Q(inscription_jusqu_au__gte=jour)
        ouverts = self.filter(
            encore, inscrits, nature__in=NatureMoment.ou_l_on_participe(), acces__in=Acces.sans_tirage()
        )
        date = Case(When(debut__lt=jour, then=F("fin")), default=F("debut"))
        return ouverts.annotate(prochain=date).order_by(
            F("prochain").asc(nulls_last=True), "heure_debut", "pk"
        )

    def de_l_agenda(self, jour):
        """What is to come from the day `jour` on, and what is not over."""
        return self.filter(Q(fin__gte=jour) | Q(debut__gte=jour)).order_by(
            F("debut").asc(nulls_last=True), "heure_debut", "pk"
        )


class FicheMoment(models.Model):
    """Un jour ou une période d’une démarche en ligne : on y participe, ou quelque chose y est décidé ou promis."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="fiches_moments")
    validite = DateTimeRangeField()
    rang = models.PositiveIntegerField()
    """Among the moments of the démarche, in the order of its document."""
    nature = models.CharField(max_length=20, choices=NatureMoment.choices)
    titre = models.TextField()
    debut = models.DateField(null=True)
    fin = models.DateField(null=True)
    heure_debut = models.TimeField(null=True)
    heure_fin = models.TimeField(null=True)
    acces = models.CharField(max_length=20, choices=Acces.choices)
    presence = models.CharField(max_length=30, choices=Presence.choices)
    ou = ArrayField(models.CharField(max_length=10))
    """Codes of départements, and EN_LIGNE."""
    lieu = models.TextField()
    public = models.TextField()
    inscription_jusqu_au = models.DateField(null=True)
    inscription = models.TextField()
    lien = models.TextField()
    accessibilite = models.TextField()
    demarche_titre = models.CharField(max_length=200)
    demarche_slug = models.CharField(max_length=80)

    objects = FicheMomentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["dossier"], name="fiche_moment_dossier"),
            models.Index(fields=["fin"], name="fiche_moment_fin"),
            models.Index(fields=["debut"], name="fiche_moment_debut"),
            GistIndex(fields=["validite"], name="fiche_moment_validite"),
        ]

    def __str__(self):
        return self.titre
