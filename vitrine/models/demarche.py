from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)

from accounts.models import Organisation
from demarches.enums import Cadre, Etape, TypeDemarche
from publication.models import Dossier
from vitrine.models.commun import FicheChercheeQuerySet, LegeresManager, champ_de_recherche

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


RECONCILIATION = ("publiees", "repondues", "en_attente", "sans_reponse", "retirees")


class ChaqueValeur(Func):
    """A row for each value of a list."""

    function = "unnest"
    set_returning = True
    output_field = CharField()


class FicheDemarcheQuerySet(FicheChercheeQuerySet):
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

    def avec_organisation(self):
        """Annotate `organisation_slug`, by which the page of the organisation is found."""
        organisation = Organisation.objects.filter(pk=OuterRef("organisation_id"))
        return self.annotate(organisation_slug=Subquery(organisation.values("slug")))

    def de_l_organisation(self, pk):
        return self.filter(organisation_id=pk)

    def du_theme(self, theme):
        return self.filter(themes__contains=[theme])

    def decompte(self) -> dict[str, int]:
        """How many `demarches`, of which `obligatoires`, and the reconciliation of the others."""
        return self.order_by().aggregate(
            demarches=Count("pk"),
            obligatoires=Count("pk", filter=Q(cadre=Cadre.OBLIGATOIRE)),
            **{nom: _somme(nom) for nom in RECONCILIATION},
        )

    def par_organisation(self) -> dict[int, tuple[int, int]]:
        """Organisation → (démarches, points published)."""
        return self._comptees("organisation_id")

    def par_theme(self) -> dict[str, tuple[int, int]]:
        """Thème → (démarches, points published); a démarche counts for each of its thèmes."""
        return self.annotate(theme=ChaqueValeur("themes"))._comptees("theme")

    def _comptees(self, colonne) -> dict:
        lignes = self.order_by().values(colonne).annotate(demarches=Count("pk"), points=_somme("publiees"))
        return {
            cle: (demarches, points)
            for cle, demarches, points in lignes.values_list(colonne, "demarches", "points")
        }

    def dernieres_repondues(self):
        """Those with an answer, the latest first."""
        return self.filter(derniere_reponse_le__isnull=False).order_by("-derniere_reponse_le", "-pk")


def _somme(colonne) -> Sum:
    """Over what indicators count: a mandatory procedure is only referenced."""
    return Sum(colonne, filter=Q(cadre=Cadre.VOLONTAIRE), default=0)


class FicheDemarche(models.Model):
    """Une démarche telle qu’elle est en ligne : une ligne par période."""

    organisation_slug = ""  # set by `avec_organisation`

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
    derniere_reponse_le = models.DateField(null=True)
    prochaine_echeance = models.DateField(null=True)
    # what search reads
    texte = models.TextField()
    recherche = champ_de_recherche()

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
