"""Choosing among many rows: what is found, in order, and how many each further choice would leave.

Counts are exact up to PLAFOND; beyond, « plus de 1 000 » is all that is said, and the pages stop there.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q

PLAFOND = 1_000


@dataclass(frozen=True)
class Facette:
    """A choice offered to the reader; `champ`: the column that holds its value, or its values."""

    nom: str
    champ: str
    plusieurs: bool = False
    """Whether the column is a list."""
    vraies: tuple[str, ...] = ()
    """Values that are columns by themselves, true or false."""

    def condition(self, valeur) -> Q:
        if valeur in self.vraies:
            return Q(**{valeur: True})
        return Q(**{f"{self.champ}__contains": [valeur]} if self.plusieurs else {self.champ: valeur})

    def colonnes(self) -> list[str]:
        return [self.champ, *self.vraies]

    def valeurs(self, ligne: dict) -> list[str]:
        """What a row counts for."""
        lues = ligne[self.champ] if self.plusieurs else [ligne[self.champ]]
        vraies = [colonne for colonne in self.vraies if ligne[colonne]]
        return [str(lue) for lue in lues if lue not in (None, "")] + vraies


@dataclass
class Trouvees:
    """Les lignes trouvées, et ce que chaque choix en laisserait."""

    cles: list[int] = field(default_factory=list)
    plafonnee: bool = False
    """Whether there are more than PLAFOND."""
    nombres: dict[str, Counter | None] = field(default_factory=dict)
    """Name of a facet → value → rows it would leave; None where they were not counted."""
    lignes: list[dict] = field(default_factory=list)

    def __len__(self):
        return len(self.cles)


def choisir(fiches, facettes, choix: dict[str, str], colonnes=(), chercher=None) -> Trouvees:
    """The rows of `fiches`, an ordered queryset, that answer `choix` (name of a facet → value).

    One query, two if there are more rows than PLAFOND. `colonnes`: read besides, in `lignes`.
    `chercher` (queryset → queryset): keeps of these rows those that hold words, no more than PLAFOND + 1 of them.
    """
    chercher = chercher or (lambda fiches: fiches)
    voulues = {facette: choix[facette.nom] for facette in facettes if choix.get(facette.nom)}
    lignes = _lire(chercher(fiches), facettes, colonnes)
    if len(lignes) <= PLAFOND:
        return _toutes_comptees(lignes, facettes, voulues)
    if voulues:
        conditions = [facette.condition(valeur) for facette, valeur in voulues.items()]
        lignes = _lire(chercher(fiches.filter(*conditions)), facettes, colonnes)
    return _comptees_en_partie(lignes, facettes, voulues)


def _lire(fiches, facettes, colonnes) -> list[dict]:
    lues = {colonne for facette in facettes for colonne in facette.colonnes()} | {"pk", *colonnes}
    return list(fiches.values(*sorted(lues))[: PLAFOND + 1])


def _toutes_comptees(lignes, facettes, voulues) -> Trouvees:
    """Each facet counts what the others leave: another of its values can be chosen instead."""
    nombres = {facette.nom: Counter() for facette in facettes}
    gardees = []
    for ligne in lignes:
        lues = {facette: facette.valeurs(ligne) for facette in facettes}
        refusees = [facette for facette, valeur in voulues.items() if valeur not in lues[facette]]
        if not refusees:
            gardees.append(ligne)
        for facette in refusees if len(refusees) == 1 else [] if refusees else facettes:
            nombres[facette.nom].update(lues[facette])
    return Trouvees([ligne["pk"] for ligne in gardees], False, nombres, gardees)


def _comptees_en_partie(lignes, facettes, voulues) -> Trouvees:
    """The other values of a facet already chosen are not among these rows: nothing is said of them."""
    plafonnee = len(lignes) > PLAFOND
    nombres = dict.fromkeys(facette.nom for facette in facettes)
    if not plafonnee:
        for facette in facettes:
            if facette not in voulues:
                nombres[facette.nom] = Counter(lue for ligne in lignes for lue in facette.valeurs(ligne))
    gardees = lignes[:PLAFOND]
    return Trouvees([ligne["pk"] for ligne in gardees], plafonnee, nombres, gardees)
