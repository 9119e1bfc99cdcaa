"""« Ce qui n’est pas dit »: the headings that have nothing to show, and why."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

MENTIONS = {
    "absences.rubrique": Conseil(
        "Choisissez la rubrique qui n’aura rien à montrer.", "Composition du panel", Fiche.STRATEGIQUE_3
    ),
    "absences.nature": Conseil(
        "« Sans objet » si la question ne se pose pas, « non communiqué » si elle se pose.",
        "Sans objet",
        Fiche.STRATEGIQUE_3,
    ),
    "absences.raison": Conseil(
        "Elle est publiée : une phrase qu’un participant peut comprendre.",
        "La consultation était ouverte à tous, sans panel.",
        Fiche.STRATEGIQUE_3,
    ),
}
