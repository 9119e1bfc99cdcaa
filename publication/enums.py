from django.db import models


class Etat(models.TextChoices):
    """Où en est une publication."""

    SOUMISE = "soumise", "Soumise"
    PRISE_EN_CHARGE = "prise_en_charge", "Prise en charge"
    RENVOYEE = "renvoyee", "Renvoyée"
    ANNULEE = "annulee", "Annulée"
    VALIDEE = "validee", "Validée"
    DEPROGRAMMEE = "deprogrammee", "Déprogrammée"

    @classmethod
    def ouverts(cls):
        """The states in which something still awaits the CIPC."""
        return [cls.SOUMISE, cls.PRISE_EN_CHARGE]


# verb → (states it starts from, state it leads to)
TRANSITIONS = {
    "prendre_en_charge": (Etat.ouverts(), Etat.PRISE_EN_CHARGE),
    "renvoyer": (Etat.ouverts(), Etat.RENVOYEE),
    "annuler": (Etat.ouverts(), Etat.ANNULEE),
    "valider": (Etat.ouverts(), Etat.VALIDEE),
    "deprogrammer": ([Etat.VALIDEE], Etat.DEPROGRAMMEE),
}


class Approbation(models.TextChoices):
    """Où en est l’approbation d’une publication en urgence."""

    ATTENDUE = "attendue", "Attendue"
    DONNEE = "donnee", "Donnée"
    REFUSEE = "refusee", "Refusée"


# verb → (states it starts from, state it leads to)
TRANSITIONS_DE_L_URGENCE = {
    "approuver": ([Approbation.ATTENDUE], Approbation.DONNEE),
    "desapprouver": ([Approbation.ATTENDUE], Approbation.REFUSEE),
}


class PointDeControle(models.TextChoices):
    """Ce que le CIPC contrôle de la forme avant de valider : six points, le fond engage le signataire."""

    LISIBLE = "lisible", "Le texte se lit sans connaître le sujet, et rien n’y est inachevé"
    SANS_DONNEE_PERSONNELLE = "sans_donnee_personnelle", "Aucune donnée personnelle n’y figure sans raison"
    MOTIVE = "motive", "Chaque réponse, chaque changement, chaque retrait dit pourquoi"
    SIGNE = "signe", "Qui signe est nommé avec sa fonction, et son accord est connu"
    OUVRABLE = "ouvrable", "Les liens et les pièces s’ouvrent, et sont bien ce qu’ils annoncent"
    ACCESSIBLE = "accessible", "Les images, les vidéos et les documents sont accessibles à tous"


class Modification(models.TextChoices):
    """En quoi une publication change ce qui est déjà public."""

    MISE_A_JOUR = "mise_a_jour", "Mise à jour"
    CORRECTION_MATERIELLE = "correction_materielle", "Correction matérielle"
    RECTIFICATION = "rectification", "Rectification"
    CHANGEMENT_DE_POSITION = "changement_de_position", "Changement de position"

    @property
    def explication(self) -> str:
        """What it means for the public, with an example."""
        return EXPLICATIONS[self]


EXPLICATIONS = {
    Modification.MISE_A_JOUR: "la situation a avancé, ce qui était publié était juste (une mesure passe à « mise en œuvre », une date s’ajoute au calendrier)",
    Modification.CORRECTION_MATERIELLE: "des lettres changent, aucun fait (une coquille, un lien cassé) ; personne n’est alerté",
    Modification.RECTIFICATION: "ce qui était publié était inexact (une mauvaise date, un mauvais signataire) ; un encadré daté le dit",
    Modification.CHANGEMENT_DE_POSITION: "l’État ne répond plus la même chose (« retenue » devient « non retenue ») ; c’est annoncé en tête de page",
}


class DefautDePdf(models.TextChoices):
    """Ce qui empêche tout le monde de lire un PDF."""

    SANS_TEXTE = "sans_texte", "Aucun texte ne s’y lit : c’est une image"
    SANS_BALISES = "sans_balises", "Il n’est pas balisé"
    SANS_LANGUE = "sans_langue", "Sa langue n’est pas dite"
    SANS_TITRE = "sans_titre", "Il n’a pas de titre"


class MotifDeRetrait(models.TextChoices):
    """Pourquoi un objet public est retiré."""

    ERREUR = "erreur", "Erreur"
    DOUBLON = "doublon", "Doublon"


class MotifLegal(models.TextChoices):
    """Le fondement légal d’un effacement, distinct des motifs de retrait."""

    DONNEES_PERSONNELLES = "donnees_personnelles", "Données personnelles"
    DECISION_DE_JUSTICE = "decision_de_justice", "Décision de justice"
    CONTENU_ILLICITE = "contenu_illicite", "Contenu illicite"


