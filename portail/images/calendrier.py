"""The calendar of a démarche: each jalon at its dates on one scale of time, decisions included, today marked."""

from dataclasses import dataclass
from datetime import date

from demarches.enums import NatureJalon
from portail.images.dessin import ENTIER, MOTIFS, longueur
from portail.libelles import COULEURS
from portail.templatetags.portail import jour as en_toutes_lettres

GAUCHE, DROITE = 900, 9700  # room for the number before a jalon, and for half a sign after it
RANGEE, HAUT, BAS = 24, 28, 28  # in pixels
MINIMUM = 150
MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
RANGS = {  # of their patterns
    NatureJalon.PREPARATION: 0,
    NatureJalon.PARTICIPATION: 1,
    NatureJalon.RESTITUTION: 2,
    NatureJalon.DECISION: 7,
}
LARGEUR_ANNEE, LARGEUR_MOIS = 1500, 2700  # of their texts, at 320 px


@dataclass(frozen=True)
class Jalon:
    """One line of the list, and its sign on the scale."""

    numero: int
    titre: str
    nature: str
    debut: date
    fin: date | None
    moment: str
    rang: int
    y: int
    x: str
    largeur: str  # empty: one day, shown as a point

    @property
    def couleur(self) -> str:
        return COULEURS.get(self.nature, "grey")


@dataclass(frozen=True)
class Repere:
    x: str
    libelle: str
    ancre: str


@dataclass(frozen=True)
class Calendrier:
    titre: str
    description: str
    jalons: list[Jalon]
    reperes: list[Repere]
    aujourdhui: Repere
    aujourdhui_visible: bool
    haut: int
    bas: int

    @property
    def hauteur(self) -> int:
        return self.bas + BAS

    @property
    def motifs(self) -> list[tuple]:
        """(rank, colour, pattern) of each nature shown."""
        return sorted({(jalon.rang, jalon.couleur, MOTIFS[jalon.rang]) for jalon in self.jalons})


def calendrier(lignes: list[dict], jour: date) -> Calendrier:
    """`lignes`: the jalons of the document ({nature, titre, debut, fin}); `jour`: today, for the reader."""
    periodes = sorted(
        ((_date(ligne["debut"]), _date(ligne["fin"]), ligne) for ligne in lignes), key=lambda p: p[0]
    )
    debut = min((p[0] for p in periodes), default=jour)
    fin = max((p[1] or p[0] for p in periodes), default=jour)
    echelle = _Echelle(debut, max(fin, debut))
    jalons = [
        _jalon(numero, *periode, echelle=echelle, jour=jour) for numero, periode in enumerate(periodes, 1)
    ]
    return Calendrier(
        titre="Calendrier de la démarche",
        description=_phrase(jalons, debut, fin, jour),
        jalons=jalons,
        reperes=_reperes(echelle),
        aujourdhui=_aujourdhui(echelle, jour),
        aujourdhui_visible=debut <= jour <= echelle.fin,
        haut=HAUT,
        bas=HAUT + RANGEE * len(jalons),
    )


class _Echelle:
    def __init__(self, debut: date, fin: date):
        self.debut, self.fin = debut, fin
        self.jours = (fin - debut).days + 1

    def matin(self, jour: date) -> int:
        return GAUCHE + (jour - self.debut).days * (DROITE - GAUCHE) // self.jours

    def midi(self, jour: date) -> int:
        return GAUCHE + (2 * (jour - self.debut).days + 1) * (DROITE - GAUCHE) // (2 * self.jours)


def _jalon(numero, debut, fin, ligne, *, echelle, jour) -> Jalon:
    dure = fin is not None and fin > debut
    x = echelle.matin(debut) if dure else echelle.midi(debut)
    largeur = max(echelle.midi(fin) - x, MINIMUM) if dure else 0
    nature = ligne["nature"]
    return Jalon(
        numero=numero,
        titre=ligne["titre"],
        nature=nature,
        debut=debut,
        fin=fin if dure else None,
        moment=_moment(debut, fin if dure else debut, jour),
        rang=RANGS.get(nature, 0),
        y=HAUT + RANGEE * (numero - 1),
        x=longueur(x),
        largeur=longueur(largeur) if dure else "",
    )


def _moment(debut, fin, jour) -> str:
    if debut > jour:
        return "à venir"
    if fin < jour:
        return ""
    return "en cours" if fin > debut else "aujourd’hui"


def _reperes(echelle: _Echelle) -> list[Repere]:
    """New years if two of them can be written, else months, else the two ends."""
    annees = [date(annee, 1, 1) for annee in range(echelle.debut.year + 1, echelle.fin.year + 1)]
    mois = [
        date(rang // 12, rang % 12 + 1, 1)
        for rang in range(
            echelle.debut.year * 12 + echelle.debut.month, echelle.fin.year * 12 + echelle.fin.month
        )
    ]
    for reperes in (
        _espaces(echelle, annees, lambda jour: str(jour.year), LARGEUR_ANNEE),
        _espaces(echelle, mois, lambda jour: f"{MOIS[jour.month - 1]} {jour.year}", LARGEUR_MOIS),
    ):
        if len(reperes) >= 2:
            return reperes
    return [
        _repere(echelle.midi(jour), en_toutes_lettres(jour)) for jour in sorted({echelle.debut, echelle.fin})
    ]


def _espaces(echelle, jours, libelle, largeur: int) -> list[Repere]:
    """Those of `jours` whose text, centred under its line, neither leaves the picture nor meets the one before."""
    reperes, libre = [], 0
    for jour in jours:
        x = echelle.matin(jour)
        if libre <= x - largeur // 2 and x + largeur // 2 <= ENTIER:
            reperes.append(Repere(longueur(x), libelle(jour), "middle"))
            libre = x + largeur // 2
    return reperes


def _repere(x: int, libelle: str) -> Repere:
    """Written inside the picture wherever it stands."""
    return Repere(longueur(x), libelle, "start" if x < 2500 else "end" if x > 7500 else "middle")


def _aujourdhui(echelle, jour) -> Repere:
    if jour < echelle.debut:
        return _repere(0, "◂ aujourd’hui")
    if jour > echelle.fin:
        return _repere(ENTIER, "aujourd’hui ▸")
    return _repere(echelle.midi(jour), "aujourd’hui")


def _date(valeur: date | str | None) -> date | None:
    return date.fromisoformat(valeur) if isinstance(valeur, str) else valeur


def _phrase(jalons, debut, fin, jour) -> str:
    en_cours = sum(jalon.moment in {"en cours", "aujourd’hui"} for jalon in jalons)
    a_venir = sum(jalon.moment == "à venir" for jalon in jalons)
    etapes = "étapes" if len(jalons) > 1 else "étape"
    periode = f"le {en_toutes_lettres(debut)}"
    if fin > debut:
        periode = f"du {en_toutes_lettres(debut)} au {en_toutes_lettres(fin)}"
    return (
        f"{len(jalons)} {etapes}, {periode}. Aujourd’hui, le {en_toutes_lettres(jour)}\N{NO-BREAK SPACE}: "
        f"{en_cours} en cours, {a_venir} à venir."
    )
