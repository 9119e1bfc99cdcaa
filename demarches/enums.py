"""The closed lists of the design, the same for the whole State, each value defined in docs/glossaire.md."""

from django.db import models


class Cadre(models.TextChoices):
    VOLONTAIRE = "volontaire", "Volontaire"
    OBLIGATOIRE = "obligatoire", "Obligatoire"


class TypeDemarche(models.TextChoices):
    CONVENTION_CITOYENNE = "convention_citoyenne", "Convention citoyenne"
    CONFERENCE_DE_CITOYENS = "conference_de_citoyens", "Conférence de citoyens"
    ATELIER_CITOYEN = "atelier_citoyen", "Atelier citoyen"
    ATELIER_PARTICIPATIF = "atelier_participatif", "Atelier participatif"
    ATELIER_DE_PROSPECTIVE = "atelier_de_prospective", "Atelier de prospective"
    CONSULTATION_EN_LIGNE = "consultation_en_ligne", "Consultation en ligne"
    CONCERTATION = "concertation", "Concertation"
    DEBAT_NATIONAL = "debat_national", "Débat national"
    REUNIONS_PUBLIQUES = "reunions_publiques", "Réunions publiques"
    AUTRE = "autre", "Autre"


class Objectif(models.TextChoices):
    DEFINIR_LES_FINALITES = "definir_les_finalites", "Définir les finalités d’une politique publique"
    REFORMER_OU_AMELIORER = "reformer_ou_ameliorer", "Réformer ou améliorer une politique publique"
    EVALUER = "evaluer", "Évaluer une politique publique"


class Niveau(models.TextChoices):
    CONSULTATION = "consultation", "Consultation"
    CONCERTATION = "concertation", "Concertation"
    COCONSTRUCTION = "coconstruction", "Coconstruction"
    CODECISION = "codecision", "Codécision"


class Theme(models.TextChoices):
    TRAVAIL = "travail", "Travail"
    TRANSITION_ECOLOGIQUE = "transition_ecologique", "Transition écologique"
    SANTE = "sante", "Santé"
    ECONOMIE = "economie", "Économie"
    EDUCATION_ET_JEUNESSE = "education_et_jeunesse", "Éducation et jeunesse"
    EUROPE_ET_INTERNATIONAL = "europe_et_international", "Europe et international"
    TRANSPORTS = "transports", "Transports"
    SECURITE_ET_DEFENSE = "securite_et_defense", "Sécurité et défense"
    DEMOCRATIE = "democratie", "Démocratie"
    AGRICULTURE_ET_ALIMENTATION = "agriculture_et_alimentation", "Agriculture et alimentation"
    CULTURE = "culture", "Culture"
    ENSEIGNEMENT_SUPERIEUR_ET_RECHERCHE = (
        "enseignement_superieur_et_recherche",
        "Enseignement supérieur et recherche",
    )
    OUTRE_MER = "outre_mer", "Outre-mer"
    JUSTICE = "justice", "Justice"
    SOLIDARITES = "solidarites", "Solidarités"
    AUTONOMIE = "autonomie", "Autonomie"
    HANDICAP = "handicap", "Handicap"
    SPORT = "sport", "Sport"
    SERVICES_PUBLICS = "services_publics", "Services publics"
    ENERGIE = "energie", "Énergie"
    EGALITE = "egalite", "Égalité"
    ENFANCE = "enfance", "Enfance"
    LOGEMENT = "logement", "Logement"
    NUMERIQUE = "numerique", "Numérique"
    AUTRE = "autre", "Autre"


class Etape(models.TextChoices):
    """Computed from dates and from what is published, so that no démarche falls between two lists."""

    ANNONCEE = "annoncee", "Annoncée"
    EN_COURS = "en_cours", "En cours"
    AVIS_ATTENDU = "avis_attendu", "Terminée, avis attendu"
    REPONSE_ATTENDUE = "reponse_attendue", "Avis rendu, réponse attendue"
    SUIVI_EN_COURS = "suivi_en_cours", "Réponses publiées, suivi en cours"
    CLOSE = "close", "Close"
    SUSPENDUE = "suspendue", "Suspendue"
    INTERROMPUE = "interrompue", "Interrompue"


