"""« Contributions et coût »: how one takes part, what becomes of contributions, what it costs."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

TRANSPARENCE = {
    "participer_sans_internet": Conseil(
        "Prévoyez un moyen pour ceux qui n’ont pas internet, et dites-le.",
        "Un questionnaire papier est disponible en mairie ; une enveloppe préaffranchie est fournie.",
        Fiche.METHODOLOGIQUE_1,
    ),
    "accessibilite_du_site": Conseil(
        "Faites vérifier le site avant l’ouverture, et dites ce qui ne marche pas encore.",
        "Partiellement conforme ; la carte n’est pas utilisable au clavier",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "moderation_url": Conseil(
        "Les règles de publication des contributions, connues avant d’écrire.",
        "https://nuit.exemple.gouv.fr/regles",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "contributions_recues": Conseil(
        "Toutes, y compris celles qui n’ont pas été publiées.", "4812", Fiche.CONSULTATION_EN_LIGNE
    ),
    "contributions_refusees": Conseil(
        "Le nombre écarté par la modération.", "37", Fiche.CONSULTATION_EN_LIGNE
    ),
    "moderation_raisons": Conseil(
        "Pourquoi elles ont été écartées, par catégorie.",
        "Insultes (21), hors sujet (16)",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "contributions_url": Conseil(
        "Rendre publics les textes reçus permet à chacun de vérifier la synthèse.",
        "https://exemple.data.gouv.fr/contributions-nuit",
        Fiche.STRATEGIQUE_3,
    ),
    "contributions_licence": Conseil(
        "La licence sous laquelle on peut les réutiliser.", "Licence Ouverte 2.0", Fiche.STRATEGIQUE_3
    ),
    "contributions_passages_retires": Conseil(
        "Ce qui a été retiré avant publication, et pourquoi.",
        "Noms et adresses de particuliers",
        Fiche.STRATEGIQUE_3,
    ),
    "contributions_non_publiees": Conseil(
        "Si les textes restent privés, donnez la raison.",
        "Les participants n’avaient pas été prévenus d’une publication.",
        Fiche.STRATEGIQUE_3,
    ),
    "cout_prevu": Conseil(
        "Le montant et d’où vient l’estimation, tout compris.",
        "180 000 euros, marché de février 2027",
        Fiche.STRATEGIQUE_4,
    ),
    "cout_realise": Conseil(
        "Le montant payé, prestataires et indemnités compris.",
        "172 400 euros, compte arrêté en juin 2027",
        Fiche.STRATEGIQUE_4,
    ),
}
