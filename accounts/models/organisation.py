from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from accounts.enums import Nature

DESCENDANCE = """
    WITH RECURSIVE descendance (id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT o.id FROM accounts_organisation o JOIN descendance d ON o.parent_id = d.id
    ) SELECT id FROM descendance
"""


class OrganisationQuerySet(models.QuerySet):
    def et_descendantes(self):
        """These organisations and every one below them, however deep."""
        racines = list(self.values_list("pk", flat=True))
        return self.model.objects.filter(pk__in=RawSQL(DESCENDANCE, [racines]))  # noqa: S611 - constant SQL

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

    @property
    def nom_court(self) -> str:
        return self.sigle or self.nom
