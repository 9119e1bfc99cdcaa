"""« Avis des citoyens »: what was handed over, how it was written, who answered."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

AVIS = {
    "forme": Conseil(
        "La forme dépend de la méthode : un atelier rend un avis, une consultation en ligne rend une synthèse ou des résultats.",
        "Avis collectif",
        Fiche.SUIVI_1,
    ),
    "remis_le": Conseil(
        "Le jour où les citoyens l’ont remis : il clôt leur travail et ouvre celui des suites.",
        "31/05/2027",
        Fiche.SUIVI_1,
    ),
    "remis_a": Conseil(
        "La personne qui l’a reçu, par sa fonction.", "Ministre chargé de la Ville", Fiche.SUIVI_1
    ),
    "nombre_remis": Conseil(
        "Reprenez le nombre écrit par les citoyens, sans recompter.", "42", Fiche.SUIVI_1
    ),
    "nombre_remis_source": Conseil("Le document et la page.", "Avis citoyen, page 3", Fiche.SUIVI_1),
    "nombre_remis_ecart": Conseil(
        "Si la liste publiée n’en compte pas autant, dites pourquoi.",
        "Deux propositions en double ont été réunies avec l’accord de leurs auteurs.",
        Fiche.SUIVI_1,
    ),
    "votes_pour": Conseil("Le vote sur l’ensemble de l’avis, s’il y en a eu un.", "131", Fiche.SUIVI_1),
    "votes_contre": Conseil("Un avis partagé se dit : il n’en a pas moins de poids.", "7", Fiche.SUIVI_1),
    "abstentions": Conseil("Comptez-les à part des votes contre.", "3", Fiche.SUIVI_1),
    "synthese": Conseil(
        "Neutre et fidèle, désaccords compris : un participant doit s’y reconnaître.",
        "Les citoyens demandent d’abord des transports toute la nuit ; ils se divisent sur l’éclairage.",
        Fiche.STRATEGIQUE_2,
    ),
    "synthese_methode": Conseil(
        "Comment on est passé des contributions à ce texte.",
        "Deux lecteurs ont classé chaque contribution, un troisième a tranché leurs désaccords.",
        Fiche.STRATEGIQUE_2,
    ),
    "synthese_lecteurs": Conseil(
        "Dites combien ils étaient, et qui les employait.",
        "Quatre analystes du prestataire",
        Fiche.STRATEGIQUE_2,
    ),
    "synthese_part_lue": Conseil(
        "La part lue par des personnes, et non par une machine.", "100", Fiche.CONSULTATION_EN_LIGNE
    ),
    "synthese_outils": Conseil(
        "Les logiciels employés, et pour quoi faire.",
        "Tableur ; regroupement automatique des textes proches",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "redige_par": Conseil(
        "Quand les citoyens n’écrivent pas eux-mêmes, c’est un tiers neutre qui tient la plume.",
        "Citoyens",
        Fiche.STRATEGIQUE_2,
    ),
    "valide_par_les_citoyens": Conseil(
        "Autant que possible, le document est approuvé par ceux au nom de qui il parle.", "Oui", Fiche.SUIVI_1
    ),
    "synthese_intermediaire": Conseil(
        "Pendant une consultation en ligne, un point d’étape montre les tendances.",
        "Après un mois, le bruit est le premier sujet cité.",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "synthese_intermediaire_le": Conseil(
        "Le jour où ce point d’étape a été arrêté.", "01/03/2027", Fiche.CONSULTATION_EN_LIGNE
    ),
    "points_de_consensus": Conseil(
        "Ce que presque tous partagent.",
        "Prolonger les transports jusqu’à 2 heures du matin",
        Fiche.METHODOLOGIQUE_1,
    ),
    "points_de_divergence": Conseil(
        "Ce qui divise, avec les arguments de chaque côté.",
        "L’extinction de l’éclairage : économie pour les uns, insécurité pour les autres",
        Fiche.METHODOLOGIQUE_1,
    ),
    "lignes_rouges": Conseil(
        "Écrivez-les telles qu’elles ont été dites, avec leurs conditions.",
        "Aucune surveillance par reconnaissance des visages",
        Fiche.METHODOLOGIQUE_1,
    ),
    "avis_minoritaire": Conseil(
        "Recopiez-le tel quel, sans le résumer.",
        "Nous refusons toute ouverture après minuit.",
        Fiche.METHODOLOGIQUE_1,
    ),
    "avis_minoritaire_par": Conseil(
        "Qui le porte, sans nommer de particulier.", "Neuf participants", Fiche.METHODOLOGIQUE_1
    ),
    "profil_des_repondants": Conseil(
        "Âge, lieu de vie, lien avec le sujet : sans eux, les résultats se lisent mal.",
        "62 % de femmes ; un tiers vit en ville-centre ; un sur cinq travaille la nuit",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "profil_non_connu": Conseil("Si rien n’a été demandé, dites-le.", "Oui", Fiche.CONSULTATION_EN_LIGNE),
    "non_representatif": Conseil(
        "Une consultation ouverte n’est pas un sondage : la page le rappelle.",
        "Oui",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "documents.nature": Conseil(
        "Ce que les citoyens ont remis, et ce qui l’accompagne.", "Avis", Fiche.SUIVI_1
    ),
    "documents.titre": Conseil(
        "Le titre que porte le document.", "Avis citoyen sur la ville, la nuit", Fiche.SUIVI_1
    ),
    "documents.remis_le": Conseil("Le jour de la remise.", "31/05/2027", Fiche.SUIVI_1),
    "documents.remis_a": Conseil("La personne qui l’a reçu.", "Ministre chargé de la Ville", Fiche.SUIVI_1),
    "documents.url": Conseil(
        "Le travail des citoyens doit être public : où le lire.",
        "https://exemple.gouv.fr/avis-nuit",
        Fiche.SUIVI_1,
    ),
    "documents.envoi": Conseil(
        "Déposez-le ici s’il n’est publié nulle part.", "avis-citoyen.pdf", Fiche.SUIVI_1
    ),
    "chiffres_cles.valeur": Conseil("Le nombre, écrit comme on le dira.", "Plus de 4 800", Fiche.SUIVI_3),
    "chiffres_cles.libelle": Conseil("Ce qu’il compte.", "contributions publiées", Fiche.SUIVI_3),
    "chiffres_cles.source": Conseil(
        "D’où il vient : un chiffre sans source ne se publie pas.",
        "Bilan de la consultation, page 2",
        Fiche.STRATEGIQUE_3,
    ),
    "chiffres_cles.source_url": Conseil(
        "Où le vérifier.", "https://exemple.gouv.fr/bilan-nuit", Fiche.STRATEGIQUE_3
    ),
    "questions.ordre": Conseil("Dans l’ordre du questionnaire.", "1", Fiche.CONSULTATION_EN_LIGNE),
    "questions.intitule": Conseil(
        "La question telle qu’elle a été posée, au mot près.",
        "Selon vous, quel est le principal problème la nuit ?",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "questions.type": Conseil(
        "Fermée, elle se compte ; ouverte, elle se lit et demande plus de temps.",
        "Une seule réponse possible",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "questions.repondants": Conseil(
        "Combien ont répondu à cette question, car tous ne répondent pas à tout.",
        "3950",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "questions.resultats": Conseil(
        "Toutes les réponses proposées, même les moins choisies.",
        "Le bruit ; 2100 ; 53,2",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "questions.enseignement": Conseil(
        "Ce que la réponse apporte à la décision, sans la commenter.",
        "Le bruit passe avant la sécurité, y compris chez les plus jeunes.",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
}
