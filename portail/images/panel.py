"""The panel against the population it should look like: two bars per category."""

from dataclasses import dataclass
from itertools import groupby

from portail.images.dessin import barre, nombre, pourcentage

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
    avec_nombres: bool
    compare: bool  # is the population of reference known of any category?


def panel(lignes: list[dict]) -> Panel:
    """`lignes`: {critere, categorie, nombre, panel, reference}, shares in tenths of a percent, each may be None."""
    valeurs = [ligne[cle] or 0 for ligne in lignes for cle in ("panel", "reference")]
    plafond = next((p for p in PLAFONDS if p >= max(valeurs, default=0)), PLAFONDS[-1])
    return Panel(
        criteres=[
            (critere, [_categorie(ligne, plafond) for ligne in groupe])
            for critere, groupe in groupby(lignes, key=lambda ligne: ligne["critere"])
        ],
        description=_plus_grand_ecart(lignes),
        echelle=pourcentage(plafond),
        avec_nombres=any(ligne["nombre"] is not None for ligne in lignes),
        compare=any(ligne["reference"] is not None for ligne in lignes),
    )


def _categorie(ligne, plafond) -> Categorie:
    return Categorie(
        libelle=ligne["categorie"],
        panel=_part_et_nombre(ligne["panel"], ligne["nombre"]),
        reference=pourcentage(ligne["reference"]),
        barre_panel=barre(ligne["panel"], plafond),
        barre_reference=barre(ligne["reference"], plafond),
    )


def _part_et_nombre(part, personnes) -> str:
    """« 51,2 % (77) », or what is known of it."""
    if personnes is None:
        return pourcentage(part)
    if part is None:
        return f"{nombre(personnes)}\N{NO-BREAK SPACE}personnes"
    return f"{pourcentage(part)} ({nombre(personnes)})"


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