class EtatEffacement(models.TextChoices):
    """Où en est une demande d’effacement."""

    DEMANDE = "demande", "Demandé"
    CONFIRME = "confirme", "Confirmé"
    REFUSE = "refuse", "Refusé"


# verb → (states it starts from, state it leads to)
TRANSITIONS_DE_L_EFFACEMENT = {
    "confirmer_l_effacement": ([EtatEffacement.DEMANDE], EtatEffacement.CONFIRME),
    "refuser_l_effacement": ([EtatEffacement.DEMANDE], EtatEffacement.REFUSE),
}


class NatureEvenement(models.TextChoices):
    """Ce que le journal consigne."""

    SOUMISSION = "soumission", "Soumission"
    PRISE_EN_CHARGE = "prise_en_charge", "Prise en charge"
    RENVOI = "renvoi", "Renvoi"
    ANNULATION = "annulation", "Annulation"
    PUBLICATION = "publication", "Publication"
    PROGRAMMATION = "programmation", "Programmation"
    DEPROGRAMMATION = "deprogrammation", "Déprogrammation"
    RETRAIT = "retrait", "Retrait"
    URGENCE = "urgence", "Publication en urgence"
    APPROBATION = "approbation", "Approbation d’une urgence"
    DESAPPROBATION = "desapprobation", "Refus d’approuver une urgence"
    MASQUAGE = "masquage", "Masquage conservatoire"
    MASQUAGE_CONFIRME = "masquage_confirme", "Confirmation d’un masquage"
    MASQUAGE_LEVE = "masquage_leve", "Levée d’un masquage"
    EFFACEMENT = "effacement", "Effacement légal"


class NatureDuSignalement(models.TextChoices):
    """Ce qu’une personne signale au CIPC, sans compte."""

    ERREUR = "erreur", "Erreur"
    DEMARCHE_ABSENTE = "demarche_absente", "Démarche absente"
    CONTENU_ILLICITE = "contenu_illicite", "Contenu illicite"
    INACCESSIBLE = "inaccessible", "Document inaccessible"
    DROIT_DE_REPONSE = "droit_de_reponse", "Droit de réponse"

    @property
    def geste(self) -> str:
        """What one does, as a title or a button says it."""
        return GESTES[self]

    @property
    def jours(self) -> int:
        """Within how many days of its receipt the CIPC deals with it."""
        return DELAIS_DES_SIGNALEMENTS[self]

    @property
    def est_de_droit(self) -> bool:
        """Whether the law sets the delay (LCEN, art. 1-1, III); otherwise the portal promises it."""
        return self == self.DROIT_DE_REPONSE

    @property
    def presse(self) -> bool:
        """Whether validators are told at once: a few days go by between two looks at a queue."""
        return self in {self.CONTENU_ILLICITE, self.DROIT_DE_REPONSE}


GESTES = {
    NatureDuSignalement.ERREUR: "Signaler une erreur",
    NatureDuSignalement.DEMARCHE_ABSENTE: "Signaler une démarche absente",
    NatureDuSignalement.CONTENU_ILLICITE: "Signaler un contenu illicite",
    NatureDuSignalement.INACCESSIBLE: "Demander une version accessible",
    NatureDuSignalement.DROIT_DE_REPONSE: "Demander un droit de réponse",
}
DELAIS_DES_SIGNALEMENTS = {  # days
    NatureDuSignalement.ERREUR: 15,
    NatureDuSignalement.DEMARCHE_ABSENTE: 30,
    NatureDuSignalement.CONTENU_ILLICITE: 3,
    # neither article 47 of the law n° 2005-102 nor the RGAA gives a figure: our own choice
    NatureDuSignalement.INACCESSIBLE: 30,
    NatureDuSignalement.DROIT_DE_REPONSE: 3,
}


class EtatDuSignalement(models.TextChoices):
    """Où en est un signalement."""

    RECU = "recu", "Reçu"
    EN_COURS = "en_cours", "En cours"
    TRAITE = "traite", "Traité"

    @classmethod
    def ouverts(cls):
        """The states in which the CIPC still owes an answer."""
        return [cls.RECU, cls.EN_COURS]


# verb → (states it starts from, state it leads to)
TRANSITIONS_DU_SIGNALEMENT = {
    "prendre_en_charge_le_signalement": (EtatDuSignalement.ouverts(), EtatDuSignalement.EN_COURS),
    "traiter_le_signalement": (EtatDuSignalement.ouverts(), EtatDuSignalement.TRAITE),
    "publier_le_droit_de_reponse": (EtatDuSignalement.ouverts(), EtatDuSignalement.TRAITE),
}


class NatureDeSuite(models.TextChoices):
    """Ce que le CIPC a fait d’un signalement."""

    PRISE_EN_CHARGE = "prise_en_charge", "Prise en charge"
    REPONSE = "reponse", "Réponse"
    INSERTION = "insertion", "Publication du droit de réponse"
