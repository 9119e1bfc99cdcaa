"""One bar cut according to a closed list: points by answer, mesures by avancement, votes."""

from dataclasses import dataclass, replace

from portail.images.dessin import ENTIER, MOTIFS, longueur, nombre, pourcentage
from portail.libelles import COULEURS, LIBELLES

MINIMUM = 150  # what holds one point of ten thousand can still be seen
LARGEUR_D_UN_CHIFFRE = 330  # at 320 px

VOTES = ("Pour", "Contre", "Abstention")
COULEURS_DES_VOTES = ("green-emeraude", "pink-macaron", "grey")

# The rank of the pattern of each line: what is obtained is plain
MOTIFS_DES_POSITIONS = (0, 1, 2, 3, 4, 5, 6, 7, 8)
MOTIFS_DES_AVANCEMENTS = (0, 3, 2, 4, 1, 5, 6, 7, 8, 9)
MOTIFS_DES_VOTES = (1, 6, 4)


@dataclass(frozen=True)
class Part:
    """A row of the table, and the segment that shows it when it is not empty."""

    libelle: str
    nombre: str
    part: str
    couleur: str
    rang: int
    trait: str
    url: str
    x: str = ""
    milieu: str = ""
    largeur: str = ""
    chiffree: bool = False


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


def points_par_position(lignes: list[tuple[str, int]], adresse: str = "") -> Repartition:
    """`lignes`: (value, number), in the order of the table. `adresse`: the page that lists the points."""
    total = sum(compte for _, compte in lignes)
    return _repartition(
        "Le point publié, selon sa réponse"
        if total == 1
        else f"Les {nombre(total)} points publiés, selon leur réponse",
        ("Réponse", "Points"),
        [
            (
                LIBELLES[valeur],
                compte,
                COULEURS.get(valeur, "grey"),
                f"{adresse}?reponse={valeur}#points" if adresse and compte else "",
            )
            for valeur, compte in lignes
        ],
        MOTIFS_DES_POSITIONS,
    )


def mesures_par_avancement(lignes: list[tuple[str, int]]) -> Repartition:
    """`lignes`: (value, number), in the order of the closed list."""
    total = sum(compte for _, compte in lignes)
    return _repartition(
        "La mesure, selon son avancement"
        if total == 1
        else f"Les {nombre(total)} mesures, selon leur avancement",
        ("Avancement", "Mesures"),
        [(LIBELLES[valeur], compte, COULEURS.get(valeur, "grey"), "") for valeur, compte in lignes],
        MOTIFS_DES_AVANCEMENTS,
    )


def votes(pour: int, contre: int, abstention: int) -> Repartition:
    """How the citizens voted on a point."""
    return _repartition(
        "Votes sur ce point",
        ("Vote", "Voix"),
        [
            (libelle, compte, couleur, "")
            for libelle, compte, couleur in zip(
                VOTES, (pour, contre, abstention), COULEURS_DES_VOTES, strict=True
            )
        ],
        MOTIFS_DES_VOTES,
        avec_pourcentages=True,
    )


def _repartition(titre, entetes, lignes, rangs, avec_pourcentages=False) -> Repartition:
    total = sum(compte for _, compte, _, _ in lignes)
    largeurs = _largeurs([compte for _, compte, _, _ in lignes])
    parts, x = [], 0
    for (libelle, compte, couleur, url), rang, largeur in zip(lignes, rangs, largeurs, strict=True):
        dixiemes = (2000 * compte + total) // (2 * total) if total else 0
        part = Part(libelle, nombre(compte), pourcentage(dixiemes), couleur, rang, MOTIFS[rang], url)
        if compte:
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
