"""One bar cut according to a closed list: points by answer, mesures by avancement, votes."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from portail.images.dessin import ENTIER, MOTIFS, longueur, nombre, pourcentage
from portail.libelles import COULEURS, LIBELLES

MINIMUM = 150  # what holds one point of ten thousand can still be seen
LARGEUR_D_UN_CHIFFRE = 330  # at 320 px

# The rank of the pattern of each value, in the order of its list: what is obtained is plain
MOTIFS_DES_POSITIONS = (0, 1, 2, 3, 4, 5, 6, 7, 8)
MOTIFS_DES_STATUTS = (0, 1, 4, 8)
MOTIFS_DES_AVANCEMENTS = (0, 3, 2, 4, 1, 5, 6, 7, 8, 9)
VOTES = (("Pour", "green-emeraude", 1), ("Contre", "pink-macaron", 6), ("Abstentions", "grey", 4))


class Ligne(NamedTuple):
    """What the table is given."""

    libelle: str
    nombre: int
    couleur: str
    motif: int
    url: str = ""


@dataclass(frozen=True)
class Part:
    """A row of the table, and the segment that shows it when it is not empty."""

    libelle: str
    nombre: str
    part: str
    couleur: str
    rang: int
    url: str
    x: str = ""
    milieu: str = ""
    largeur: str = ""
    chiffree: bool = False

    @property
    def trait(self) -> str:
        return MOTIFS[self.rang]


@dataclass(frozen=True)
class Repartition:
    titre: str
    description: str
    entetes: tuple[str, str]
    parts: list[Part]
    avec_pourcentages: bool

    @property
    def segments(self) -> list[Part]:
        return [part for part in self.parts if part.largeur]


def points_par_position(comptes: list[tuple[str, int]], adresse: str = "") -> Repartition:
    """`comptes`: (value, number), silence first, refusals as the rest. `adresse`: the page that lists the points."""
    total = sum(compte for _, compte in comptes)
    lignes = [
        ligne._replace(url=f"{adresse}?reponse={valeur}#points") if ligne.nombre else ligne
        for ligne, (valeur, _) in zip(_lignes(comptes, MOTIFS_DES_POSITIONS), comptes, strict=True)
    ]
    titre = f"Les {nombre(total)} points publiés, selon leur réponse"
    if total == 1:
        titre = "Le point publié, selon sa réponse"
    return _repartition(titre, ("Réponse", "Points"), lignes)


def points_par_statut(comptes: list[tuple[str, int]], adresse: str) -> Repartition:
    """Of all démarches. `comptes`: (value, number), silence first. `adresse`: the search page."""
    lignes = [
        ligne._replace(url=f"{adresse}?reponse={valeur}" if ligne.nombre else "")
        for ligne, (valeur, _) in zip(_lignes(comptes, MOTIFS_DES_STATUTS), comptes, strict=True)
    ]
    total = nombre(sum(compte for _, compte in comptes))
    return _repartition(f"Les {total} points de toutes les démarches", ("Réponse", "Points"), lignes)


def mesures_par_avancement(comptes: list[tuple[str, int]]) -> Repartition:
    """`comptes`: (value, number), every value of the closed list in its order; the empty ones are left out."""
    total = sum(compte for _, compte in comptes)
    lignes = [ligne for ligne in _lignes(comptes, MOTIFS_DES_AVANCEMENTS) if ligne.nombre]
    titre = f"Les {nombre(total)} mesures, selon leur avancement"
    if total == 1:
        titre = "La mesure, selon son avancement"
    return _repartition(titre, ("Avancement", "Mesures"), lignes)


def votes(
    pour: int | None, contre: int | None, abstentions: int | None, titre="Votes sur ce point"
) -> Repartition:
    """How the citizens voted; what is not known is left out."""
    lignes = [
        Ligne(libelle, compte, couleur, motif)
        for (libelle, couleur, motif), compte in zip(VOTES, (pour, contre, abstentions), strict=True)
        if compte is not None
    ]
    return _repartition(titre, ("Vote", "Voix"), lignes, avec_pourcentages=True)


def _lignes(comptes, motifs) -> list[Ligne]:
    return [
        Ligne(LIBELLES[valeur], compte, COULEURS.get(valeur, "grey"), motif)
        for (valeur, compte), motif in zip(comptes, motifs, strict=True)
    ]


def _repartition(titre, entetes, lignes: list[Ligne], avec_pourcentages=False) -> Repartition:
    total = sum(ligne.nombre for ligne in lignes)
    parts, x = [], 0
    for ligne, largeur in zip(lignes, _largeurs([ligne.nombre for ligne in lignes]), strict=True):
        part = Part(
            libelle=ligne.libelle,
            nombre=nombre(ligne.nombre),
            part=pourcentage((2000 * ligne.nombre + total) // (2 * total)) if total else "",
            couleur=ligne.couleur,
            rang=ligne.motif,
            url=ligne.url,
        )
        if ligne.nombre:
            part = replace(
                part,
                x=longueur(x),
                milieu=longueur(x + largeur // 2),
                largeur=longueur(largeur),
                chiffree=largeur >= LARGEUR_D_UN_CHIFFRE * len(part.nombre),
            )
        parts.append(part)
        x += largeur
    return Repartition(titre, _phrase(parts, entetes[1], total), entetes, parts, avec_pourcentages)


def _largeurs(comptes: list[int]) -> list[int]:
    """Proportional lengths that fill the bar, except that none but an empty one is too thin to be seen."""
    total = sum(comptes)
    petits = [compte for compte in comptes if 0 < compte * ENTIER < MINIMUM * total]
    reste, total_reste = ENTIER - MINIMUM * len(petits), total - sum(petits)
    largeurs, cumul, debut = [], 0, 0
    for compte in comptes:
        if 0 < compte * ENTIER < MINIMUM * total:
            largeurs.append(MINIMUM)
            continue
        cumul += compte
        fin = cumul * reste // total_reste if total_reste else 0
        largeurs.append(fin - debut)
        debut = fin
    return largeurs


def _phrase(parts: list[Part], quoi: str, total: int) -> str:
    detail = "\N{NO-BREAK SPACE}; ".join(
        f"{part.libelle}\N{NO-BREAK SPACE}: {part.nombre}" for part in parts if part.largeur
    )
    return (
        f"{quoi}\N{NO-BREAK SPACE}: {nombre(total)}. {detail}." if detail else f"{quoi}\N{NO-BREAK SPACE}: 0."
    )
