"""The votes of the citizens on a point or on the whole: one sentence, and a picture when there is a comparison."""

from dataclasses import dataclass

from portail.images import dessin
from portail.images.repartition import Repartition
from portail.images.repartition import votes as image_des_votes

INSECABLE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Votes:
    phrase: str
    image: Repartition | None


def lire_les_votes(pour, contre, abstentions, *, titre="Votes sur ce point", soutiens=None) -> Votes | None:
    """None when no number is known."""
    dits = []
    if pour is not None:
        dits.append(f"{dessin.nombre(pour)}{INSECABLE}pour")
    if contre is not None:
        dits.append(f"{dessin.nombre(contre)}{INSECABLE}contre")
    if abstentions is not None:
        dits.append(f"{dessin.nombre(abstentions)}{INSECABLE}abstention{'s' * (abstentions > 1)}")
    image = image_des_votes(pour, contre, abstentions, titre) if len(dits) > 1 else None
    if soutiens is not None:
        dits.append(f"{dessin.nombre(soutiens)}{INSECABLE}soutien{'s' * (soutiens > 1)}")
    return Votes(", ".join(dits), image) if dits else None
