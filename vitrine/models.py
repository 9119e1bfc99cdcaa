"""The index of the present: what lists, filters, searches and figures read. Evidence is in the versions."""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import models
from django.db.models import Case, CharField, Count, DateField, F, Min, Q, Value, When

from demarches.enums import Cadre, Etape, TypeDemarche
from demarches.mots import pese
from publication.models import Dossier
from suivi.enums import Position
from vitrine.enums import Statut
from vitrine.mots import MotsDesPoints


def _recherche() -> models.GeneratedField:
    """The stems of a title, then of the text: what a search matches and ranks (vitrine/recherche.py)."""
    return models.GeneratedField(
        expression=pese(titre="A", texte="C"), output_field=SearchVectorField(), db_persist=True
    )


RANG_D_UNE_REFERENCE = 100.0  # above any rank of words


class FicheQuerySet(models.QuerySet):
    def entieres(self):
        """With the text, which only search reads."""
        return self.defer(None).defer("recherche")

    def repondant_a(self, recherche, *, tous=True):
        """The rows that hold all the words of a search, or any of them; `rang`: how well."""
        requete = recherche.requete(tous=tous)
        return self.filter(recherche=requete).annotate(rang=SearchRank(F("recherche"), requete))

    def en_vigueur(self, le):
        return self.filter(validite__contains=le)

    def a_partir_de(self, le):
        """In force at `le` or later."""
        return self.filter(Q(validite__endswith__gt=le) | Q(validite__upper_inf=True))


class LegeresManager(models.Manager):
    """Lists read no text: it is several times the size of all the rest."""

    def get_queryset(self):
        return super().get_queryset().defer("texte", "recherche")


COLONNES_DE_L_ETAPE = (
    "arret",
    "avis_publie",
    "bilan_publie",
    "publiees",
    "repondues",
    "en_attente",
    "sans_reponse",
    "ouverte_le",
    "cloturee_le",
    "participer_jusqu_au",
)


def expressions_de_l_etape(le) -> dict:
    """What a démarche is at on the day `le`: name → expression over COLONNES_DE_L_ETAPE."""
    rendu = Q(avis_publie=True) | Q(publiees__gt=0, cloturee_le__lt=le)
    return {
        "etape": Case(
            When(~Q(arret=""), then=F("arret")),
            When(bilan_publie=True, then=Value(Etape.CLOSE)),
            When(rendu & Q(repondues__gt=0, sans_reponse=0, en_attente=0), then=Value(Etape.SUIVI_EN_COURS)),
            When(rendu, then=Value(Etape.REPONSE_ATTENDUE)),
            When(cloturee_le__lt=le, then=Value(Etape.AVIS_ATTENDU)),
            When(ouverte_le__lte=le, then=Value(Etape.EN_COURS)),
            default=Value(Etape.ANNONCEE),
            output_field=CharField(),
        ),
        "participer_encore_jusqu_au": Case(
            When(participer_jusqu_au__gte=le, then=F("participer_jusqu_au")), output_field=DateField()
        ),
    }


class FicheDemarcheQuerySet(FicheQuerySet):
    def avec_etape(self, le):
        """Annotate `etape`, the stage on the day `le` (a date), from dates and from what is published.

        Also `participer_encore_jusqu_au`, only while a modality is open to all or calls for volunteers.
        """
        return self.annotate(**expressions_de_l_etape(le))

    def volontaires(self):
        """Those that indicators count: a mandatory procedure is only referenced (conception.md §4)."""
        return self.filter(cadre=Cadre.VOLONTAIRE)

    def pour_la_liste(self, le):
        return self.avec_etape(le).order_by(F("mise_a_jour_le").desc(), "titre", "dossier_id")


