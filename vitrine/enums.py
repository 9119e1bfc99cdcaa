from django.db import models

from demarches.enums import NatureJalon


class Statut(models.TextChoices):
    """Ce qu’il en est d’un point, calculé à chaque instant."""

    REPONDUE = "repondue", "Répondue"
    EN_ATTENTE = "en_attente", "Réponse d’attente"
    SANS_REPONSE = "sans_reponse", "Sans réponse"
    RETIREE = "retiree", "Retirée par ses auteurs"
    DECOUPEE = "decoupee", "Découpée en parties"
    REMPLACEE = "remplacee", "Fusionnée ou scindée"

    @classmethod
    def comptes(cls):
        """Those that the reconciliation adds up; parents and merged lines are counted through the others."""
        return [cls.REPONDUE, cls.EN_ATTENTE, cls.SANS_REPONSE, cls.RETIREE]


class NatureMoment(models.TextChoices):
    """Ce qui a lieu à une date d’une démarche."""

    RENDEZ_VOUS = "rendez_vous", "Rendez-vous"
    MODALITE = "modalite", "Participation ouverte"
    PREPARATION = NatureJalon.PREPARATION.value, NatureJalon.PREPARATION.label
    PARTICIPATION = NatureJalon.PARTICIPATION.value, NatureJalon.PARTICIPATION.label
    RESTITUTION = NatureJalon.RESTITUTION.value, NatureJalon.RESTITUTION.label
    DECISION = NatureJalon.DECISION.value, NatureJalon.DECISION.label
    AVIS_ATTENDU = "avis_attendu_le", "Avis des citoyens attendu"
    ENGAGEMENT = "engagement", "Engagement à tenir"
    MESURE = "mesure", "Mesure attendue"

    @classmethod
    def ou_l_on_participe(cls):
        return [cls.RENDEZ_VOUS, cls.MODALITE]
