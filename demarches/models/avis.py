from django.db import models
from django.db.models import Q

from demarches.enums import FormeAvis, Redaction
from demarches.models.demarche import Demarche


class Avis(models.Model):
    """Ce que les citoyens ont dit : la deuxième section de la page d’une démarche."""

    demarche = models.OneToOneField(Demarche, on_delete=models.PROTECT, primary_key=True, related_name="avis")
    forme = models.CharField("forme de l’avis", max_length=30, choices=FormeAvis.choices, blank=True)
    synthese = models.TextField("synthèse", blank=True)
    synthese_methode = models.TextField("comment la synthèse a été faite", blank=True)
    redige_par = models.CharField("rédigé par", max_length=20, choices=Redaction.choices, blank=True)
    valide_par_les_citoyens = models.BooleanField("validé par les citoyens", null=True, blank=True)
    points_de_consensus = models.TextField("points de consensus", blank=True)
    points_de_divergence = models.TextField("points de divergence", blank=True)
    remis_le = models.DateField("remis le", null=True, blank=True)
    remis_a = models.CharField("remis à", max_length=200, blank=True)
    document_titre = models.CharField("document remis", max_length=250, blank=True)
    document_url = models.URLField("adresse du document", max_length=500, blank=True)
    nombre_remis = models.PositiveIntegerField(
        "nombre de points selon le document",
        null=True,
        blank=True,
        help_text="Le compte du document source, pas le nôtre.",
    )
    nombre_remis_source = models.CharField("où ce nombre est écrit", max_length=250, blank=True)
    nombre_remis_ecart = models.TextField(
        "pourquoi le nombre publié diffère",
        blank=True,
        help_text="Par exemple : des points découpés en parties.",
    )

    class Meta:
        verbose_name = "avis des citoyens"
        verbose_name_plural = "avis des citoyens"
        constraints = [
            models.CheckConstraint(
                name="avis_nombre_remis_source",
                condition=Q(nombre_remis__isnull=True) | ~Q(nombre_remis_source=""),
                violation_error_message="Dites où le nombre de points remis est écrit (document et page).",
            ),
            models.CheckConstraint(
                name="avis_remis_a_quelqu_un",
                condition=Q(remis_le__isnull=True) | ~Q(remis_a=""),
                violation_error_message="Dites à qui l’avis a été remis.",
            ),
        ]

    def __str__(self):
        return f"Avis des citoyens : {self.demarche}"
