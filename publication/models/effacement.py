from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.enums import Role
from publication.contraintes import EffacementGarde
from publication.enums import EtatEffacement, MotifLegal
from publication.models.dossier import Dossier

ROLES = [(role.value, role.label) for role in (Role.VALIDATEUR, Role.ADMINISTRATEUR)]


class EffacementQuerySet(models.QuerySet):
    def pour_la_liste(self):
        return self.select_related("dossier", "demande_par", "traite_par")


class Effacement(models.Model):
    """L’effacement d’un passage ordonné par la loi, demandé par une personne et confirmé par une autre."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="effacements")
    etat = models.CharField(
        "état", max_length=20, choices=EtatEffacement.choices, default=EtatEffacement.DEMANDE
    )
    # public: why
    motif = models.CharField("fondement légal", max_length=30, choices=MotifLegal.choices)
    reference_legale = models.CharField("référence légale", max_length=250)
    # private: what, forgotten as soon as it is done or refused
    passages = ArrayField(models.TextField(), verbose_name="passages", default=list, blank=True)
    # what is erased whole
    documents_entiers = ArrayField(
        models.CharField(max_length=80), verbose_name="documents effacés en entier", default=list, blank=True
    )
    fichiers = ArrayField(
        models.CharField(max_length=64), verbose_name="fichiers désignés à la main", default=list, blank=True
    )
    # two people
    demande_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    demande_comme = models.CharField("demandé en qualité de", max_length=20, choices=ROLES)
    demande_le = models.DateTimeField("demandé le")
    traite_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    traite_comme = models.CharField("traité en qualité de", max_length=20, choices=ROLES, blank=True)
    traite_le = models.DateTimeField("traité le", null=True, blank=True)
    raison_du_refus = models.TextField("raison du refus", blank=True)
    # set by the database alone: the transaction in which versions may still be redacted
    transaction = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = EffacementQuerySet.as_manager()

    class Meta:
        ordering = ["-demande_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="effacement_reference_legale",
                condition=~Q(reference_legale=""),
                violation_error_message="Donnez la référence légale : elle est publiée à la place du passage.",
            ),
            models.CheckConstraint(
                name="effacement_traite_si_et_seulement_si_date",
                condition=Q(
                    etat=EtatEffacement.DEMANDE,
                    traite_par__isnull=True,
                    traite_le__isnull=True,
                    traite_comme="",
                )
                | ~Q(etat=EtatEffacement.DEMANDE)
                & Q(traite_par__isnull=False, traite_le__isnull=False)
                & ~Q(traite_comme=""),
                violation_error_message="Un effacement traité dit par qui, en quelle qualité et quand ; les autres non.",
            ),
            models.CheckConstraint(
                name="effacement_deux_personnes",
                condition=Q(traite_par__isnull=True) | ~Q(traite_par=F("demande_par")),
                violation_error_message="Un effacement est demandé par une personne et traité par une autre.",
            ),
            models.CheckConstraint(
                name="effacement_deux_qualites",
                condition=Q(demande_comme=Role.VALIDATEUR, traite_comme__in=["", Role.ADMINISTRATEUR])
                | Q(demande_comme=Role.ADMINISTRATEUR, traite_comme__in=["", Role.VALIDATEUR]),
                violation_error_message="L’un des deux est validateur du CIPC, l’autre administrateur.",
            ),
            models.CheckConstraint(
                name="effacement_refuse_avec_raison",
                condition=Q(etat=EtatEffacement.REFUSE) & ~Q(raison_du_refus="")
                | ~Q(etat=EtatEffacement.REFUSE) & Q(raison_du_refus=""),
                violation_error_message="Un refus donne sa raison, et lui seul.",
            ),
            models.CheckConstraint(
                name="effacement_oublie_une_fois_traite",
                condition=Q(etat=EtatEffacement.DEMANDE) | Q(passages__len=0),
                violation_error_message="Les passages s’oublient dès que l’effacement est traité.",
            ),
            EffacementGarde(name="effacement_garde"),
        ]

    def __str__(self):
        return f"Effacement {self.pk} : {self.get_motif_display().lower()}, {self.reference_legale}"
