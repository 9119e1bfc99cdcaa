"""A piece of news."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

ACTUALITE = {
    "titre": Conseil(
        "Une phrase qui dit ce qui s’est passé, et non « Actualité » ou « Communiqué ».",
        "Les citoyens ont remis leur avis sur la nuit",
        Fiche.SUIVI_3,
    ),
    "chapo": Conseil(
        "L’essentiel en deux phrases, pour qui s’arrête là.",
        "42 propositions ont été remises au ministre. Il répondra en septembre.",
        Fiche.SUIVI_3,
    ),
    "texte": Conseil(
        "Ce qui a été fait et appris, et ce qui vient ensuite ; une nouvelle relance aussi la participation.",
        "Après trois week-ends de travail, les participants ont voté leur avis le 31 mai.",
        Fiche.CONSULTATION_EN_LIGNE,
    ),
    "date": Conseil("Le jour de ce que vous racontez.", "31/05/2027", Fiche.SUIVI_3),
    "demarches": Conseil(
        "Les démarches dont elle parle : elle paraîtra aussi sur leur page.", "128, 131", Fiche.SUIVI_3
    ),
    "envoi": Conseil(
        "Une photo du travail en cours parle mieux qu’un logo ; demandez l’accord des personnes.",
        "atelier-du-12-mars.jpg",
        Fiche.SUIVI_3,
    ),
    "image_alternative": Conseil(
        "Décrivez ce que l’image apprend.",
        "Une trentaine de personnes débattent autour de quatre tables.",
        Fiche.STRATEGIQUE_2,
    ),
}
