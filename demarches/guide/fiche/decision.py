"""« Qui décide »: the sponsor, the decision that the results feed, and who watches over it."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

DECISION = {
    "commanditaire_fonction": Conseil(
        "Celui ou celle qui décidera et répondra en public, pas l’équipe qui organise.",
        "Ministre chargé de la Ville",
        Fiche.STRATEGIQUE_4,
    ),
    "commanditaire_autorite": Conseil(
        "L’institution au nom de laquelle cette personne s’engage.", "Gouvernement", Fiche.STRATEGIQUE_4
    ),
    "point_de_sortie": Conseil(
        "Nommez-le : sans lui, personne ne saura à quoi l’avis a servi.",
        "Le plan national pour la vie nocturne",
        Fiche.STRATEGIQUE_4,
    ),
    "point_de_sortie_autorite": Conseil(
        "Qui signera cette décision.", "Le ministre chargé de la Ville", Fiche.STRATEGIQUE_4
    ),
    "point_de_sortie_echeance": Conseil(
        "Annoncez-la telle qu’elle est connue : la concertation doit venir assez tôt pour peser sur elle.",
        "Deuxième trimestre 2027",
        Fiche.STRATEGIQUE_3,
    ),
    "point_de_sortie_le": Conseil(
        "Seulement si le jour est fixé ; un avis rendu après la décision se verra.",
        "15/06/2027",
        Fiche.STRATEGIQUE_3,
    ),
    "discutee_avec_le_cipc_le": Conseil(
        "Toute démarche volontaire de l’État se discute avec le CIPC avant son lancement.",
        "12/01/2027",
        Fiche.STRATEGIQUE_4,
    ),
    "accompagnement": Conseil(
        "Le CIPC peut aider à cadrer, ou suivre toute la démarche ; la responsabilité reste la vôtre.",
        "Phase de cadrage",
        Fiche.STRATEGIQUE_4,
    ),
    "contact": Conseil(
        "Une boîte de service que quelqu’un lira encore dans deux ans.",
        "participation@ville.exemple.gouv.fr",
        Fiche.SUIVI_3,
    ),
    "garants_absents": Conseil(
        "Des garants extérieurs assurent l’indépendance ; s’il n’y en a pas, dites-le.",
        "Oui : l’animation est confiée à un tiers neutre, sans comité de garants",
        Fiche.STRATEGIQUE_2,
    ),
    "suivi_citoyen_absent": Conseil(
        "Un comité de suivi laisse des participants vérifier la suite jusqu’à la décision ; s’il n’y en a pas, dites-le.",
        "Non : douze participants se réunissent deux fois par an",
        Fiche.SUIVI_2,
    ),
    "membres.role": Conseil(
        "Qui pilote, qui garantit, qui anime : chacun son rôle, y compris les prestataires.",
        "Garant",
        Fiche.STRATEGIQUE_4,
    ),
    "membres.nom": Conseil(
        "Le nom public de la personne ou de l’organisme.",
        "Association des nuits calmes (fictive)",
        Fiche.STRATEGIQUE_4,
    ),
    "membres.fonction": Conseil(
        "Ce que cette personne fait dans la démarche, en une ligne.",
        "Choisit les personnes entendues et veille aux suites",
        Fiche.STRATEGIQUE_2,
    ),
    "reunions.instance": Conseil(
        "L’instance qui se réunit : pilotage, garants, suivi citoyen.",
        "Comité de suivi citoyen",
        Fiche.SUIVI_2,
    ),
    "reunions.date": Conseil("Le jour de la réunion.", "03/05/2027", Fiche.SUIVI_2),
    "reunions.objet": Conseil(
        "Ce qui a été examiné ou décidé.", "État des réponses six mois après l’avis", Fiche.SUIVI_2
    ),
    "reunions.compte_rendu_url": Conseil(
        "Un compte rendu que chacun peut ouvrir rend le suivi vérifiable.",
        "https://exemple.gouv.fr/compte-rendu-3-mai.html",
        Fiche.SUIVI_2,
    ),
}
