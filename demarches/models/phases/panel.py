from django.db import models
from django.db.models import F, Q

from demarches.enums import Acces


class Panel(models.Model):
    """Who takes part, and how they were chosen (guide du CIPC, cadrage méthodologique, fiche 2)."""

    recrutement_mode = models.CharField(
        "mode de recrutement", max_length=20, choices=Acces.choices, blank=True
    )
    participants_recrutement = models.TextField("recrutement des participants", blank=True)
    tirage_source = models.CharField(
        "source du tirage au sort",
        max_length=250,
        blank=True,
        help_text="Par exemple : numéros de téléphone générés au hasard, listes électorales.",
    )
    participants_contactes = models.PositiveIntegerField("personnes contactées", null=True, blank=True)
    participants_acceptants = models.PositiveIntegerField("personnes qui ont accepté", null=True, blank=True)
    taille_du_panel = models.PositiveIntegerField("taille du panel", null=True, blank=True)
    participants = models.PositiveIntegerField("participants", null=True, blank=True)
    participants_a_la_fin = models.PositiveIntegerField("présents à la fin", null=True, blank=True)
    participants_criteres = models.TextField("critères sociodémographiques", blank=True)
    participants_attitudes = models.TextField(
        "critères d’attitude",
        blank=True,
        help_text="Ce qui assure la diversité des opinions sur la question posée.",
    )
    composition_source = models.CharField("source de la composition", max_length=250, blank=True)
    population_de_reference = models.CharField(
        "population de référence", max_length=250, blank=True, help_text="Par exemple : recensement de 2020."
    )
    indemnisation = models.TextField("indemnisation", blank=True)
    frais_pris_en_charge = models.TextField("frais pris en charge", blank=True)
    garants_absents = models.BooleanField("aucun garant", default=False)
    suivi_citoyen_absent = models.BooleanField("aucun comité de suivi citoyen", default=False)

    class Meta:
        abstract = True

    CHAMPS_A_CORRIGER = {
        "demarche_participants_pas_plus_que_contactes": "participants",
        "demarche_acceptants_pas_plus_que_contactes": "participants_acceptants",
        "demarche_presents_pas_plus_que_participants": "participants_a_la_fin",
        "demarche_tirage_source": "recrutement_mode",
    }

    CONTRAINTES = [
        models.CheckConstraint(
            name="demarche_participants_pas_plus_que_contactes",
            condition=Q(participants__isnull=True)
            | Q(participants_contactes__isnull=True)
            | Q(participants__lte=F("participants_contactes")),
            violation_error_message="Il ne peut pas y avoir plus de participants que de personnes contactées.",
        ),
        models.CheckConstraint(
            name="demarche_acceptants_pas_plus_que_contactes",
            condition=Q(participants_acceptants__isnull=True)
            | Q(participants_contactes__isnull=True)
            | Q(participants_acceptants__lte=F("participants_contactes")),
            violation_error_message="Il ne peut pas y avoir plus de personnes qui acceptent que de personnes contactées.",
        ),
        models.CheckConstraint(
            name="demarche_presents_pas_plus_que_participants",
            condition=Q(participants_a_la_fin__isnull=True)
            | Q(participants__isnull=True)
            | Q(participants_a_la_fin__lte=F("participants")),
            violation_error_message="Il ne peut pas y avoir plus de présents à la fin que de participants.",
        ),
        models.CheckConstraint(
            name="demarche_tirage_source",
            condition=Q(tirage_source="") | Q(recrutement_mode__in=["", Acces.TIRAGE_AU_SORT]),
            violation_error_message="Seul un tirage au sort a une source : vérifiez le mode de recrutement.",
        ),
    ]
