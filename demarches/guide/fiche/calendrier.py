"""« Quand et où »: dates, ways to take part, meetings."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

CALENDRIER = {
    "annoncee_le": Conseil(
        "Publiez la fiche avant l’ouverture : on peut alors s’informer et s’inscrire.",
        "15/01/2027",
        Fiche.METHODOLOGIQUE_3,
    ),
    "ouverte_le": Conseil(
        "Le premier jour où l’on peut participer. Le mandat se fige ce jour-là.",
        "01/02/2027",
        Fiche.METHODOLOGIQUE_3,
    ),
    "cloturee_le": Conseil("Le dernier jour où l’on peut participer.", "30/04/2027", Fiche.METHODOLOGIQUE_3),
    "avis_attendu_le": Conseil(
        "Le jour où les citoyens remettront leur avis ; passé ce jour, la page dira le retard.",
        "31/05/2027",
        Fiche.SUIVI_1,
    ),
    "arret": Conseil(
        "À remplir seulement si la démarche s’arrête en chemin.", "Suspendue", Fiche.STRATEGIQUE_3
    ),
    "arret_le": Conseil("Le jour de l’arrêt.", "10/03/2027", Fiche.STRATEGIQUE_3),
    "arret_raison": Conseil(
        "La vraie raison, en une phrase que les participants peuvent entendre.",
        "Les réunions sont suspendues pendant la période électorale.",
        Fiche.STRATEGIQUE_3,
    ),
    "jalons.nature": Conseil(
        "Montrez aussi les étapes de la décision qui suivent le débat, pas seulement les réunions.",
        "Décision",
        Fiche.METHODOLOGIQUE_3,
    ),
    "jalons.titre": Conseil(
        "Ce qui se passe ce jour-là, en quelques mots.",
        "Présentation du plan en conseil des ministres",
        Fiche.METHODOLOGIQUE_3,
    ),
    "jalons.debut": Conseil("Le jour, ou le premier jour.", "15/06/2027", Fiche.METHODOLOGIQUE_3),
    "jalons.fin": Conseil("Le dernier jour, si l’étape dure.", "20/06/2027", Fiche.METHODOLOGIQUE_3),
    "jalons.source_url": Conseil(
        "Où cette date est annoncée.", "https://exemple.gouv.fr/calendrier", Fiche.METHODOLOGIQUE_3
    ),
    "modalites.titre": Conseil(
        "Une ligne pour chaque manière de participer : en associer plusieurs touche des publics différents.",
        "Consultation en ligne",
        Fiche.METHODOLOGIQUE_1,
    ),
    "modalites.acces": Conseil(
        "Ouverte à tous, sur appel à volontaires ou par tirage au sort : dites qui peut venir.",
        "Ouverte à tous",
        Fiche.METHODOLOGIQUE_2,
    ),
    "modalites.debut": Conseil("Le premier jour de cette modalité.", "01/02/2027", Fiche.METHODOLOGIQUE_3),
    "modalites.fin": Conseil("Le dernier jour de cette modalité.", "31/03/2027", Fiche.METHODOLOGIQUE_3),
    "modalites.lieu": Conseil("Où cela se passe.", "Dans six préfectures", Fiche.METHODOLOGIQUE_3),
    "modalites.lien": Conseil(
        "Une adresse courte, qui mène droit au formulaire.",
        "https://nuit.exemple.gouv.fr",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "modalites.inscription": Conseil(
        "Comment s’inscrire, et ce qui est demandé.",
        "Par courriel ou au guichet de la mairie, sans justificatif",
        Fiche.METHODOLOGIQUE_3,
    ),
    "rendez_vous.titre": Conseil(
        "Ce qu’on y fera.", "Atelier sur les transports de nuit", Fiche.METHODOLOGIQUE_1
    ),
    "rendez_vous.date": Conseil("Le jour du rendez-vous.", "12/03/2027", Fiche.METHODOLOGIQUE_3),
    "rendez_vous.heure_debut": Conseil(
        "Choisissez une heure où l’on ne travaille pas, si vous voulez tous les publics.",
        "18:30",
        Fiche.METHODOLOGIQUE_2,
    ),
    "rendez_vous.heure_fin": Conseil("Pour que chacun puisse s’organiser.", "20:30", Fiche.METHODOLOGIQUE_3),
    "rendez_vous.presence": Conseil(
        "Dites si l’on vient, si l’on se connecte, ou les deux.", "Sur place", Fiche.METHODOLOGIQUE_3
    ),
    "rendez_vous.lieu": Conseil(
        "Le lieu et l’adresse complète.", "Salle des fêtes, 2 place du Marché", Fiche.METHODOLOGIQUE_3
    ),
    "rendez_vous.commune": Conseil(
        "La commune : c’est par elle qu’on cherche près de chez soi.",
        "Villeneuve-la-Fictive",
        Fiche.METHODOLOGIQUE_3,
    ),
    "rendez_vous.departement": Conseil("Le code du département.", "2A", Fiche.METHODOLOGIQUE_3),
    "rendez_vous.acces": Conseil("Qui peut venir à ce rendez-vous.", "Ouvert à tous", Fiche.METHODOLOGIQUE_2),
    "rendez_vous.public": Conseil(
        "À qui il s’adresse d’abord, s’il a un public particulier.",
        "Personnes qui travaillent la nuit",
        Fiche.METHODOLOGIQUE_2,
    ),
    "rendez_vous.inscription_jusqu_au": Conseil(
        "Le dernier jour pour s’inscrire.", "05/03/2027", Fiche.METHODOLOGIQUE_3
    ),
    "rendez_vous.inscription_url": Conseil(
        "La page d’inscription ; prévoyez aussi un moyen sans internet.",
        "https://exemple.gouv.fr/inscription",
        Fiche.METHODOLOGIQUE_3,
    ),
    "rendez_vous.accessibilite": Conseil(
        "Ce qui est prévu pour que personne ne soit empêché de venir.",
        "Boucle magnétique, accès en fauteuil roulant, garde d’enfants",
        Fiche.STRATEGIQUE_2,
    ),
}
