"""« Ce qui éclaire le débat »: documents, people heard, what is carried out meanwhile."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

INFORMATION = {
    "liens.nature": Conseil(
        "Distinguez ce qui informe (dossier, vidéo) de ce qui prouve (source).",
        "Dossier d’information",
        Fiche.STRATEGIQUE_2,
    ),
    "liens.titre": Conseil(
        "Dites ce qu’on trouvera, pas « cliquez ici ».",
        "Les transports de nuit en dix chiffres",
        Fiche.STRATEGIQUE_2,
    ),
    "liens.url": Conseil(
        "Une adresse qui durera, ouverte à tous.",
        "https://exemple.gouv.fr/dix-chiffres",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "liens.date": Conseil("Le jour de publication de cette ressource.", "20/01/2027", Fiche.STRATEGIQUE_2),
    "liens.equivalent": Conseil(
        "Ce que dit la vidéo ou montre l’infographie, pour qui ne peut ni la voir ni l’entendre.",
        "La courbe montre que les plaintes ont doublé entre 2015 et 2025.",
        Fiche.STRATEGIQUE_2,
    ),
    "pieces.nature": Conseil(
        "Le dossier remis aux citoyens présente tous les points de vue, y compris contraires.",
        "Dossier d’information",
        Fiche.METHODOLOGIQUE_1,
    ),
    "pieces.titre": Conseil("Le titre que porte le document.", "Dossier du participant", Fiche.STRATEGIQUE_2),
    "pieces.date": Conseil("Le jour où il a été remis ou publié.", "25/01/2027", Fiche.STRATEGIQUE_3),
    "pieces.envoi": Conseil(
        "Un document lisible par un lecteur d’écran : pas une page photographiée.",
        "dossier-du-participant.pdf",
        Fiche.STRATEGIQUE_2,
    ),
    "pieces.equivalent": Conseil(
        "Le texte du document, ou l’essentiel, s’il n’est pas accessible.",
        "Le dossier présente trois scénarios d’éclairage et ce que chacun coûte.",
        Fiche.STRATEGIQUE_2,
    ),
    "experts.nom": Conseil(
        "Citez toutes les personnes entendues, pas les plus connues.", "Camille Inventée", Fiche.STRATEGIQUE_3
    ),
    "experts.organisation": Conseil(
        "D’où parle cette personne.", "Fédération fictive des commerces de nuit", Fiche.STRATEGIQUE_3
    ),
    "experts.position": Conseil(
        "Sa thèse en une phrase : les citoyens doivent avoir entendu des avis contraires.",
        "Favorable à des horaires d’ouverture plus larges",
        Fiche.METHODOLOGIQUE_1,
    ),
    "experts.interets": Conseil(
        "Ce qui la lie au sujet : employeur, mandat, financement.", "Aucun", Fiche.STRATEGIQUE_2
    ),
    "experts.choix": Conseil(
        "Qui l’a choisie, et pourquoi elle.",
        "Proposée par les participants, retenue par les garants",
        Fiche.STRATEGIQUE_2,
    ),
    "paralleles.nature": Conseil(
        "Une autre concertation, ou une expertise, menée au même moment.", "Expertise", Fiche.STRATEGIQUE_3
    ),
    "paralleles.titre": Conseil(
        "Le nom sous lequel on la trouve.", "Mission d’étude sur le bruit nocturne", Fiche.STRATEGIQUE_3
    ),
    "paralleles.organisme": Conseil("Qui la mène.", "Conseil fictif du bruit", Fiche.STRATEGIQUE_3),
    "paralleles.resultat": Conseil(
        "Ses conclusions se portent à la connaissance des citoyens, et leur avis à la sienne.",
        "Le rapport recommande des plages de silence de six heures.",
        Fiche.STRATEGIQUE_3,
    ),
    "paralleles.url": Conseil(
        "Où lire ses résultats.", "https://exemple.gouv.fr/rapport-bruit", Fiche.STRATEGIQUE_3
    ),
}
