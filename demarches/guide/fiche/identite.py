"""« Ce que c’est »: the name, the subject and the form of a démarche."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

IDENTITE = {
    "titre": Conseil(
        "Nommez le sujet dans les mots des citoyens, pas celui du service.",
        "Concertation sur la ville, la nuit",
        Fiche.SUIVI_3,
    ),
    "chapo": Conseil(
        "Dites aussi pour quand : c’est parfois tout ce qui sera lu.",
        "150 habitants disent comment éclairer, animer et apaiser la ville la nuit. Le ministre chargé de la Ville répondra avant le plan national.",
        Fiche.SUIVI_3,
    ),
    "resume_simple": Conseil(
        "Une idée par phrase, aucun mot du métier.",
        "La nuit, certains dorment et d’autres sortent. L’État veut savoir ce que vous souhaitez. Vous pouvez donner votre avis.",
        Fiche.STRATEGIQUE_2,
    ),
    "resume_relu": Conseil(
        "Cochez seulement si des personnes à qui ce résumé s’adresse l’ont relu et compris.",
        "Oui : relu par un groupe d’usagers d’un service d’accompagnement",
        Fiche.STRATEGIQUE_2,
    ),
    "themes": Conseil(
        "Choisissez ce que chercherait un citoyen, même si votre administration range le sujet ailleurs.",
        "Transports et Solidarités, pour une démarche sur les transports de nuit",
        Fiche.SUIVI_3,
    ),
    "territoire": Conseil(
        "Le territoire des personnes concernées, pas celui de l’administration.",
        "France entière, ou : les communes de plus de 20 000 habitants",
        Fiche.METHODOLOGIQUE_3,
    ),
    "cadre": Conseil(
        "Une procédure qu’un texte impose n’est pas une démarche volontaire : elle est seulement citée, avec son lien.",
        "Volontaire",
        Fiche.SUIVI_3,
    ),
    "procedure_url": Conseil(
        "À remplir pour une procédure obligatoire : le lien mène à son site.",
        "https://exemple.gouv.fr/debat-public",
        Fiche.SUIVI_3,
    ),
    "type": Conseil(
        "Le type suit ce que vous cherchez : débattre au fond appelle une conférence ou un atelier, toucher le plus grand nombre appelle une consultation en ligne.",
        "Atelier citoyen",
        Fiche.METHODOLOGIQUE_1,
    ),
    "objectif": Conseil(
        "Choisissez-en un : définir ce que vise la politique, l’améliorer ou l’évaluer ne demandent ni les mêmes questions ni la même méthode.",
        "Réformer ou améliorer une politique publique",
        Fiche.STRATEGIQUE_1,
    ),
    "niveau": Conseil(
        "Ne promettez pas plus que ce que vous laisserez décider : informer n’est pas faire participer.",
        "Concertation",
        Fiche.STRATEGIQUE_3,
    ),
    "niveau_explication": Conseil(
        "Dites en une phrase ce que les citoyens pourront changer, et ce qu’ils ne pourront pas.",
        "Les propositions nourrissent le plan ; le ministre tranche et explique chaque choix.",
        Fiche.STRATEGIQUE_3,
    ),
    "reprise_historique": Conseil(
        "Réservé à ce qui s’est tenu avant l’ouverture du portail.",
        "Oui, pour une consultation close en 2019",
        Fiche.SUIVI_3,
    ),
    "ancien_numero": Conseil(
        "Les liens et les favoris d’avant mèneront à cette page. Laissez vide pour une démarche nouvelle.",
        "83",
        Fiche.SUIVI_3,
    ),
    "demarches_liees.nature": Conseil(
        "Reliez ce qui se suit ou se complète, pour que le lecteur retrouve l’ensemble.",
        "Suite de",
        Fiche.STRATEGIQUE_1,
    ),
    "demarches_liees.autre": Conseil(
        "Cherchez d’abord si le sujet a déjà été débattu : son numéro est dans l’adresse de sa page.",
        "128",
        Fiche.STRATEGIQUE_1,
    ),
}
