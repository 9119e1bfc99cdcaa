"""What an object still needs to be published, as its author reads it: each thing leads to its field."""

from dataclasses import dataclass

from publication.regles import Completude


@dataclass(frozen=True)
class Point:
    """Une chose qui manque ou se contredit, et l’adresse du champ où on la corrige."""

    quoi: str
    adresse: str
    source: str
    dispensable: bool


@dataclass(frozen=True)
class Bilan:
    """La complétude d’un objet, prête à être montrée."""

    completude: Completude
    manques: list[Point]
    a_corriger: list[Point]


def bilan(completude, adresse_du_champ) -> Bilan:
    """`adresse_du_champ` (field name → address) is where each thing is filled in, or None for a reader."""

    def points(manques):
        return [
            Point(
                quoi=manque.quoi,
                adresse=adresse_du_champ(manque.champ) if adresse_du_champ else "",
                source=manque.source,
                dispensable=manque.dispensable,
            )
            for manque in manques
        ]

    return Bilan(completude, points(completude.manques), points(completude.a_corriger))
