"""The guide of the CIPC, sheet by sheet, and the advice drawn from it for one field, in our own words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.html import format_html


class FicheDuGuide(StrEnum):
    """The twelve sheets of « Concevoir une démarche de participation citoyenne » (CIPC, 2024)."""

    STRATEGIQUE_1 = "cadrage stratégique, fiche 1"
    STRATEGIQUE_2 = "cadrage stratégique, fiche 2"
    STRATEGIQUE_3 = "cadrage stratégique, fiche 3"
    STRATEGIQUE_4 = "cadrage stratégique, fiche 4"
    METHODOLOGIQUE_1 = "cadrage méthodologique, fiche 1"
    CONSULTATION_EN_LIGNE = "cadrage méthodologique, repères pour une consultation en ligne"
    METHODOLOGIQUE_2 = "cadrage méthodologique, fiche 2"
    METHODOLOGIQUE_3 = "cadrage méthodologique, fiche 3"
    SUIVI_1 = "suivi, fiche 1"
    SUIVI_2 = "suivi, fiche 2"
    SUIVI_3 = "suivi, fiche 3"
    SUIVI_4 = "suivi, fiche 4"


@dataclass(frozen=True)
class Conseil:
    """Ce que le guide conseille pour un champ, et un bon exemple, inventé."""

    texte: str
    exemple: str
    fiche: FicheDuGuide

    def avec(self, aide: str) -> str:
        """The help text of the field, `aide` first; Django ties it to the field by aria-describedby."""
        return format_html(
            '{} {} <span class="exemple">{}</span> <span class="fiche-du-guide">{}</span>',
            aide,
            insecable(self.texte),
            insecable(f"Exemple : {self.exemple}"),
            insecable(f"Guide du CIPC : {self.fiche}"),
        )


def insecable(texte: str) -> str:
    """French spaces that do not break, before : ; ? ! » and after «."""
    return re.sub(r" (?=[:;?!»])|(?<=«) ", "\N{NO-BREAK SPACE}", texte)
