from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from demarches.models import Demarche, Proposition
from publication.models import DocumentQuerySet
from suivi.enums import Avancement, ChangePar, StadeDeLoi, TypePreuve, Vecteur

# exigences.md, « Identifiers »
FORMATS_DE_PREUVE = {
    TypePreuve.NOR: r"^[A-Z]{4}\d{7}[A-Z]$",
    TypePreuve.LEGIFRANCE: r"^(JORF|LEGI)(TEXT|ARTI|SCTA|CONT)\d{12}$",
    TypePreuve.ELI: (
        r"^https://www\.legifrance\.gouv\.fr/eli/[a-z_]+/\d{4}/(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])/"
        r"([A-Z]{4}\d{7}[A-Z]|\d{2,4}-\d+)/(jo|lc|\d{8})(/(texte|article_[\w-]+)(/fr)?)?$"
    ),
}


class MesureQuerySet(DocumentQuerySet):
    def pour_le_document(self):
        return self.select_related("demarche", "responsable").avec_parties(
            "liens__proposition", "lectures", "reports", "preuves", "nouvelles"
        )


class Mesure(models.Model):
    """Ce que l’État fait à la suite d’un ou de plusieurs points de l’avis."""

    demarche = models.ForeignKey(Demarche, on_delete=models.PROTECT, related_name="mesures")
    numero = models.PositiveIntegerField("numéro")
    titre = models.CharField("titre", max_length=300)
    description = models.TextField("description", blank=True)
    propositions = models.ManyToManyField(Proposition, through="LienMesure", related_name="mesures")
    responsable = models.ForeignKey(
        Organisation,
        verbose_name="responsable",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mesures",
    )
    vecteur = models.CharField("vecteur", max_length=20, choices=Vecteur.choices, blank=True)
    avancement = models.CharField(
        "avancement", max_length=30, choices=Avancement.choices, default=Avancement.ANNONCEE
    )
    raison = models.TextField(
        "raison", blank=True, help_text="Si la mesure est suspendue, abandonnée, caduque ou remise en cause."
    )
    reste_a_faire = models.TextField("ce qui reste à faire", blank=True)
    prochaine_etape = models.TextField("prochaine étape annoncée", blank=True)
    prochaine_etape_le = models.DateField("prévue le", null=True, blank=True)
    dossier_legislatif_url = models.URLField("adresse du dossier législatif", max_length=500, blank=True)
    echeance_initiale = models.DateField("échéance initiale", null=True, blank=True)
    valable_jusqu_au = models.DateField("valable jusqu’au", null=True, blank=True)
    cout_estime = models.CharField("coût estimé", max_length=200, blank=True)
    cout_realise = models.CharField("coût réalisé", max_length=200, blank=True)

    objects = MesureQuerySet.as_manager()

    class Meta:
        ordering = ["demarche", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "numero"],
                name="mesure_numero_unique",
                violation_error_message="Ce numéro de mesure est déjà pris.",
            ),
            models.CheckConstraint(
                name="mesure_reste_si_en_partie",
                condition=~Q(avancement=Avancement.MISE_EN_OEUVRE_EN_PARTIE) | ~Q(reste_a_faire=""),
                violation_error_message="Dites ce qui reste à faire.",
            ),
            models.CheckConstraint(
                name="mesure_raison_si_arretee",
                condition=~Q(avancement__in=Avancement.a_expliquer()) | ~Q(raison=""),
                violation_error_message="Donnez la raison de cet avancement.",
            ),
            models.CheckConstraint(
                name="mesure_prochaine_etape_decrite",
                condition=Q(prochaine_etape_le__isnull=True) | ~Q(prochaine_etape=""),
                violation_error_message="Dites en quoi consiste la prochaine étape.",
            ),
        ]

    def __str__(self):
        return f"Mesure {self.numero} – {self.titre}"

    @property
    def echeance_actuelle(self):
        """The last date promised: that of the last postponement, or the first one."""
        reports = list(self.reports.all())
        return reports[-1].nouvelle_echeance if reports else self.echeance_initiale


