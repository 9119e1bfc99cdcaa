from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import Case, Count, Min, Q, Value, When

from publication.models import Dossier
from suivi.enums import Position
from vitrine.enums import Statut
from vitrine.models.commun import FicheChercheeQuerySet, LegeresManager, champ_de_recherche
from vitrine.mots import MotsDesPoints

RANG_D_UNE_REFERENCE = 100.0  # above any rank of words


class FichePropositionQuerySet(MotsDesPoints, FicheChercheeQuerySet):
    def pour_la_liste(self):
        return self.order_by("ordre", "proposition_id")

    def trouve(self, recherche, requete):
        """Also the point whose reference was typed, whatever its words."""
        trouve = super().trouve(recherche, requete)
        return trouve | Q(cle=recherche.cle) if recherche.cle else trouve

    def d_abord(self, recherche):
        return [designee(recherche).desc()] if recherche.cle else []

    def rang(self, recherche, requete):
        """That point comes first."""
        rang = super().rang(recherche, requete)
        if not recherche.cle:
            return rang
        return rang + designee(recherche) * RANG_D_UNE_REFERENCE

    def dernieres_reponses(self):
        """Those that are answered, the latest first; an answer without a date is not among them."""
        repondues = self.de_statut(Statut.REPONDUE).filter(repondue_le__isnull=False)
        return repondues.order_by("-repondue_le", "-pk")

    def chapitres(self) -> list[str]:
        """In reading order."""
        rangs = self.order_by().values_list("chapitre").annotate(Min("ordre"))
        return [chapitre for chapitre, _ in rangs.order_by("ordre__min", "chapitre")]

    def decompte(self) -> dict:
        """(statut, position) → number of points."""
        nombres = self.order_by().values_list("statut", "position").annotate(Count("pk"))
        return {(statut, position): nombre for statut, position, nombre in nombres}

    def voisins(self, point) -> tuple:
        """The points that come before and after this one in reading order, or None."""
        avant = Q(ordre__lt=point.ordre) | Q(ordre=point.ordre, proposition_id__lt=point.proposition_id)
        apres = Q(ordre__gt=point.ordre) | Q(ordre=point.ordre, proposition_id__gt=point.proposition_id)
        return (
            self.filter(avant).order_by("-ordre", "-proposition_id").first(),
            self.filter(apres).pour_la_liste().first(),
        )


def designee(recherche) -> Case:
    """1 for the points whose reference was typed, 0 for the others."""
    return Case(When(cle=recherche.cle, then=Value(1.0)), default=Value(0.0))


class FicheProposition(models.Model):
    """Un point tel qu’il est en ligne, avec sa réponse et ses mesures : une ligne par période."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="fiches_propositions")
    proposition_id = models.BigIntegerField()
    validite = DateTimeRangeField()
    reference = models.CharField(max_length=40)
    ordre = models.PositiveIntegerField()
    chapitre = models.CharField(max_length=250)
    titre = models.CharField(max_length=300)
    nature = models.CharField(max_length=20)
    partie_de = models.CharField(max_length=40)
    remplacee_par = ArrayField(models.CharField(max_length=40))
    statut = models.CharField(max_length=20, choices=Statut.choices)
    position = models.CharField(max_length=30, choices=Position.choices)
    echeance = models.DateField(null=True)
    en_retard = models.BooleanField()
    reponse_de = models.CharField(max_length=40)
    """Reference of the point whose answer this one inherits, if it does."""
    repondue_le = models.DateField(null=True)
    mesures = models.JSONField()
    avancements = ArrayField(models.CharField(max_length=40))
    # of the démarche, to choose among the points of all
    demarche_titre = models.CharField(max_length=200)
    demarche_slug = models.CharField(max_length=80)
    themes = ArrayField(models.CharField(max_length=40))
    organisation_id = models.BigIntegerField()
    organisation_nom = models.CharField(max_length=250)
    # what search reads
    cle = models.CharField(max_length=40)
    """The reference as `cle_de_reference` writes it: found however it is typed."""
    texte = models.TextField()
    recherche = champ_de_recherche()

    objects = LegeresManager.from_queryset(FichePropositionQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["-dossier", "ordre"], name="fiche_proposition_dossier"),
            models.Index(fields=["dossier", "reference"], name="fiche_proposition_reference"),
            GistIndex(fields=["validite"], name="fiche_proposition_validite"),
            models.Index(fields=["-repondue_le"], name="fiche_proposition_repondue"),
            models.Index(fields=["cle"], name="fiche_proposition_cle"),
            GinIndex(fields=["recherche"], name="fiche_proposition_recherche"),
        ]

    def __str__(self):
        return f"{self.reference} – {self.titre}"
