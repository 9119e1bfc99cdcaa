"""« À quoi l’État s’engage »: promises, news, evaluation."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

ENGAGEMENTS = {
    "aucun_delai_annonce": Conseil(
        "Si aucune date n’est promise, cochez : la page écrira « aucun délai annoncé », ce qui vaut mieux qu’un silence.",
        "Oui, tant que le calendrier du plan n’est pas fixé",
        Fiche.STRATEGIQUE_3,
    ),
    "nouvelles_tous_les_mois": Conseil(
        "Promettez un rythme que vous tiendrez, même quand il n’y a rien de neuf à dire.",
        "6",
        Fiche.STRATEGIQUE_3,
    ),
    "evaluation_par": Conseil(
        "Prévoyez tôt qui évaluera : cela demande une méthode et des compétences à part.",
        "Un laboratoire universitaire, extérieur à la démarche",
        Fiche.SUIVI_4,
    ),
    "evaluation_quand": Conseil(
        "Avant, pendant ou après : dites quand les résultats seront connus.",
        "Un an après l’avis",
        Fiche.SUIVI_4,
    ),
    "evaluation_absente": Conseil(
        "S’il n’y aura pas d’évaluation, dites-le plutôt que de laisser espérer.", "Oui", Fiche.SUIVI_4
    ),
    "engagements.texte": Conseil(
        "Une promesse que l’on pourra vérifier : qui fait quoi. « Tenir compte des avis » n’en est pas une.",
        "Répondre par écrit à chaque proposition",
        Fiche.STRATEGIQUE_3,
    ),
    "engagements.par": Conseil(
        "La personne qui tient la promesse, par sa fonction.",
        "Ministre chargé de la Ville",
        Fiche.STRATEGIQUE_3,
    ),
    "engagements.pris_le": Conseil(
        "Le jour où la promesse a été faite en public.", "01/02/2027", Fiche.STRATEGIQUE_3
    ),
    "engagements.echeance": Conseil(
        "Une date rend la promesse vérifiable.",
        "30/09/2027",
        Fiche.STRATEGIQUE_3,
    ),
    "engagements.source": Conseil(
        "Où la promesse a été faite : discours, lettre, mandat.",
        "Discours d’ouverture de la démarche",
        Fiche.STRATEGIQUE_3,
    ),
    "engagements.source_url": Conseil(
        "L’adresse où chacun peut la lire ou l’entendre.",
        "https://exemple.gouv.fr/discours-ouverture",
        Fiche.STRATEGIQUE_3,
    ),
}
