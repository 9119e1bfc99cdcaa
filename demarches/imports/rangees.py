"""The common shape that every file format is read into: sheets, rows, cells."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from .resultat import FichierRefuse

COLONNES_MAXIMALES = 500
LIGNES_MAXIMALES = 100_000


class Nature(Enum):
    TEXTE = auto()
    NOMBRE = auto()
    DATE = auto()
    ERREUR = auto()
    FORMULE_SANS_VALEUR = auto()


class Cellule(NamedTuple):
    texte: str
    nature: Nature = Nature.TEXTE

    @property
    def est_vide(self):
        return self.nature is not Nature.FORMULE_SANS_VALEUR and not self.texte.strip()


VIDE = Cellule("")


@dataclass(eq=False)
class Feuille:
    """A sheet; `fusions` maps the top-left (row, column) of a merged range to its bottom-right."""

    nom: str = ""
    masquee: bool = False
    fusions: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rangee:
    """A row with at least one filled cell, numbered as a person sees it in the file."""

    feuille: Feuille
    numero: int
    cellules: list[Cellule]
    masquee: bool = False

    def cellule(self, colonne):
        return self.cellules[colonne] if colonne < len(self.cellules) else VIDE

    def remplies(self):
        """Yield (column, cell) for the cells that hold something."""
        return ((i, cellule) for i, cellule in enumerate(self.cellules) if not cellule.est_vide)


def ecrire_nombre(valeur):
    """Write a float the way one types it: 1.0 is « 1 », 1.5 is « 1.5 »."""
    if valeur.is_integer() and abs(valeur) < 1e15:
        return str(int(valeur))
    return repr(valeur)


def refuser_les_colonnes():
    raise FichierRefuse(
        f"Le tableau a plus de {COLONNES_MAXIMALES} colonnes : "
        "gardez seulement celles des propositions, puis recommencez."
    )


def refuser_les_lignes():
    limite = f"{LIGNES_MAXIMALES:,}".replace(",", "\u202f")
    raise FichierRefuse(f"Le tableau a plus de {limite} lignes : partagez-le en plusieurs fichiers.")
