from django.db import models


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
