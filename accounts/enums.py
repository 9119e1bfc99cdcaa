from django.db import models


class Nature(models.TextChoices):
    """Ce qu’est une organisation dans l’État ou face à lui."""

    MINISTERE = "ministere", "Ministère"
    DIRECTION = "direction", "Direction"
    PREFECTURE = "prefecture", "Préfecture"
    OPERATEUR = "operateur", "Opérateur"
    AUTORITE_INDEPENDANTE = "autorite_independante", "Autorité indépendante"
    CESE = "cese", "CESE"
    PARLEMENT = "parlement", "Parlement"
    COLLECTIVITE = "collectivite", "Collectivité"
    UNION_EUROPEENNE = "union_europeenne", "Union européenne"

    @property
    def releve_de_l_etat(self) -> bool:
        """Only State organisations have accounts and clocks (conception.md §4)."""
        return self not in {
            Nature.PARLEMENT,
            Nature.COLLECTIVITE,
            Nature.UNION_EUROPEENNE,
        }


class Role(models.TextChoices):
    """Ce qu’un agent fait pour une organisation."""

    REDACTEUR = "redacteur", "Rédacteur"
    CONTRIBUTEUR = "contributeur", "Contributeur"
    REFERENT = "referent", "Référent ministériel"
    VALIDATEUR = "validateur", "Validateur CIPC"
    ADMINISTRATEUR = "administrateur", "Administrateur"

    @classmethod
    def qui_redigent(cls):
        """Who writes and submits all that their organisation, and those below it, lead."""
        return [cls.REDACTEUR, cls.REFERENT]

    @classmethod
    def qui_repondent(cls):
        """Who answers the points entrusted to their organisation, or to one below it."""
        return [*cls.qui_redigent(), cls.CONTRIBUTEUR]


class NatureDuChangement(models.TextChoices):
    """Ce qui a changé d’un compte, d’un droit ou d’une organisation."""

    CREATION = "creation", "Création"
    MODIFICATION = "modification", "Modification"
    SUPPRESSION = "suppression", "Suppression"
    INVITATION = "invitation", "Invitation envoyée"
    MOT_DE_PASSE = "mot_de_passe", "Mot de passe choisi"
    SECOND_FACTEUR = "second_facteur", "Second facteur enregistré"
    CODE_DE_SECOURS = "code_de_secours", "Code de secours utilisé"
    REINITIALISATION = "reinitialisation", "Second facteur réinitialisé"
