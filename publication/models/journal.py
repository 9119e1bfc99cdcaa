from django.conf import settings
from django.db import models
from django.db.models import Q

from publication.contraintes import AjoutSeul
from publication.enums import NatureEvenement
from publication.models.dossier import Dossier
from publication.models.effacement import Effacement
from publication.models.publication import Publication


class Evenement(models.Model):
    """Un fait de la vie d’une publication, ou un effacement légal, consigné une fois pour toutes."""

    survenu_le = models.DateTimeField("survenu le")
    nature = models.CharField("nature", max_length=20, choices=NatureEvenement.choices)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="evenements")
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="evenements"
    )
    effacement = models.ForeignKey(
        Effacement, on_delete=models.PROTECT, null=True, blank=True, related_name="evenements"
    )
    documents = models.JSONField("documents concernés")

    class Meta:
        verbose_name = "événement"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evenement_d_une_publication_ou_d_un_effacement",
                condition=Q(publication__isnull=False, effacement__isnull=True)
                & ~Q(nature=NatureEvenement.EFFACEMENT)
                | Q(publication__isnull=True, effacement__isnull=False, nature=NatureEvenement.EFFACEMENT),
                violation_error_message="Un événement est celui d’une publication, ou d’un effacement.",
            ),
            AjoutSeul(name="evenement_ajout_seul"),
        ]

    def __str__(self):
        return f"{self.get_nature_display()} du {self.survenu_le:%d/%m/%Y}, {self.dossier}"


class TraceQuerySet(models.QuerySet):
    def sur(self, objet):
        return self.filter(type_objet=objet._meta.label_lower, objet_id=objet.pk)

    def de_la_plus_recente(self):
        return self.select_related("agent", "instantane").order_by("-pk")


class Trace(models.Model):
    """Qui a changé quoi dans l’atelier, et quand."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="traces")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    type_objet = models.CharField(max_length=60)
    objet_id = models.BigIntegerField()
    faite_le = models.DateTimeField("faite le")

    objects = TraceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["type_objet", "objet_id", "faite_le"], name="trace_par_objet")]
        constraints = [AjoutSeul(name="trace_ajout_seul")]

    def __str__(self):
        return f"{self.type_objet} {self.objet_id}, {self.faite_le:%d/%m/%Y}"


class Instantane(models.Model):
    """Ce qu’était un objet de l’atelier juste après un changement, textes privés compris."""

    trace = models.OneToOneField(Trace, on_delete=models.CASCADE, primary_key=True, related_name="instantane")
    document = models.JSONField("document")
    champs = models.JSONField("champs de saisie")

    class Meta:
        verbose_name = "instantané"

    def __str__(self):
        return f"Instantané, {self.trace}"
