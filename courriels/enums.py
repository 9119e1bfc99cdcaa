from django.db import models


class NatureDuCourriel(models.TextChoices):
    """Ce qu’un courriel annonce."""

    SOUMISSION = "soumission", "Soumission à valider"
    ANNULATION = "annulation", "Soumission reprise par ses auteurs"
    RENVOI = "renvoi", "Soumission renvoyée"
    PUBLICATION = "publication", "Mise en ligne"
    RETRAIT = "retrait", "Retrait du site"
    PROGRAMMATION = "programmation", "Publication programmée"
    DEPROGRAMMATION = "deprogrammation", "Programmation annulée"
    MASQUAGE = "masquage", "Contenu masqué"
    MASQUAGE_CONFIRME = "masquage_confirme", "Masquage confirmé"
    MASQUAGE_LEVE = "masquage_leve", "Masquage levé"
    INVITATION = "invitation", "Invitation"
    ACCES = "acces", "Accès changé"
    SIGNALEMENT_RECU = "signalement_recu", "Signalement reçu"
    SIGNALEMENT_A_TRAITER = "signalement_a_traiter", "Signalement à traiter"
    SIGNALEMENT_TRAITE = "signalement_traite", "Réponse à un signalement"


class EtatDuCourriel(models.TextChoices):
    """Où en est l’envoi d’un courriel."""

    A_ENVOYER = "a_envoyer", "À envoyer"
    EN_COURS = "en_cours", "Envoi en cours"
    ENVOYE = "envoye", "Envoyé"
    SANS_OBJET = "sans_objet", "Sans objet"
    ABANDONNE = "abandonne", "Abandonné"
