"""The panel against the population it should look like: two bars per category."""

from dataclasses import dataclass
from itertools import groupby

from portail.images.dessin import barre, pourcentage

PLAFONDS = (100, 200, 250, 500, 1000)  # tenths of a percent that may fill the width


@dataclass(frozen=True)
class Categorie:
    libelle: str
    panel: str
    reference: str
    barre_panel: str
    barre_reference: str


@dataclass(frozen=True)
class Panel:
    criteres: list[tuple[str, list[Categorie]]]
    description: str
    echelle: str


def panel(lignes: list[dict]) -> Panel:
    """`lignes`: {categorie, critere, panel, reference}, tenths of a percent or None, grouped by critère."""
    valeurs = [ligne[cle] or 0 for ligne in lignes for cle in ("panel", "reference")]
    plafond = next((p for p in PLAFONDS if p >= max(valeurs, default=0)), PLAFONDS[-1])
    return Panel(
        criteres=[
            (critere, [_categorie(ligne, plafond) for ligne in groupe])
            for critere, groupe in groupby(lignes, key=lambda ligne: ligne["critere"])
        ],
        description=_plus_grand_ecart(lignes),
        echelle=pourcentage(plafond),
    )


def _categorie(ligne, plafond) -> Categorie:
    return Categorie(
        libelle=ligne["categorie"],
        panel=pourcentage(ligne["panel"]),
        reference=pourcentage(ligne["reference"]),
        barre_panel=barre(ligne["panel"], plafond),
        barre_reference=barre(ligne["reference"], plafond),
    )


def _plus_grand_ecart(lignes) -> str:
    comparables = [ligne for ligne in lignes if None not in (ligne["panel"], ligne["reference"])]
    if not comparables:
        return "La comparaison avec la population de référence n’est pas communiquée."
    ligne = max(comparables, key=lambda ligne: abs(ligne["panel"] - ligne["reference"]))
    if ligne["panel"] == ligne["reference"]:
        return "Dans chaque catégorie, la part dans le panel est celle de la population de référence."
    return (
        f"Écart le plus grand\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}{ligne['categorie']}\N{NO-BREAK SPACE}», "
        f"{pourcentage(ligne['panel'])} du panel pour {pourcentage(ligne['reference'])} de la population."
    )
