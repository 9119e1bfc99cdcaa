"""A list of the home page: what comes first, and whether there is more."""

from dataclasses import dataclass

AU_PLUS = 10


@dataclass(frozen=True)
class Liste:
    """Les premières lignes d’une liste, et s’il y en a d’autres."""

    lignes: list
    suite: bool

    def __bool__(self):
        return bool(self.lignes)


def premieres(lignes, au_plus=AU_PLUS) -> Liste:
    """Of a list, or of a queryset that is then read once, without counting it."""
    lues = list(lignes[: au_plus + 1])
    return Liste(lues[:au_plus], len(lues) > au_plus)
