from django.db import models
from django.db.models import F, Q

from demarches.models.demarche import Demarche
from publication.models import ErreursAuChamp


class Engagement(ErreursAuChamp, models.Model):
    """Ce que le commanditaire a promis de faire de l’avis des citoyens."""

    champs_a_corriger = {
        "engagement_echeance_apres_la_promesse": "echeance",
    }

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="engagements")
    texte = models.TextField("engagement")
    par = models.CharField("pris par", max_length=200)
    pris_le = models.DateField("pris le", null=True, blank=True)
    echeance = models.DateField(
        "échéance", null=True, blank=True, help_text="Vide : « aucun délai annoncé »."
    )
    source = models.CharField("source", max_length=250, blank=True)
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    class Meta:
        ordering = ["echeance", "pk"]
        constraints = [
            models.CheckConstraint(
                name="engagement_echeance_apres_la_promesse",
                condition=Q(echeance__isnull=True) | Q(pris_le__isnull=True) | Q(echeance__gte=F("pris_le")),
                violation_error_message="L’échéance d’un engagement ne peut pas précéder le jour où il a été pris.",
            )
        ]

    def __str__(self):
        return self.texte