class Arret(models.TextChoices):
    """The two stages that are declared, with a public reason."""

    SUSPENDUE = Etape.SUSPENDUE.value, Etape.SUSPENDUE.label
    INTERROMPUE = Etape.INTERROMPUE.value, Etape.INTERROMPUE.label


class Accompagnement(models.TextChoices):
    AUCUN = "aucun", "Aucun"
    CADRAGE = "cadrage", "Phase de cadrage"
    TOUTE_LA_DEMARCHE = "toute_la_demarche", "Toute la démarche"


class Acces(models.TextChoices):
    """À qui une modalité est ouverte."""

    OUVERT_A_TOUS = "ouvert_a_tous", "Ouverte à tous"
    VOLONTARIAT = "volontariat", "Appel à volontaires"
    TIRAGE_AU_SORT = "tirage_au_sort", "Personnes tirées au sort"

    @classmethod
    def sans_tirage(cls):
        """Those that a passer-by may take up."""
        return [cls.OUVERT_A_TOUS, cls.VOLONTARIAT]


class NatureJalon(models.TextChoices):
    PREPARATION = "preparation", "Préparation"
    PARTICIPATION = "participation", "Participation"
    RESTITUTION = "restitution", "Restitution"
    DECISION = "decision", "Décision"


class RoleGouvernance(models.TextChoices):
    COMITE_DE_PILOTAGE = "comite_de_pilotage", "Comité de pilotage"
    GARANT = "garant", "Garant"
    EXPERT = "expert", "Expert entendu"
    COMITE_DE_SUIVI_CITOYEN = "comite_de_suivi_citoyen", "Comité de suivi citoyen"
    TIERS_NEUTRE = "tiers_neutre", "Tiers neutre"
    PRESTATAIRE = "prestataire", "Prestataire"
    ORGANISATION_ASSOCIEE = "organisation_associee", "Organisation associée"


class Presence(models.TextChoices):
    """Où se tient un rendez-vous."""

    SUR_PLACE = "sur_place", "Sur place"
    EN_LIGNE = "en_ligne", "En ligne"
    SUR_PLACE_ET_EN_LIGNE = "sur_place_et_en_ligne", "Sur place et en ligne"


class Instance(models.TextChoices):
    """Qui se réunit."""

    COMITE_DE_PILOTAGE = "comite_de_pilotage", "Comité de pilotage"
    GARANTS = "garants", "Garants"
    COMITE_DE_SUIVI_CITOYEN = "comite_de_suivi_citoyen", "Comité de suivi citoyen"


class NatureRessource(models.TextChoices):
    """Ce qu’est une ressource, publiée ailleurs ou déposée ici."""

    DOSSIER_D_INFORMATION = "dossier_d_information", "Dossier d’information"
    VIDEO = "video", "Vidéo"
    INFOGRAPHIE = "infographie", "Infographie"
    CHARTE_DE_MODERATION = "charte_de_moderation", "Charte de modération"
    RAPPORT_DES_GARANTS = "rapport_des_garants", "Rapport des garants"
    COMPTE_RENDU = "compte_rendu", "Compte rendu"
    EVALUATION = "evaluation", "Évaluation"
    SOURCE = "source", "Source"
    AUTRE = "autre", "Autre"

    @classmethod
    def a_doubler_d_un_texte(cls):
        """What some citizens cannot see or hear: a transcript or a text alternative is mandatory."""
        return [cls.VIDEO, cls.INFOGRAPHIE]


class NatureParallele(models.TextChoices):
    """Ce qui se tient en même temps sur le même sujet (guide du CIPC, cadrage stratégique, fiche 3)."""

    CONCERTATION_INSTITUTIONNELLE = "concertation_institutionnelle", "Concertation institutionnelle"
    EXPERTISE = "expertise", "Expertise"
    AUTRE_CONSULTATION = "autre_consultation", "Autre consultation"
    PROCEDURE_OBLIGATOIRE = "procedure_obligatoire", "Procédure obligatoire"


