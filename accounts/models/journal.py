from django.conf import settings
from django.db import models
from django.db.models import Func

from accounts.contraintes import AjoutSeul
from accounts.enums import NatureDuChangement
from accounts.models.organisation import Organisation


class ChangementDeCompte(models.Model):
    """Qui a changé quoi d’un compte, d’un droit ou d’une organisation, quand, de quelle valeur à quelle autre."""

    survenu_le = models.DateTimeField("survenu le", db_default=Func(function="maintenant"))
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", on_delete=models.PROTECT, related_name="+"
    )
    nature = models.CharField("nature", max_length=20, choices=NatureDuChangement.choices)
    objet = models.CharField("objet", max_length=400)
    valeurs = models.JSONField("valeurs", default=list)
    """[champ, avant, après] of each field that changed, as one reads them."""
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="compte concerné",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changements",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisation concernée",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changements",
    )

    class Meta:
        verbose_name = "changement d’un compte"
        ordering = ["-pk"]
        constraints = [AjoutSeul(name="changement_de_compte_ajout_seul")]

    def __str__(self):
        return f"{self.get_nature_display()}, {self.objet}"
