from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from demarches.models import Demarche, Engagement
from publication.models import DocumentQuerySet, ErreursAuChamp
from suivi.enums import SortEngagement


class ImpactQuerySet(DocumentQuerySet):
    def pour_le_document(self):
        return self.select_related("demarche").avec_parties("decomptes", "sorts__engagement")


class Impact(ErreursAuChamp, models.Model):
    """Ce que l’avis a changé : la troisième section de la page d’une démarche."""

    champs_a_corriger = {
        "impact_bilan_date": "bilan_le",
    }

    demarche = models.OneToOneField(
        Demarche, on_delete=models.PROTECT, primary_key=True, related_name="impact"
    )
    reponse_politique = models.TextField("réponse politique", blank=True)
    reponse_par = models.CharField("donnée par", max_length=200, blank=True)
    reponse_le = models.DateField("le", null=True, blank=True)
    reponse_url = models.URLField("adresse", max_length=500, blank=True)
    enseignements = models.TextField("enseignements", blank=True)

    # effects on the service: the three prompts of the guide (suivi, fiche 2)
    effets_representations = models.TextField(
        "ce que la démarche a changé dans la façon de voir le sujet", blank=True
    )
    effets_angles_morts = models.TextField("les angles morts qu’elle a révélés", blank=True)
    effets_cooperation = models.TextField("ce qu’elle a changé dans le travail entre services", blank=True)

    # evaluation: the four axes of the guide (suivi, fiche 4)
    evaluation_dispositif = models.TextField("pertinence et plus-value du dispositif", blank=True)
    evaluation_organisation = models.TextField("qualité de l’organisation", blank=True)
    evaluation_pratiques = models.TextField("impact sur les pratiques de l’administration", blank=True)
    evaluation_citoyens = models.TextField(
        "impact sur ce que les citoyens pensent de l’action publique", blank=True
    )
    evaluation_par = models.CharField("évaluation faite par", max_length=200, blank=True)
    evaluation_le = models.DateField("évaluation rendue le", null=True, blank=True)
    evaluation_url = models.URLField("adresse de l’évaluation", max_length=500, blank=True)

    # what comes next, and the end
    prochaines_etapes = models.TextField("prochaines étapes", blank=True)
    bilan = models.TextField("bilan", blank=True)
    bilan_le = models.DateField("bilan arrêté le", null=True, blank=True)

    objects = ImpactQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "impacts"
        constraints = [
            models.CheckConstraint(
                name="impact_evaluation_attribuee",
                condition=Q(
                    evaluation_dispositif="",
                    evaluation_organisation="",
                    evaluation_pratiques="",
                    evaluation_citoyens="",
                )
                | ~Q(evaluation_par="") & Q(evaluation_le__isnull=False),
                violation_error_message="Dites qui a évalué la démarche, et quand.",
            ),
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


class SortDEngagement(ErreursAuChamp, models.Model):
    """Ce qu’il est advenu d’un engagement : tenu, non tenu, et la preuve."""

    champs_a_corriger = {
        "sort_prouve": "preuve",
        "sort_explique": "explication",
    }

    impact = models.ForeignKey(Impact, on_delete=models.CASCADE, related_name="sorts")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="sorts")
    sort = models.CharField("sort", max_length=20, choices=SortEngagement.choices)
    le = models.DateField("depuis le")
    declare_par = models.CharField(
        "déclaré par", max_length=200, help_text="Le commanditaire, ou les garants."
    )
    explication = models.TextField("explication", blank=True)
    preuve = models.CharField("preuve", max_length=250, blank=True)
    preuve_url = models.URLField("adresse de la preuve", max_length=500, blank=True)

    class Meta:
        verbose_name = "sort d’un engagement"
        verbose_name_plural = "sort des engagements"
        ordering = ["engagement__echeance", "engagement_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["impact", "engagement"],
                name="sort_un_par_engagement",
                violation_error_message="Le sort de cet engagement est déjà dit.",
            ),
            models.CheckConstraint(
                name="sort_prouve",
                condition=~Q(sort__in=SortEngagement.a_prouver()) | ~Q(preuve=""),
                violation_error_message="Un engagement tenu l’est avec une preuve.",
            ),
            models.CheckConstraint(
                name="sort_explique",
                condition=~Q(sort__in=SortEngagement.a_expliquer()) | ~Q(explication=""),
                violation_error_message="Dites pourquoi cet engagement n’est pas tenu, ou n’a plus d’objet.",
            ),
        ]

    def __str__(self):
        return f"{self.engagement} : {self.get_sort_display().lower()}"

    def clean(self):
        if self.engagement_id and self.impact_id and self.engagement.demarche_id != self.impact_id:
            raise ValidationError("Cet engagement est celui d’une autre démarche.")
        self._verifier_la_date()

    def _verifier_la_date(self):
        if not (self.engagement_id and self.le and self.engagement.echeance):
            return
        tard = self.le > self.engagement.echeance
        if self.sort == SortEngagement.TENU and tard:
            raise ValidationError({"sort": "L’échéance était passée : déclarez « tenu en retard »."})
        if self.sort == SortEngagement.TENU_EN_RETARD and not tard:
            raise ValidationError({"sort": "L’échéance n’était pas passée : déclarez « tenu »."})
