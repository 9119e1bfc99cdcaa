from django.db import models
from django.db.models import F, Q


class Transparence(models.Model):
    """How one takes part, what became of the contributions, what it cost."""

    participer_sans_internet = models.TextField("participer sans internet", blank=True)
    accessibilite_du_site = models.TextField(
        "accessibilité du site où l’on participe",
        blank=True,
        help_text="Sa déclaration d’accessibilité, ou ce qui ne l’est pas.",
    )
    moderation_url = models.URLField("adresse de la charte de modération", max_length=500, blank=True)
    contributions_recues = models.PositiveIntegerField("contributions reçues", null=True, blank=True)
    contributions_refusees = models.PositiveIntegerField(
        "contributions refusées par la modération", null=True, blank=True
    )
    moderation_raisons = models.TextField("raisons des refus", blank=True)
    contributions_url = models.URLField("où lire les contributions brutes", max_length=500, blank=True)
    contributions_licence = models.CharField("leur licence", max_length=120, blank=True)
    contributions_passages_retires = models.TextField(
        "passages retirés, et pourquoi", blank=True, help_text="Par exemple : des noms de personnes."
    )
    contributions_non_publiees = models.TextField(
        "pourquoi elles ne sont pas publiées", blank=True, help_text="S’il n’y a pas d’adresse."
    )
    cout_prevu = models.CharField("coût prévu et sa source", max_length=250, blank=True)
    cout_realise = models.CharField("coût réalisé et sa source", max_length=250, blank=True)

    class Meta:
        abstract = True

    CHAMPS_A_CORRIGER = {
        "demarche_refusees_pas_plus_que_recues": "contributions_refusees",
        "demarche_contributions_publiees_ou_non": "contributions_non_publiees",
    }

    CONTRAINTES = [
        models.CheckConstraint(
            name="demarche_refusees_pas_plus_que_recues",
            condition=Q(contributions_refusees__isnull=True)
            | Q(contributions_recues__isnull=True)
            | Q(contributions_refusees__lte=F("contributions_recues")),
            violation_error_message="La modération ne peut pas avoir refusé plus de contributions qu’il n’en a été reçu.",
        ),
        models.CheckConstraint(
            name="demarche_contributions_publiees_ou_non",
            condition=Q(contributions_url="") | Q(contributions_non_publiees=""),
            violation_error_message="Les contributions brutes sont publiées à une adresse, ou elles ne le sont pas pour une raison : pas les deux.",
        ),
    ]
