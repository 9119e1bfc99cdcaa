from django.db import models
from django.db.models import Q

from demarches.models import Demarche


class Impact(models.Model):
    """Ce que l’avis a changé : la troisième section de la page d’une démarche."""

    demarche = models.OneToOneField(
        Demarche, on_delete=models.PROTECT, primary_key=True, related_name="impact"
    )
    reponse_politique = models.TextField("réponse politique", blank=True)
    reponse_par = models.CharField("donnée par", max_length=200, blank=True)
    reponse_le = models.DateField("le", null=True, blank=True)
    reponse_url = models.URLField("adresse", max_length=500, blank=True)
    enseignements = models.TextField("enseignements", blank=True)
    effets_sur_le_service = models.TextField("effets sur le service", blank=True)
    prochaines_etapes = models.TextField("prochaines étapes", blank=True)
    bilan = models.TextField("bilan", blank=True)
    bilan_le = models.DateField("bilan arrêté le", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="impact_reponse_politique_signee_et_datee",
                condition=Q(reponse_politique="") | ~Q(reponse_par="") & Q(reponse_le__isnull=False),
                violation_error_message="Dites qui a donné la réponse politique, et quand.",
            ),
            models.CheckConstraint(
                name="impact_bilan_date",
                condition=Q(bilan="", bilan_le__isnull=True) | ~Q(bilan="") & Q(bilan_le__isnull=False),
                violation_error_message="Un bilan porte la date à laquelle il est arrêté.",
            ),
        ]

    def __str__(self):
        return f"Impact : {self.demarche}"


class DecompteDeclare(models.Model):
    """Le compte que quelqu’un a publié des suites, à sa manière : jamais mêlé au nôtre."""

    impact = models.ForeignKey(Impact, on_delete=models.CASCADE, related_name="decomptes")
    par = models.CharField("déclaré par", max_length=200)
    le = models.DateField("arrêté le", null=True, blank=True)
    texte = models.TextField(
        "ce qui est compté", help_text="Par exemple : « 75 mises en œuvre, 71 en cours »."
    )
    source = models.CharField("source", max_length=250)
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    class Meta:
        ordering = ["le", "pk"]
        constraints = [
            models.CheckConstraint(
                name="decompte_source",
                condition=~Q(source="") & ~Q(par="") & ~Q(texte=""),
                violation_error_message="Un décompte dit qui compte, quoi, et d’où il vient.",
            )
        ]

    def __str__(self):
        return f"{self.par} : {self.texte}"
