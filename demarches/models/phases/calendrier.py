from django.db import models
from django.db.models import F, Q

from demarches.enums import Arret


class Calendrier(models.Model):
    """When the démarche takes place, and what was promised about what follows."""

    annoncee_le = models.DateField("annoncée le", null=True, blank=True)
    ouverte_le = models.DateField("ouverte le", null=True, blank=True)
    cloturee_le = models.DateField("participation close le", null=True, blank=True)
    avis_attendu_le = models.DateField("avis attendu le", null=True, blank=True)
    arret = models.CharField("arrêt", max_length=20, choices=Arret.choices, blank=True)
    arret_le = models.DateField("arrêtée le", null=True, blank=True)
    arret_raison = models.TextField("raison de l’arrêt", blank=True)
    aucun_delai_annonce = models.BooleanField("aucun délai de réponse annoncé", default=False)
    nouvelles_tous_les_mois = models.PositiveSmallIntegerField(
        "rythme promis des nouvelles, en mois",
        null=True,
        blank=True,
        help_text="Le rythme promis aux citoyens ; au-delà, la page dit « sans nouvelles depuis … ».",
    )
    evaluation_par = models.CharField("évaluée par", max_length=200, blank=True)
    evaluation_quand = models.CharField("évaluée quand", max_length=120, blank=True)
    evaluation_absente = models.BooleanField("aucune évaluation prévue", default=False)

    class Meta:
        abstract = True

    CHAMPS_A_CORRIGER = {
        "demarche_annoncee_avant_d_ouvrir": "ouverte_le",
        "demarche_ouverte_avant_de_clore": "cloturee_le",
        "demarche_avis_attendu_apres_l_ouverture": "avis_attendu_le",
        "demarche_nouvelles_a_un_rythme": "nouvelles_tous_les_mois",
        "demarche_evaluation_prevue_ou_absente": "evaluation_absente",
    }

    CONTRAINTES = [
        models.CheckConstraint(
            name="demarche_annoncee_avant_d_ouvrir",
            condition=Q(annoncee_le__isnull=True)
            | Q(ouverte_le__isnull=True)
            | Q(annoncee_le__lte=F("ouverte_le")),
            violation_error_message="La démarche ne peut pas ouvrir avant d’être annoncée.",
        ),
        models.CheckConstraint(
            name="demarche_ouverte_avant_de_clore",
            condition=Q(cloturee_le__isnull=True)
            | Q(ouverte_le__isnull=True)
            | Q(ouverte_le__lte=F("cloturee_le")),
            violation_error_message="La participation ne peut pas être close avant d’être ouverte.",
        ),
        models.CheckConstraint(
            name="demarche_avis_attendu_apres_l_ouverture",
            condition=Q(avis_attendu_le__isnull=True)
            | Q(ouverte_le__isnull=True)
            | Q(avis_attendu_le__gte=F("ouverte_le")),
            violation_error_message="L’avis ne peut pas être attendu avant l’ouverture de la démarche.",
        ),
        models.CheckConstraint(
            name="demarche_arret_date_et_motive",
            condition=Q(arret="", arret_le__isnull=True, arret_raison="")
            | ~Q(arret="") & Q(arret_le__isnull=False) & ~Q(arret_raison=""),
            violation_error_message="Un arrêt porte une date et une raison publique ; sans arrêt, ni l’une ni l’autre.",
        ),
        models.CheckConstraint(
            name="demarche_nouvelles_a_un_rythme",
            condition=Q(nouvelles_tous_les_mois__isnull=True) | Q(nouvelles_tous_les_mois__range=(1, 36)),
            violation_error_message="Le rythme des nouvelles va de 1 à 36 mois.",
        ),
        models.CheckConstraint(
            name="demarche_evaluation_prevue_ou_absente",
            condition=Q(evaluation_absente=False) | Q(evaluation_par="", evaluation_quand=""),
            violation_error_message="Une évaluation est prévue, ou il n’y en a aucune : pas les deux.",
        ),
    ]