class NatureDeLien(models.TextChoices):
    """Ce qu’une démarche est pour une autre."""

    VOLET_DE = "volet_de", "Volet de"
    SUITE_DE = "suite_de", "Suite de"
    DOUBLON_DE = "doublon_de", "Doublon de"


class Rubrique(models.TextChoices):
    """Ce qu’une démarche peut dire « sans objet » ou « non communiqué », avec une raison."""

    TERRITOIRE = "territoire", "Territoire"
    OBJECTIF = "objectif", "Objectif"
    QUESTION = "question", "Question posée"
    POINT_DE_SORTIE = "point_de_sortie", "Point de sortie"
    CONTACT = "contact", "Contact"
    DATES = "dates", "Dates"
    MODALITES = "modalites", "Modalités"
    RECRUTEMENT = "recrutement", "Recrutement des participants"
    PARTICIPANTS = "participants", "Nombre de participants"
    COMPOSITION = "composition", "Composition du panel"
    INDEMNISATION = "indemnisation", "Indemnisation"
    PILOTAGE = "pilotage", "Comité de pilotage"
    GARANTS = "garants", "Garants"
    EXPERTS = "experts", "Personnes entendues"
    SUIVI_CITOYEN = "suivi_citoyen", "Comité de suivi citoyen"
    EVALUATION = "evaluation", "Évaluation"
    MODERATION = "moderation", "Modération"
    CONTRIBUTIONS = "contributions", "Contributions brutes"
    COUT_PREVU = "cout_prevu", "Coût prévu"
    COUT_REALISE = "cout_realise", "Coût réalisé"


class NatureAbsence(models.TextChoices):
    SANS_OBJET = "sans_objet", "Sans objet"
    NON_COMMUNIQUE = "non_communique", "Non communiqué"


class NatureDocumentRemis(models.TextChoices):
    AVIS = "avis", "Avis"
    RAPPORT = "rapport", "Rapport"
    SYNTHESE = "synthese", "Synthèse"
    ANNEXE = "annexe", "Annexe"


class TypeDeQuestion(models.TextChoices):
    """Comment on répond à une question de questionnaire."""

    CHOIX_UNIQUE = "choix_unique", "Une seule réponse"
    CHOIX_MULTIPLE = "choix_multiple", "Plusieurs réponses possibles"
    ECHELLE = "echelle", "Échelle"
    OUVERTE = "ouverte", "Réponse libre"


class FormeAvis(models.TextChoices):
    LISTE_DE_PROPOSITIONS = "liste_de_propositions", "Liste de propositions"
    AVIS_COLLECTIF = "avis_collectif", "Avis collectif"
    SYNTHESE_DE_CONTRIBUTIONS = "synthese_de_contributions", "Synthèse de contributions"
    RESULTATS_DE_QUESTIONNAIRE = "resultats_de_questionnaire", "Résultats de questionnaire"
    RAPPORT_D_UN_TIERS = "rapport_d_un_tiers", "Rapport d’un tiers"


class Redaction(models.TextChoices):
    """Qui a écrit la synthèse."""

    CITOYENS = "citoyens", "Citoyens"
    TIERS_NEUTRE = "tiers_neutre", "Tiers neutre"
    ORGANISATEUR = "organisateur", "Organisateur"


class NaturePoint(models.TextChoices):
    PROPOSITION = "proposition", "Proposition"
    ENSEIGNEMENT = "enseignement", "Enseignement"
    AVIS_D_ENSEMBLE = "avis_d_ensemble", "Avis d’ensemble"


class NatureFiliation(models.TextChoices):
    FUSION = "fusion", "Fusion"
    SCISSION = "scission", "Scission"


class ReponseFiliation(models.TextChoices):
    """Ce que devient la réponse quand un point vient d’un autre."""

    PROPRE = "propre", "Réponse propre"
    HERITEE = "heritee", "Réponse héritée du point d’origine"
