"""A point of the avis: the words of citizens, and where they come from."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

PROPOSITION = {
    "reference": Conseil(
        "Celle du document des citoyens ; elle ne change plus une fois publiée.", "C1.2", Fiche.SUIVI_1
    ),
    "ordre": Conseil("L’ordre du document, pour que chacun retrouve sa proposition.", "2", Fiche.SUIVI_1),
    "nature": Conseil(
        "Une proposition demande quelque chose ; un enseignement constate ; un avis d’ensemble se prononce.",
        "Proposition",
        Fiche.SUIVI_1,
    ),
    "chapitre": Conseil("Le chapitre du document des citoyens.", "Se déplacer", Fiche.SUIVI_1),
    "titre": Conseil(
        "Court et fidèle ; si les citoyens en ont écrit un, gardez-le.",
        "Prolonger les bus jusqu’à 2 heures",
        Fiche.SUIVI_1,
    ),
    "verbatim": Conseil(
        "Recopiez, ne corrigez rien : c’est à ces mots que l’État répondra.",
        "Nous demandons que les bus circulent jusqu’à deux heures du matin les vendredis et samedis.",
        Fiche.SUIVI_1,
    ),
    "verbatim_document": Conseil(
        "Le document d’où vient ce texte.", "Avis citoyen sur la ville, la nuit", Fiche.SUIVI_1
    ),
    "verbatim_page": Conseil("La page, pour vérifier.", "12", Fiche.SUIVI_1),
    "verbatim_url": Conseil("Où lire ce document.", "https://exemple.gouv.fr/avis-nuit", Fiche.SUIVI_1),
    "reformulation": Conseil(
        "Utile si le texte d’origine est long.",
        "Étendre les horaires des bus en fin de semaine",
        Fiche.STRATEGIQUE_2,
    ),
    "extraite_par": Conseil(
        "Une personne neutre, de préférence : dites laquelle.",
        "Équipe d’animation de la consultation",
        Fiche.STRATEGIQUE_2,
    ),
    "votes_pour": Conseil("Les votes sur ce point, s’il y en a eu.", "120", Fiche.SUIVI_1),
    "votes_contre": Conseil("Publiez-les même s’ils gênent.", "18", Fiche.SUIVI_1),
    "abstentions": Conseil("À part des votes contre.", "3", Fiche.SUIVI_1),
    "soutiens": Conseil(
        "En ligne, le nombre de personnes qui ont soutenu ce point.", "860", Fiche.CONSULTATION_EN_LIGNE
    ),
    "partie_de": Conseil(
        "Découpez un point qui demande plusieurs choses : chaque partie recevra sa réponse.",
        "C1 – Se déplacer la nuit",
        Fiche.SUIVI_2,
    ),
    "retiree_le": Conseil("À remplir si ses auteurs l’ont eux-mêmes retiré.", "20/05/2027", Fiche.SUIVI_1),
    "retiree_document": Conseil(
        "Le document où ils le disent.", "Lettre des rapporteurs du 20 mai 2027", Fiche.SUIVI_1
    ),
    "confiee_a": Conseil(
        "L’administration qui a la main sur le sujet répond le mieux ; vous gardez la soumission.",
        "Ministère des Routes (fictif)",
        Fiche.SUIVI_2,
    ),
    "origines.origine": Conseil("Le point d’où vient celui-ci.", "C1.1", Fiche.SUIVI_1),
    "origines.nature": Conseil("Fusion de plusieurs points, ou scission d’un seul.", "Fusion", Fiche.SUIVI_1),
    "origines.par": Conseil(
        "Qui l’a fait ; mieux vaut que ce soient les citoyens.",
        "Participants, séance du 14 mai 2027",
        Fiche.SUIVI_1,
    ),
    "origines.raison": Conseil(
        "Pourquoi, en une phrase.", "Les deux points demandaient la même chose.", Fiche.SUIVI_1
    ),
    "origines.reponse": Conseil(
        "Héritée si la réponse au point d’origine vaut aussi pour celui-ci.", "Propre", Fiche.SUIVI_2
    ),
}
