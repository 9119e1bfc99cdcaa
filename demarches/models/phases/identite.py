from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from demarches.enums import Cadre, Niveau, Objectif, Theme, TypeDemarche


class Identite(models.Model):
    """What the démarche is."""

    titre = models.CharField("titre", max_length=200)
    chapo = models.TextField("chapô", blank=True, help_text="Deux phrases : de quoi parle-t-on, qui décide.")
    resume_simple = models.TextField(
        "résumé simple", blank=True, help_text="Des phrases courtes, sans sigle, pour être compris de tous."
    )
    resume_relu = models.BooleanField(
        "résumé relu par des personnes concernées",
        default=False,
        help_text="Alors seulement il porte la mention « facile à lire et à comprendre » (FALC).",
    )
    themes = ArrayField(
        models.CharField(max_length=40, choices=Theme.choices),
        verbose_name="thèmes",
        default=list,
        blank=True,
    )
    territoire = models.CharField("territoire", max_length=120, blank=True, default="France entière")
    cadre = models.CharField("cadre", max_length=20, choices=Cadre.choices, default=Cadre.VOLONTAIRE)
    procedure_url = models.URLField(
        "adresse de la procédure obligatoire",
        max_length=500,
        blank=True,
        help_text="Débat public, enquête publique… : la démarche est seulement référencée, avec ce lien.",
    )
    type = models.CharField("type de démarche", max_length=30, choices=TypeDemarche.choices, blank=True)
    objectif = models.CharField("objectif", max_length=30, choices=Objectif.choices, blank=True)
    niveau = models.CharField("niveau de participation", max_length=20, choices=Niveau.choices, blank=True)
    niveau_explication = models.TextField("ce que ce niveau veut dire ici", blank=True)
    reprise_historique = models.BooleanField(
        "reprise d’historique",
        default=False,
        help_text="Démarche antérieure au portail : elle le dit sur sa page et n’entre pas dans les délais.",
    )
    ancien_numero = models.PositiveIntegerField(
        "numéro sur l’ancien portail",
        null=True,
        blank=True,
        unique=True,
        help_text="Le nombre de son ancienne adresse : « trouver-une-concertation/83_… » donne 83.",
        error_messages={"unique": "Une autre démarche porte déjà ce numéro de l’ancien portail."},
    )

    class Meta:
        abstract = True

    CHAMPS_A_CORRIGER = {
        "demarche_trois_themes_au_plus": "themes",
        "demarche_resume_relu_s_il_existe": "resume_simple",
    }

    CONTRAINTES = [
        models.CheckConstraint(
            name="demarche_trois_themes_au_plus",
            condition=Q(themes__len__lte=3),
            violation_error_message="Choisissez trois thèmes au plus.",
        ),
        models.CheckConstraint(
            name="demarche_resume_relu_s_il_existe",
            condition=Q(resume_relu=False) | ~Q(resume_simple=""),
            violation_error_message="Un résumé relu par des personnes concernées est d’abord écrit.",
        ),
    ]
