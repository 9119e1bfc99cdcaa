from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.enums import Nature

PERIMETRE = """
    WITH RECURSIVE perimetre (id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT lien.id FROM perimetre JOIN (
            SELECT id, parent_id AS venant_de FROM accounts_organisation
            UNION ALL
            SELECT ancienne_id, nouvelle_id FROM accounts_succession WHERE le <= %s
        ) lien ON lien.venant_de = perimetre.id
    ) SELECT id FROM perimetre
"""


class OrganisationQuerySet(models.QuerySet):
    def perimetre(self, le=None):
        """These organisations, every one below them, and those they have succeeded on the day `le`."""
        return self.model.objects.sous(list(self.values_list("pk", flat=True)), le)

    def sous(self, racines: list[int], le=None):
        """The organisations of these pks, every one below them, and those they have succeeded on the day `le`."""
        parametres = [racines, le or timezone.localdate()]
        return self.filter(pk__in=RawSQL(PERIMETRE, parametres))  # noqa: S611 - constant SQL

    def existantes(self, le=None):
        """Those that exist on the day `le`: the day of its end, an organisation is no more."""
        le = le or timezone.localdate()
        commencees = Q(creee_le__isnull=True) | Q(creee_le__lte=le)
        return self.filter(commencees & (Q(supprimee_le__isnull=True) | Q(supprimee_le__gt=le)))

    def de_l_etat(self):
        return self.filter(nature__in=[nature for nature in Nature if nature.releve_de_l_etat])


class Organisation(models.Model):
    """Un ministère, une direction, une préfecture ou une autre personne publique qui organise, répond ou décide."""

    nom = models.CharField("nom", max_length=250)
    sigle = models.CharField("sigle", max_length=30, blank=True)
    slug = models.SlugField("adresse courte", max_length=120, unique=True)
    nature = models.CharField("nature", max_length=30, choices=Nature.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name="rattachée à",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rattachees",
    )
    creee_le = models.DateField("créée le", null=True, blank=True)
    supprimee_le = models.DateField("supprimée le", null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["nom"]
        constraints = [
            models.CheckConstraint(
                name="organisation_pas_son_propre_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="Une organisation ne peut pas être rattachée à elle-même.",
            ),
            models.CheckConstraint(
                name="organisation_dates_ordonnees",
                condition=Q(creee_le__isnull=True)
                | Q(supprimee_le__isnull=True)
                | Q(supprimee_le__gte=F("creee_le")),
                violation_error_message="Une organisation ne peut pas être supprimée avant d’avoir été créée.",
            ),
        ]

    def __str__(self):
        return self.nom

    def clean(self):
        """Whoever has a successor has ended: otherwise two organisations would write for it."""
        premiere = self.pk and self.successions.order_by("le").first()
        if premiere and (self.supprimee_le is None or self.supprimee_le > premiere.le):
            raise ValidationError(
                {
                    "supprimee_le": f"Cette organisation a une succession le {premiere.le:%d/%m/%Y} : elle est supprimée ce jour-là, ou avant."
                }
            )

    def existe(self, le) -> bool:
        return (self.creee_le is None or self.creee_le <= le) and (
            self.supprimee_le is None or le < self.supprimee_le
        )

    @property
    def nom_court(self) -> str:
        return self.sigle or self.nom
