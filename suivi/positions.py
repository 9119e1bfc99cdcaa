"""The successive positions of an answer: a change of position is a headline, and is never forgotten."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from suivi.enums import Position


@dataclass(frozen=True)
class ChangementDePosition:
    """Le jour où la réponse publiée a changé de direction."""

    numero: int
    le: dt.datetime
    avant: Position
    apres: Position
    raison: str


def changements_de_position(versions) -> list[ChangementDePosition]:
    """Oldest first; `versions` are the readable versions of one answer (publication.histoire), in order.

    A withdrawal between two positions hides nothing.
    """
    dites = [version for version in versions if version.document.get("position")]
    return [
        ChangementDePosition(
            numero=apres.numero,
            le=apres.publiee_le,
            avant=Position(avant.document["position"]),
            apres=Position(apres.document["position"]),
            raison=apres.raison,
        )
        for avant, apres in pairwise(dites)
        if avant.document["position"] != apres.document["position"]
    ]
