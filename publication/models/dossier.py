from django.db import models
from django.db.models import Case, Count, F, Max, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from accounts.models import Organisation
from publication.enums import Etat


class DossierQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """All of them for the CIPC's validators; those of one's organisations, and below, for an author."""
        if agent.est_validateur:
            return self
        return self.rediges_par(agent)

    def rediges_par(self, agent):
        """Those that the agent may write, by organisation."""
        if not agent.is_active:
            return self.none()
        return self.filter(organisation__in=agent.organisations_redigees())

    def avec_etat(self, le):
        """What their list says of each: online since when, what awaits the CIPC, how the last submission went."""
        en_ligne = Q(publications__etat=Etat.VALIDEE, publications__publiee_le__lte=le)
        soumissions = self.model._meta.get_field("publications").related_model.objects
        derniere = soumissions.filter(dossier=OuterRef("pk")).order_by(
            "-soumise_le",
            Case(When(etat=Etat.RENVOYEE, then=0), default=1),  # of a lot, what is to be done again
            "-pk",
        )
        ouvertes = Q(publications__etat__in=Etat.ouverts())
        par_lot = Coalesce("publications__lot", -F("publications__pk"), output_field=models.BigIntegerField())
        return self.annotate(
            en_ligne_depuis=Min("publications__publiee_le", filter=en_ligne),
            derniere_publication=Max("publications__publiee_le", filter=en_ligne),
            en_attente=Count(par_lot, filter=ouvertes, distinct=True),
            dernier_etat=Subquery(derniere.values("etat")[:1]),
        ).order_by("intitule", "pk")


class Dossier(models.Model):
    """Ce que l’on publie ensemble, sous la responsabilité d’une organisation."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="organisation pilote", on_delete=models.PROTECT, related_name="dossiers"
    )
    intitule = models.CharField("intitulé", max_length=250)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["intitule"]

    def __str__(self):
        return self.intitule