class LienMesure(models.Model):
    """De quel point vient une mesure, et en quoi ce qui est adopté diffère de ce qui était demandé."""

    mesure = models.ForeignKey(Mesure, on_delete=models.CASCADE, related_name="liens")
    proposition = models.ForeignKey(Proposition, on_delete=models.PROTECT, related_name="liens_mesures")
    ecart = models.TextField("écart final", blank=True)
    change_par = models.CharField("changé par", max_length=30, choices=ChangePar.choices, blank=True)

    class Meta:
        ordering = ["proposition__ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mesure", "proposition"],
                name="lien_mesure_unique",
                violation_error_message="Cette mesure est déjà reliée à ce point.",
            ),
            models.CheckConstraint(
                name="lien_mesure_ecart_attribue",
                condition=Q(ecart="", change_par="") | ~Q(ecart="") & ~Q(change_par=""),
                violation_error_message="Un écart dit qui a changé la proposition ; sans écart, personne.",
            ),
        ]

    def __str__(self):
        return f"{self.mesure} ← {self.proposition.reference}"

    def clean(self):
        if not (self.proposition_id and self.mesure_id):
            return
        if self.proposition.demarche_id != self.mesure.demarche_id:
            raise ValidationError("Une mesure répond aux points de sa démarche.")


class Lecture(models.Model):
    """Une étape du parcours d’une loi : un dépôt, une lecture, une décision."""

    mesure = models.ForeignKey(Mesure, on_delete=models.CASCADE, related_name="lectures")
    stade = models.CharField("étape", max_length=40, choices=StadeDeLoi.choices)
    le = models.DateField("le")
    resultat = models.CharField("résultat", max_length=250, blank=True)
    url = models.URLField("adresse", max_length=500, blank=True)

    class Meta:
        verbose_name = "étape de la loi"
        verbose_name_plural = "étapes de la loi"
        ordering = ["le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mesure", "stade", "le"],
                name="lecture_unique",
                violation_error_message="Cette étape figure déjà à cette date.",
            )
        ]

    def __str__(self):
        return f"{self.get_stade_display()}, {self.le:%d/%m/%Y}"


class Report(models.Model):
    """Le report d’une échéance, daté et motivé."""

    mesure = models.ForeignKey(Mesure, on_delete=models.CASCADE, related_name="reports")
    decide_le = models.DateField("décidé le")
    nouvelle_echeance = models.DateField("nouvelle échéance")
    raison = models.TextField("raison")

    class Meta:
        ordering = ["decide_le", "pk"]
        constraints = [
            models.CheckConstraint(
                name="report_motive",
                condition=~Q(raison=""),
                violation_error_message="Un report a une raison.",
            )
        ]

    def __str__(self):
        return f"Report au {self.nouvelle_echeance:%d/%m/%Y}"


class Preuve(models.Model):
    """Ce qui établit l’avancement d’une mesure."""

    mesure = models.ForeignKey(Mesure, on_delete=models.CASCADE, related_name="preuves")
    type = models.CharField("type", max_length=20, choices=TypePreuve.choices)
    reference = models.CharField("référence", max_length=250)
    titre = models.CharField("titre", max_length=250)
    url = models.URLField("adresse", max_length=500, blank=True)
    date = models.DateField("date", null=True, blank=True)

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                name=f"preuve_format_{type_de_preuve}",
                condition=~Q(type=type_de_preuve) | Q(reference__regex=motif),
                violation_error_message=f"Cette référence n’a pas la forme attendue : {type_de_preuve.label}.",
            )
            for type_de_preuve, motif in FORMATS_DE_PREUVE.items()
        ]

    def __str__(self):
        return self.titre


class Nouvelle(models.Model):
    """Ce qu’il advient d’une mesure, au fil du temps."""

    mesure = models.ForeignKey(Mesure, on_delete=models.CASCADE, related_name="nouvelles")
    date = models.DateField("date")
    texte = models.TextField("texte")
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="nouvelle_dit_quelque_chose",
                condition=~Q(texte=""),
                violation_error_message="Une nouvelle a un texte.",
            )
        ]

    def __str__(self):
        return f"Nouvelle du {self.date:%d/%m/%Y}"
