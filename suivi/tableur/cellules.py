"""How a value of the workshop reads in a cell, and back: exact both ways."""

import datetime as dt
import hashlib
import re

from demarches.imports.rangees import Cellule, Nature
from demarches.imports.valeurs import cle_de_reference
from demarches.imports.vocabulaire import plier

CELLULE_AU_PLUS = 32_767  # UTF-16 units, in every spreadsheet that follows Excel
CONTROLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # what XML cannot hold, and DEL
ECHAPPEMENT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
JOUR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
JOUR_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.Z+]*)?")
NUMERO_DE_JOUR = re.compile(r"\d{5}(?:\.\d+)?")  # 1927 to 2173
PREMIER_JOUR = dt.date(1899, 12, 30)


class ValeurRefusee(Exception):
    """A cell that cannot be what its column holds; the message is the sentence that the agent reads."""


def meme_texte(un: str, autre: str) -> bool:
    """Equal for whoever reads: spreadsheets rewrite line ends and drop control characters by themselves."""
    return comparable(un) == comparable(autre)


def comparable(texte: str) -> str:
    texte = CONTROLE.sub("", texte.replace("\r\n", "\n").replace("\r", "\n"))
    return texte if texte.strip() else ""


def tenant_dans_une_cellule(texte: str) -> str:
    """The text, or what stands for it when no cell can hold it: it is then changed on the portal only."""
    unites = len(echapper(texte).encode("utf-16-le")) // 2
    if unites <= CELLULE_AU_PLUS:
        return texte
    repere = hashlib.sha256(texte.encode()).hexdigest()[:8]
    return (
        f"[Texte de {unites} caractères, trop long pour une cellule (repère {repere}) : "
        "il se lit et se modifie sur le portail. Laissez cette cellule comme elle est.]"
    )


def echapper(texte: str) -> str:
    """As the XLSX format writes what XML cannot hold; readers turn it back."""
    texte = ECHAPPEMENT.sub("_x005F_", texte)
    return CONTROLE.sub(lambda trouve: f"_x{ord(trouve[0]):04X}_", texte)


class Texte:
    """Free text, on as many lines as one likes."""

    vide = ""

    def texte(self, valeur, atelier) -> str:
        return tenant_dans_une_cellule(valeur.replace("\r\n", "\n").replace("\r", "\n"))

    def valeur(self, cellule: Cellule, atelier) -> str:
        """Without the spaces around it, which no form keeps either."""
        refuser_l_illisible(cellule)
        return cellule.texte.strip()


class Jour:
    """A day, « 12/03/2026 » whatever the spreadsheet makes of it."""

    vide = None

    def texte(self, valeur, atelier) -> str:
        return f"{valeur:%d/%m}/{valeur.year:04}" if valeur else ""

    def valeur(self, cellule: Cellule, atelier) -> dt.date | None:
        refuser_l_illisible(cellule)
        texte = cellule.texte.strip()
        if not texte:
            return None
        try:
            return _jour(texte)
        except (ValueError, OverflowError):
            raise ValeurRefusee(
                f"« {extrait(texte)} » n’est pas une date : écrivez-la comme 12/03/2026."
            ) from None


def _jour(texte: str) -> dt.date:
    if trouve := JOUR.fullmatch(texte):
        jour, mois, annee = map(int, trouve.groups())
        return dt.date(annee, mois, jour)
    if trouve := JOUR_ISO.fullmatch(texte):
        return dt.date(*map(int, trouve.groups()))
    if NUMERO_DE_JOUR.fullmatch(texte):
        return PREMIER_JOUR + dt.timedelta(days=int(float(texte)))
    raise ValueError(texte)


class Choix:
    """A value of a closed list, by its label."""

    vide = ""

    def __init__(self, liste):
        self.liste = liste

    def texte(self, valeur, atelier) -> str:
        return str(self.liste(valeur).label) if valeur else ""

    def valeur(self, cellule: Cellule, atelier) -> str:
        refuser_l_illisible(cellule)
        ecrit = plier(cellule.texte)
        if not cellule.texte.strip():
            return ""
        for choix in self.liste:
            if ecrit in (plier(str(choix.label)), plier(choix.value)):
                return choix.value
        raise ValeurRefusee(
            f"« {extrait(cellule.texte)} » n’est pas dans la liste : {', '.join(map(str, self.liste.labels))}."
        )

    def proposes(self, atelier) -> list[str]:
        return list(map(str, self.liste.labels))


class Organisme:
    """An organisation known to the portal, by its name or its initials."""

    vide = None

    def texte(self, valeur, atelier) -> str:
        return atelier.organismes.nom(valeur) if valeur else ""

    def valeur(self, cellule: Cellule, atelier):
        refuser_l_illisible(cellule)
        texte = cellule.texte.strip()
        return atelier.organismes.trouver(texte) if texte else None

    def proposes(self, atelier) -> list[str]:
        return atelier.organismes.a_proposer()


class Points:
    """Points of the démarche, by their references, one a line."""

    vide = []

    def texte(self, points, atelier) -> str:
        return "\n".join(point.reference for point in points)

    def valeur(self, cellule, atelier) -> list:
        refuser_l_illisible(cellule)
        trouves, inconnues = {}, []
        for morceau in self._morceaux(cellule.texte, atelier.points):
            point = atelier.points.get(cle_de_reference(morceau))
            if point:
                trouves[point.pk] = point
            else:
                inconnues.append(f"« {extrait(morceau)} »")
        if inconnues:
            raise ValeurRefusee(
                f"Aucun point de cette démarche ne porte la référence {', '.join(inconnues)}."
            )
        return sorted(trouves.values(), key=lambda point: (point.ordre, point.pk))

    def _morceaux(self, texte, connues):
        """A reference may hold a semicolon: what is known whole is not cut."""
        for ligne in filter(None, map(str.strip, texte.splitlines())):
            if cle_de_reference(ligne) in connues:
                yield ligne
            else:
                yield from filter(None, map(str.strip, re.split(r"[;,]", ligne)))


def refuser_l_illisible(cellule: Cellule) -> None:
    if cellule.nature is Nature.ERREUR:
        raise ValeurRefusee(
            f"La cellule contient une erreur de tableur ou des caractères illisibles (« {extrait(cellule.texte)} ») : corrigez-la."
        )
    if cellule.nature is Nature.FORMULE_SANS_VALEUR:
        raise ValeurRefusee(
            "La cellule est une formule jamais calculée : ouvrez le classeur dans votre tableur et enregistrez-le."
        )


def extrait(texte: str) -> str:
    texte = " ".join(texte.split())
    return texte if len(texte) <= 60 else f"{texte[:59]}…"
