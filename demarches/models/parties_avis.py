"""The repeated parts of the avis: they live and are published with it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from demarches.enums import NatureDocumentRemis, TypeDeQuestion
from demarches.models.avis import Avis
from publication.models import Fichier


class DocumentRemis(models.Model):
    """Un document que les citoyens ont remis : leur avis, un rapport, une synthèse."""

    avis = models.ForeignKey(Avis, on_delete=models.CASCADE, related_name="documents")
    nature = models.CharField("nature", max_length=20, choices=NatureDocumentRemis.choices)
    titre = models.CharField("titre", max_length=250)
    remis_le = models.DateField("remis le", null=True, blank=True)
    remis_a = models.CharField("à qui", max_length=200, blank=True)
    url = models.URLField("adresse", max_length=500, blank=True)
    fichier = models.ForeignKey(
        Fichier, on_delete=models.PROTECT, null=True, blank=True, related_name="documents_remis"
    )

    class Meta:
        verbose_name = "document remis"
        verbose_name_plural = "documents remis"
        ordering = ["remis_le", "pk"]

    def __str__(self):
        return self.titre


class ChiffreCle(models.Model):
    """Un nombre qui dit l’ampleur de la démarche, avec sa source."""

    avis = models.ForeignKey(Avis, on_delete=models.CASCADE, related_name="chiffres_cles")
    valeur = models.CharField("valeur", max_length=60, help_text="Tel qu’on le lit : « plus de 16 000 ».")
    libelle = models.CharField("ce qui est compté", max_length=200)
    source = models.CharField("source", max_length=250)
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    class Meta:
        verbose_name = "chiffre clé"
        verbose_name_plural = "chiffres clés"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="chiffre_cle_source",
                condition=~Q(valeur="") & ~Q(libelle="") & ~Q(source=""),
                violation_error_message="Un chiffre clé dit ce qu’il compte, et d’où il vient.",
            )
        ]

    def __str__(self):
        return f"{self.valeur} {self.libelle}"


class Question(models.Model):
    """Une question d’un questionnaire, avec les réponses en chiffres."""

    avis = models.ForeignKey(Avis, on_delete=models.CASCADE, related_name="questions")
    ordre = models.PositiveSmallIntegerField("ordre", default=1)
    intitule = models.TextField("question")
    type = models.CharField("type", max_length=20, choices=TypeDeQuestion.choices)
    repondants = models.PositiveIntegerField("répondants à cette question", null=True, blank=True)
    resultats = models.JSONField(
        "réponses",
        default=list,
        blank=True,
        help_text="Une par ligne : la réponse ; le nombre ; le pourcentage. « Oui ; 812 ; 54,3 »",
    )
    enseignement = models.TextField("ce qu’on en retient", blank=True)

    class Meta:
        ordering = ["ordre", "pk"]

    def __str__(self):
        return self.intitule

    def clean(self):
        """`resultats`: list of {libelle, nombre, part}, `part` in thousandths; numbers that hold together."""
        if erreur := resultats_impossibles(self.type, self.repondants, self.resultats):
            raise ValidationError({"resultats": erreur})


def resultats_impossibles(type_de_question, repondants, resultats) -> str:
    """The French sentence that says what is wrong with the answers to a question, or ""."""
    if type_de_question == TypeDeQuestion.OUVERTE:
        return ""
    libelles = [resultat["libelle"] for resultat in resultats]
    if len(libelles) != len(set(libelles)):
        return "La même réponse est donnée deux fois : regroupez-la."
    nombres = [resultat["nombre"] for resultat in resultats if resultat["nombre"] is not None]
    parts = [resultat["part"] for resultat in resultats if resultat["part"] is not None]
    if any(part > 1000 for part in parts):
        return "Une réponse ne peut pas être donnée par plus de 100 % des répondants."
    if repondants is not None and any(nombre > repondants for nombre in nombres):
        return "Une réponse ne peut pas être donnée par plus de personnes qu’il n’y a de répondants."
    if type_de_question == TypeDeQuestion.CHOIX_MULTIPLE:
        return ""
    if sum(parts) > 1000 + len(parts):  # each share is rounded
        return "Avec une seule réponse possible, les pourcentages ne dépassent pas 100 % en tout : vérifiez-les, ou choisissez « plusieurs réponses possibles »."
    if repondants is not None and sum(nombres) > repondants:
        return "Avec une seule réponse possible, il n’y a pas plus de réponses que de répondants."
    return ""