class FicheDemarche(models.Model):
    """Une démarche telle qu’elle est en ligne : une ligne par période."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="fiches")
    validite = DateTimeRangeField()
    titre = models.CharField(max_length=200)
    slug = models.CharField(max_length=80)
    chapo = models.TextField()
    themes = ArrayField(models.CharField(max_length=40))
    territoire = models.CharField(max_length=120)
    annee = models.PositiveSmallIntegerField(null=True)
    ancien_numero = models.PositiveIntegerField(null=True)
    cadre = models.CharField(max_length=20, choices=Cadre.choices)
    type = models.CharField(max_length=30, choices=TypeDemarche.choices)
    organisation_id = models.BigIntegerField()
    organisation_nom = models.CharField(max_length=250)
    reprise_historique = models.BooleanField()
    mise_a_jour_le = models.DateTimeField()
    # what the stage is computed from
    annoncee_le = models.DateField(null=True)
    ouverte_le = models.DateField(null=True)
    cloturee_le = models.DateField(null=True)
    avis_attendu_le = models.DateField(null=True)
    arret = models.CharField(max_length=20)
    avis_publie = models.BooleanField()
    bilan_publie = models.BooleanField()
    participer_jusqu_au = models.DateField(null=True)
    ouverte_a_tous = models.BooleanField()
    # the reconciliation
    nombre_remis = models.PositiveIntegerField(null=True)
    publiees = models.PositiveIntegerField()
    repondues = models.PositiveIntegerField()
    en_attente = models.PositiveIntegerField()
    sans_reponse = models.PositiveIntegerField()
    retirees = models.PositiveIntegerField()
    mesures = models.PositiveIntegerField()
    prochaine_echeance = models.DateField(null=True)
    # what search reads
    texte = models.TextField()
    recherche = _recherche()

    objects = LegeresManager.from_queryset(FicheDemarcheQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["dossier"], name="fiche_demarche_dossier"),
            GistIndex(fields=["validite"], name="fiche_demarche_validite"),
            GinIndex(fields=["recherche"], name="fiche_demarche_recherche"),
            models.Index(fields=["ancien_numero"], name="fiche_demarche_ancien_numero"),
            models.Index(fields=["-mise_a_jour_le"], name="fiche_demarche_recente"),
        ]
        constraints = [
            models.CheckConstraint(
                name="fiche_demarche_reconciliation",
                condition=Q(publiees=F("repondues") + F("en_attente") + F("sans_reponse") + F("retirees")),
                violation_error_message="Les points publiés sont répondus, en attente, sans réponse ou retirés.",
            )
        ]

    def __str__(self):
        return self.titre


class FichePropositionQuerySet(MotsDesPoints, FicheQuerySet):
    def pour_la_liste(self):
        return self.order_by("ordre", "proposition_id")

    def repondant_a(self, recherche, *, tous=True):
        """The point whose reference was typed comes first, whatever its words."""
        if not recherche.cle:
            return super().repondant_a(recherche, tous=tous)
        requete = recherche.requete(tous=tous)
        designee = Case(When(cle=recherche.cle, then=Value(1.0)), default=Value(0.0))
        points = self.filter(Q(recherche=requete) | Q(cle=recherche.cle))
        return points.annotate(rang=SearchRank(F("recherche"), requete) + designee * RANG_D_UNE_REFERENCE)

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
    themes = ArrayField(models.CharField(max_length=40))
    organisation_id = models.BigIntegerField()
    organisation_nom = models.CharField(max_length=250)
    # what search reads
    cle = models.CharField(max_length=40)
    """The reference as `cle_de_reference` writes it: found however it is typed."""
    texte = models.TextField()
    recherche = _recherche()

    objects = LegeresManager.from_queryset(FichePropositionQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["-dossier", "ordre"], name="fiche_proposition_dossier"),
            models.Index(fields=["dossier", "reference"], name="fiche_proposition_reference"),
            GistIndex(fields=["validite"], name="fiche_proposition_validite"),
            models.Index(fields=["cle"], name="fiche_proposition_cle"),
            GinIndex(fields=["recherche"], name="fiche_proposition_recherche"),
        ]

    def __str__(self):
        return f"{self.reference} – {self.titre}"


class FicheActualiteQuerySet(FicheQuerySet):
    def entieres(self):
        return self

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
