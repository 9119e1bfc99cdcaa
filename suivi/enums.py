"""The closed lists of what comes of an avis (conception.md §4), each value defined in docs/glossaire.md."""

from django.db import models


class Position(models.TextChoices):
    """La direction de la réponse ; elle n’ouvre aucun droit."""

    RETENUE = "retenue", "Retenue"
    RETENUE_EN_PARTIE = "retenue_en_partie", "Retenue en partie"
    DEJA_EN_VIGUEUR = "deja_en_vigueur", "Déjà en vigueur"
    A_L_ETUDE = "a_l_etude", "À l’étude"
    RENVOYEE = "renvoyee", "Renvoyée"
    NON_RETENUE = "non_retenue", "Non retenue"
    HORS_DU_MANDAT = "hors_du_mandat", "Hors du mandat"

    @classmethod
    def d_attente(cls):
        """Dated, never counted as answered; overdue, they are silence again."""
        return [cls.A_L_ETUDE, cls.RENVOYEE]

    @classmethod
    def a_motiver(cls):
        """Those that need a motif of the closed list."""
        return [cls.A_L_ETUDE, cls.RENVOYEE, cls.NON_RETENUE, cls.HORS_DU_MANDAT]


class Motif(models.TextChoices):
    HORS_COMPETENCE = "hors_competence", "Hors compétence"
    CONTRAIRE_AU_DROIT = "contraire_au_droit", "Contraire au droit ou aux engagements internationaux"
    COUT = "cout", "Coût"
    AUTRE_PRIORITE = "autre_priorite", "Autre priorité"
    TROP_GENERALE = "trop_generale", "Trop générale"
    CONTRADICTOIRE = "contradictoire", "Contradictoire avec d’autres"
    INFAISABLE = "infaisable", "Infaisable techniquement"
    EFFET_INSUFFISANT = "effet_insuffisant", "Effet jugé insuffisant ou contraire"
    DEJA_TRANCHEE = "deja_tranchee", "Déjà tranchée"
    CHOIX_POLITIQUE = "choix_politique", "Choix politique"


class Avancement(models.TextChoices):
    """Où en est une mesure."""

    ANNONCEE = "annoncee", "Annoncée"
    EN_COURS = "en_cours", "En cours"
    ADOPTEE = "adoptee", "Adoptée, application attendue"
    MISE_EN_OEUVRE_EN_PARTIE = "mise_en_oeuvre_en_partie", "Mise en œuvre en partie"
    MISE_EN_OEUVRE = "mise_en_oeuvre", "Mise en œuvre"
    SUSPENDUE = "suspendue", "Suspendue"
    REJETEE_OU_CENSUREE = "rejetee_ou_censuree", "Rejetée ou censurée"
    CADUQUE = "caduque", "Caduque"
    ABANDONNEE = "abandonnee", "Abandonnée"
    REMISE_EN_CAUSE = "remise_en_cause", "Remise en cause"

    @classmethod
    def a_prouver(cls):
        return [cls.ADOPTEE, cls.MISE_EN_OEUVRE]

    @classmethod
    def a_expliquer(cls):
        return [cls.SUSPENDUE, cls.CADUQUE, cls.ABANDONNEE, cls.REMISE_EN_CAUSE]

    @classmethod
    def terminales(cls):
        """Nothing more is due."""
        return [cls.MISE_EN_OEUVRE, cls.REJETEE_OU_CENSUREE, cls.CADUQUE, cls.ABANDONNEE]


class Vecteur(models.TextChoices):
    """L’acte par lequel une mesure existe."""

    LOI = "loi", "Loi"
    ORDONNANCE = "ordonnance", "Ordonnance"
    DECRET = "decret", "Décret"
    ARRETE = "arrete", "Arrêté"
    CIRCULAIRE = "circulaire", "Circulaire"
    BUDGET = "budget", "Budget"
    DROIT_EUROPEEN = "droit_europeen", "Droit européen ou international"
    PLAN = "plan", "Plan ou stratégie"
    EXPERIMENTATION = "experimentation", "Expérimentation"
    CONTRAT = "contrat", "Contrat ou partenariat"
    AUTRE = "autre", "Autre"

    @classmethod
    def temporaires(cls):
        """Those that say until when they hold."""
        return [cls.BUDGET, cls.EXPERIMENTATION]


class ChangePar(models.TextChoices):
    """Qui a changé ce qui était demandé."""

    GOUVERNEMENT = "gouvernement", "Gouvernement"
    PARLEMENT = "parlement", "Parlement"
    CONSEIL_CONSTITUTIONNEL = "conseil_constitutionnel", "Conseil constitutionnel"
    JUGE = "juge", "Juge"
    UNION_EUROPEENNE = "union_europeenne", "Union européenne"
    COLLECTIVITE = "collectivite", "Collectivité"


class SortEngagement(models.TextChoices):
    """Ce qu’il est advenu d’un engagement du commanditaire."""

    EN_COURS = "en_cours", "En cours"
    TENU = "tenu", "Tenu"
    TENU_EN_RETARD = "tenu_en_retard", "Tenu en retard"
    NON_TENU = "non_tenu", "Non tenu"
    SANS_OBJET = "sans_objet", "Sans objet"

    @classmethod
    def a_prouver(cls):
        return [cls.TENU, cls.TENU_EN_RETARD]

    @classmethod
    def a_expliquer(cls):
        return [cls.NON_TENU, cls.SANS_OBJET]


class StadeDeLoi(models.TextChoices):
    """Où en est une loi dans son parcours."""

    DEPOT = "depot", "Dépôt"
    PREMIERE_LECTURE_ASSEMBLEE = "premiere_lecture_assemblee", "Première lecture à l’Assemblée nationale"
    PREMIERE_LECTURE_SENAT = "premiere_lecture_senat", "Première lecture au Sénat"
    DEUXIEME_LECTURE_ASSEMBLEE = "deuxieme_lecture_assemblee", "Deuxième lecture à l’Assemblée nationale"
    DEUXIEME_LECTURE_SENAT = "deuxieme_lecture_senat", "Deuxième lecture au Sénat"
    COMMISSION_MIXTE = "commission_mixte", "Commission mixte paritaire"
    NOUVELLE_LECTURE = "nouvelle_lecture", "Nouvelle lecture"
    LECTURE_DEFINITIVE = "lecture_definitive", "Lecture définitive"
    CONSEIL_CONSTITUTIONNEL = "conseil_constitutionnel", "Conseil constitutionnel"
    PROMULGATION = "promulgation", "Promulgation"


class TypePreuve(models.TextChoices):
    NOR = "nor", "Texte officiel (NOR)"
    LEGIFRANCE = "legifrance", "Légifrance"
    ELI = "eli", "Identifiant européen de la législation (ELI)"
    DECISION = "decision", "Décision"
    BUDGET = "budget", "Budget"
    RAPPORT = "rapport", "Rapport"
    AUTRE = "autre", "Autre"


class GenreDeTableur(models.TextChoices):
    """Ce que contient un classeur de l’aller-retour."""

    REPONSES = "reponses", "Réponses"
    MESURES = "mesures", "Mesures"
