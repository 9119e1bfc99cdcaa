from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, Count, F, Max, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from accounts.models import Organisation
from publication.enums import Etat


class DossierQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """All of them for the CIPC's validators; otherwise those that one writes, or answers in part."""
        if agent.est_validateur:
            return self
        return self.filter(self._rediges_par(agent) | self._confies_a(agent))

    def rediges_par(self, agent):
        """Those that the agent may write, by organisation."""
        return self.filter(self._rediges_par(agent))

    def confies_a(self, agent):
        """Those of which some object is entrusted to an organisation of the agent."""
        return self.filter(self._confies_a(agent))

    def _rediges_par(self, agent):
        return Q(organisation__in=agent.organisations_redigees())

    def _confies_a(self, agent):
        from publication.models.version import types_de_version

        organisations = agent.organisations_repondantes()
        confies = [modele.confies_a(organisations) for modele in types_de_version()]
        trouves = [Q(pk__in=objets.values("dossier")) for objets in confies if objets is not None]
        return reduce(or_, trouves, Q(pk__in=[]))

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
    etabli_par_le_cipc = models.BooleanField(
        "établi par le CIPC",
        default=False,
        help_text="Vrai tant qu’aucun rédacteur de l’organisation n’y a écrit ni rien soumis.",
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["intitule"]

    def __str__(self):
        return self.intitule
