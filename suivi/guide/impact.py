"""« Impact »: the political answer, what was learnt, the evaluation, the end."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

IMPACT = {
    "reponse_politique": Conseil(
        "Ce que le commanditaire retient de l’ensemble, et l’usage qu’il en fait.",
        "Je retiens trente propositions sur quarante-deux, et je dis pourquoi douze ne le sont pas.",
        Fiche.SUIVI_1,
    ),
    "reponse_par": Conseil(
        "Celui ou celle qui a commandé la démarche, par sa fonction.",
        "Ministre chargé de la Ville",
        Fiche.SUIVI_1,
    ),
    "reponse_le": Conseil("Le jour où la réponse a été donnée aux citoyens.", "15/06/2027", Fiche.SUIVI_1),
    "reponse_url": Conseil("Où la lire ou la revoir.", "https://exemple.gouv.fr/restitution", Fiche.SUIVI_1),
    "enseignements": Conseil(
        "Ce que la démarche a appris, même quand aucune mesure n’en sort.",
        "Le bruit préoccupe plus que l’insécurité, ce que les enquêtes ne montraient pas.",
        Fiche.SUIVI_2,
    ),
    "effets_representations": Conseil(
        "Ce que vos services voient autrement depuis.",
        "Les commerçants sont vus comme des partenaires, plus seulement comme une source de bruit.",
        Fiche.SUIVI_2,
    ),
    "effets_angles_morts": Conseil(
        "Ce que personne n’avait vu avant les citoyens.",
        "Les agents d’entretien qui rentrent à 3 heures du matin n’étaient dans aucun plan.",
        Fiche.SUIVI_2,
    ),
    "effets_cooperation": Conseil(
        "Les services qui travaillent désormais ensemble.",
        "Transports et Santé préparent un arrêté commun.",
        Fiche.SUIVI_2,
    ),
    "evaluation_dispositif": Conseil(
        "La méthode convenait-elle au sujet, et qu’a-t-elle apporté de plus ?",
        "Les trois week-ends ont permis de dépasser les positions de départ.",
        Fiche.SUIVI_4,
    ),
    "evaluation_organisation": Conseil(
        "Ce qui a bien marché, ce qui a manqué.",
        "Documents clairs ; trop peu de temps pour voter.",
        Fiche.SUIVI_4,
    ),
    "evaluation_pratiques": Conseil(
        "Ce qui a changé dans la manière de travailler de l’administration.",
        "Deux directions consultent désormais les usagers avant d’écrire.",
        Fiche.SUIVI_4,
    ),
    "evaluation_citoyens": Conseil(
        "Ce que les participants pensent de l’action publique, avant et après.",
        "La part qui juge sa voix utile passe de 31 à 58 %.",
        Fiche.SUIVI_4,
    ),
    "evaluation_par": Conseil(
        "Quelqu’un qui n’a pas organisé la démarche.", "Laboratoire universitaire fictif", Fiche.SUIVI_4
    ),
    "evaluation_le": Conseil("Le jour où l’évaluation a été rendue.", "20/05/2028", Fiche.SUIVI_4),
    "evaluation_url": Conseil("Où la lire.", "https://exemple.fr/evaluation-nuit", Fiche.SUIVI_4),
    "prochaines_etapes": Conseil(
        "Ce qui vient dans le calendrier de la décision, avec des dates.",
        "Décret en juillet 2027, premières lignes en septembre",
        Fiche.SUIVI_1,
    ),
    "bilan": Conseil(
        "Ce qui a été fait de l’avis, ce qui ne l’a pas été : sa publication clôt la démarche.",
        "Vingt-deux mesures sur trente sont en œuvre ; cinq sont abandonnées, pour les raisons que voici.",
        Fiche.SUIVI_4,
    ),
    "bilan_le": Conseil("Le jour où ce bilan a été arrêté.", "30/06/2029", Fiche.SUIVI_4),
    "sorts.engagement": Conseil(
        "La promesse dont vous dites le sort.", "Répondre par écrit à chaque proposition", Fiche.SUIVI_2
    ),
    "sorts.sort": Conseil(
        "Tenu, tenu en retard, non tenu : dites-le avant qu’on vous le demande.", "Tenu", Fiche.SUIVI_2
    ),
    "sorts.le": Conseil("Depuis quand.", "20/09/2027", Fiche.SUIVI_2),
    "sorts.declare_par": Conseil(
        "Qui constate que la promesse est tenue, ou ne l’est pas.",
        "Ministre chargé de la Ville",
        Fiche.SUIVI_2,
    ),
    "sorts.explication": Conseil(
        "Pourquoi la promesse n’est pas tenue, ou n’a plus d’objet.",
        "Le plan a été abandonné avec le changement de Gouvernement.",
        Fiche.SUIVI_2,
    ),
    "sorts.preuve": Conseil(
        "Ce qui montre qu’elle est tenue.", "Quarante-deux réponses publiées sur le portail", Fiche.SUIVI_2
    ),
    "sorts.preuve_url": Conseil("Où le vérifier.", "https://exemple.gouv.fr/reponses", Fiche.SUIVI_2),
    "decomptes.par": Conseil(
        "Celui qui compte, à sa manière.", "Association fictive des participants", Fiche.SUIVI_3
    ),
    "decomptes.le": Conseil("Le jour de ce compte.", "01/01/2028", Fiche.SUIVI_3),
    "decomptes.texte": Conseil(
        "Le compte tel qu’il a été publié.", "30 propositions mises en œuvre, 12 abandonnées", Fiche.SUIVI_3
    ),
    "decomptes.source": Conseil("Où il a été publié.", "Communiqué du 5 janvier 2028", Fiche.SUIVI_3),
    "decomptes.source_url": Conseil("Son adresse.", "https://exemple.org/communique", Fiche.SUIVI_3),
}
