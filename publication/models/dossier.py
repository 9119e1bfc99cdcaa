from django.db import models

from accounts.models import Organisation


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
