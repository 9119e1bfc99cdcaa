from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from publication.enums import MotifLegal
from publication.models.dossier import Dossier

DUREE = timedelta(hours=72)


class MasquageQuerySet(models.QuerySet):
    def en_cours(self, le):
        """Those that hide something at the instant `le`."""
        return self.a_partir_de(le).filter(pose_le__lte=le)

    def a_partir_de(self, le):
        """Those that hide something at the instant `le` or after it."""
        return self.filter(Q(jusqu_a__isnull=True) | Q(jusqu_a__gt=le))

    def pour_la_liste(self):
        return self.select_related("dossier__organisation", "pose_par", "confirme_par", "leve_par")


class ADecouvert(models.Func):
    """Whether no mask of `Masquage.objects.en_cours(le)` hides the object, of key `prefixe` and this identifier.

    In SQL: Django takes longer to write it than PostgreSQL to answer it, and every document read asks it.
    """

    output_field = models.BooleanField()

    def __init__(self, prefixe, objet, le):
        super().__init__(models.F(objet))
        self.parametres = [prefixe, le, le]

    def as_sql(self, compiler, connection):
        [objet] = self.get_source_expressions()
        colonne, parametres = compiler.compile(objet)
        table = connection.ops.quote_name(Masquage._meta.db_table)
        sql = (
            f"NOT EXISTS (SELECT FROM {table} masque WHERE masque.objet = %s || ({colonne})::text"
            " AND masque.pose_le <= %s AND (masque.jusqu_a IS NULL OR masque.jusqu_a > %s))"
        )
        prefixe, *instants = self.parametres
        return sql, [prefixe, *parametres, *instants]


class Masquage(models.Model):
    """Un objet caché au public à titre conservatoire, le temps d’examiner ce qui ne devrait pas s’y lire."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="masquages")
    objet = models.CharField("objet", max_length=80)
    designation = models.CharField("désignation publique", max_length=80)
    motif = models.CharField("motif", max_length=30, choices=MotifLegal.choices)
    precision = models.TextField("ce qui est en cause")
    pose_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pose_le = models.DateTimeField("posé le")
    # without a second validator, it ends by itself: nobody has to remember it
    jusqu_a = models.DateTimeField("jusqu’à", null=True, blank=True)
    confirme_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirme_le = models.DateTimeField("confirmé le", null=True, blank=True)
    leve_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    leve_le = models.DateTimeField("levé le", null=True, blank=True)
    raison_de_la_levee = models.TextField("raison de la levée", blank=True)

    objects = MasquageQuerySet.as_manager()

    class Meta:
        verbose_name = "masquage conservatoire"
        verbose_name_plural = "masquages conservatoires"
        ordering = ["pose_le", "pk"]
        indexes = [models.Index(fields=["objet"], name="masquage_par_objet")]
        constraints = [
            models.CheckConstraint(
                name="masquage_dit_quoi",
                condition=~Q(precision=""),
                violation_error_message="Dites ce qui est en cause.",
            ),
            models.CheckConstraint(
                name="masquage_confirme_par_un_autre_a_temps",
                condition=Q(confirme_par__isnull=True, confirme_le__isnull=True)
                | Q(confirme_le__isnull=False, confirme_le__lt=F("pose_le") + DUREE)
                & ~Q(confirme_par=F("pose_par")),
                violation_error_message="Un autre validateur confirme le masquage dans les 72 heures.",
            ),
            models.CheckConstraint(
                name="masquage_leve_par_quelqu_un_qui_dit_pourquoi",
                condition=Q(leve_par__isnull=True, leve_le__isnull=True, raison_de_la_levee="")
                | Q(leve_par__isnull=False, leve_le__isnull=False) & ~Q(raison_de_la_levee=""),
                violation_error_message="Une levée dit par qui, quand et pourquoi.",
            ),
            models.CheckConstraint(
                name="masquage_finit_de_lui_meme",
                condition=Q(leve_le__isnull=False, jusqu_a=F("leve_le"))
                | Q(leve_le__isnull=True, confirme_le__isnull=True, jusqu_a=F("pose_le") + DUREE)
                | Q(leve_le__isnull=True, confirme_le__isnull=False, jusqu_a__isnull=True),
                violation_error_message="Un masquage que personne ne confirme finit au bout de 72 heures.",
            ),
        ]

    def __str__(self):
        return f"Masquage conservatoire {self.pk} : {self.designation}"

    def est_en_cours(self, le) -> bool:
        return self.pose_le <= le and (self.jusqu_a is None or le < self.jusqu_a)
