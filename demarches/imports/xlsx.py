"""Read the rows of an XLSX workbook as a stream.

Not python-calamine: it aborts the process on two cells placed far apart, drops error cells, and does
not tell a formula that was never computed from an empty cell.
"""

import posixpath
import re
from collections import deque
from datetime import datetime, timedelta

from .archive import ABIME, nom_local
from .rangees import (
    COLONNES_MAXIMALES,
    VIDE,
    Cellule,
    Feuille,
    Nature,
    Rangee,
    ecrire_nombre,
    refuser_les_colonnes,
)
from .resultat import FichierRefuse

FORMATS_DE_DATE = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
HORS_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
ECHAPPEMENT = re.compile(r"_x([0-9A-Fa-f]{4})_")
FUSION = re.compile(rb'mergeCell [^<>]*?ref=["\']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["\']')
POSITION = re.compile(r"([A-Z]{1,3})(\d*)")


def lire_rangees(archive):
    """Yield the rows of every worksheet, in workbook order."""
    classeur = _chemin_du_classeur(archive)
    feuilles, depuis_1904 = _feuilles(archive, classeur)
    liens = {nom: chemin for nom, (chemin, _) in _relations(archive, classeur).items()}
    voisins = {type_: chemin for chemin, type_ in _relations(archive, classeur).values()}
    chaines = _chaines_partagees(archive, voisins.get("sharedStrings"))
    dates = _styles_de_date(archive, voisins.get("styles"))
    for identifiant, feuille in feuilles:
        chemin = liens.get(identifiant)
        if chemin in archive and "chartsheets/" not in chemin and "dialogsheets/" not in chemin:
            feuille.fusions = _fusions(archive, chemin)
            yield from _LecteurDeFeuille(feuille, chaines, dates, depuis_1904).lire(archive, chemin)


def _relations(archive, chemin):
    """Return the relations of a part: identifier → (path, last word of its type)."""
    dossier, nom = posixpath.split(chemin)
    source = posixpath.join(dossier, "_rels", f"{nom}.rels")
    relations = {}

    def debut(element, attributs):
        if nom_local(element) == "Relationship" and attributs.get("TargetMode") != "External":
            cible = posixpath.normpath(posixpath.join("/" + dossier, attributs.get("Target", "")))
            relations[attributs.get("Id")] = (cible.lstrip("/"), attributs.get("Type", "").rpartition("/")[2])

    if source in archive:
        archive.parcourir_en_entier(source, debut=debut)
    return relations


def _chemin_du_classeur(archive):
    for chemin, type_ in _relations(archive, "").values():
        if type_ == "officeDocument":
            return chemin
    return "xl/workbook.xml"


def _feuilles(archive, chemin):
    feuilles, depuis_1904 = [], []

    def debut(element, attributs):
        nom = nom_local(element)
        if nom == "sheet":
            identifiant = next((v for k, v in attributs.items() if k.endswith("relationships id")), None)
            masquee = attributs.get("state", "visible") != "visible"
            feuilles.append((identifiant, Feuille(attributs.get("name", ""), masquee)))
        elif nom == "workbookPr" and attributs.get("date1904") in ("1", "true"):
            depuis_1904.append(True)

    archive.parcourir_en_entier(chemin, debut=debut)
    return feuilles, bool(depuis_1904)


def _chaines_partagees(archive, chemin):
    chaines, morceaux, etat = [], [], {"dans_t": False, "phonetique": 0}

    def debut(element, _):
        nom = nom_local(element)
        if nom == "si":
            morceaux.clear()
        elif nom == "rPh":
            etat["phonetique"] += 1
        elif nom == "t":
            etat["dans_t"] = not etat["phonetique"]

    def fin(element):
        nom = nom_local(element)
        if nom == "t":
            etat["dans_t"] = False
        elif nom == "rPh":
            etat["phonetique"] -= 1
        elif nom == "si":
            chaines.append(_decoder("".join(morceaux)))

    def texte(donnees):
        if etat["dans_t"]:
            morceaux.append(donnees)

    if chemin and chemin in archive:
        archive.parcourir_en_entier(chemin, debut=debut, fin=fin, texte=texte)
    return chaines


def _styles_de_date(archive, chemin):
    """Return the indexes of the cell styles that show a number as a date."""
    formats, styles, dans = {}, [], []

    def debut(element, attributs):
        nom = nom_local(element)
        if nom == "numFmt":
            formats[int(attributs["numFmtId"])] = attributs.get("formatCode", "")
        elif nom == "cellXfs":
            dans.append(True)
        elif nom == "xf" and dans:
            styles.append(int(attributs.get("numFmtId", 0)))

    def fin(element):
        if nom_local(element) == "cellXfs":
            dans.clear()

    if chemin and chemin in archive:
        archive.parcourir_en_entier(chemin, debut=debut, fin=fin)
    return {rang for rang, numero in enumerate(styles) if _est_une_date(numero, formats.get(numero))}


def _est_une_date(numero, code):
    if code is None:
        return numero in FORMATS_DE_DATE
    return bool(re.search(r"[dmyhsaj]", HORS_FORMAT.sub("", code).lower().replace("general", "")))


def _fusions(archive, chemin):
    """Merged ranges are written after the rows but are needed with them: a quick look first."""
    fusions, reste = {}, b""
    for morceau in archive.morceaux(chemin):
        reste += morceau
        for c1, l1, c2, l2 in FUSION.findall(reste):
            fusions[int(l1), _colonne(c1.decode())] = (int(l2), _colonne(c2.decode()))
        reste = reste[-200:]
    return fusions


def _colonne(lettres):
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + ord(lettre) - 64
    return rang - 1


def _decoder(texte):
    if "_x" not in texte:
        return texte
    return ECHAPPEMENT.sub(lambda trouve: chr(int(trouve[1], 16)), texte)


class _LecteurDeFeuille:
    """Turn the XML events of one worksheet into rows."""

    def __init__(self, feuille, chaines, dates, depuis_1904):
        self.feuille, self.chaines, self.dates = feuille, chaines, dates
        self.origine = datetime(1904, 1, 1) if depuis_1904 else datetime(1899, 12, 30)
        self.file = deque()
        self.numero = 0
        self.colonne = -1
        self.cellules = []
        self.masquee = False
        self.morceaux = None
        self.valeur = []
        self.attributs = {}
        self.formule = False
        self.phonetique = 0

    def lire(self, archive, chemin):
        for _ in archive.parcourir(chemin, debut=self.debut, fin=self.fin, texte=self.texte):
            while self.file:
                yield self.file.popleft()

    def debut(self, element, attributs):
        nom = nom_local(element)
        if nom == "row":
            self.numero = int(attributs.get("r") or self.numero + 1)
            self.masquee = attributs.get("hidden") in ("1", "true")
            self.cellules, self.colonne = [], -1
        elif nom == "c":
            position = POSITION.match(attributs.get("r", ""))
            self.colonne = _colonne(position[1]) if position else self.colonne + 1
            self.attributs, self.valeur, self.formule = attributs, [], False
        elif nom == "f":
            self.formule = True
        elif nom == "rPh":
            self.phonetique += 1
        elif nom in ("v", "t") and not self.phonetique:
            self.morceaux = self.valeur

    def texte(self, donnees):
        if self.morceaux is not None:
            self.morceaux.append(donnees)

    def fin(self, element):
        nom = nom_local(element)
        if nom in ("v", "t"):
            self.morceaux = None
        elif nom == "rPh":
            self.phonetique -= 1
        elif nom == "c":
            cellule = self.cellule("".join(self.valeur))
            if not cellule.est_vide:
                if self.colonne >= COLONNES_MAXIMALES:
                    refuser_les_colonnes()
                while len(self.cellules) <= self.colonne:
                    self.cellules.append(VIDE)
                self.cellules[self.colonne] = cellule
        elif nom == "row" and self.cellules:
            self.file.append(Rangee(self.feuille, self.numero, self.cellules, self.masquee))

    def cellule(self, brut):
        type_ = self.attributs.get("t", "n")
        if not brut:
            if self.formule and type_ == "n":
                return Cellule("", Nature.FORMULE_SANS_VALEUR)
            return VIDE
        if type_ == "s":
            rang = int(brut)
            if not 0 <= rang < len(self.chaines):
                raise FichierRefuse(ABIME)
            return Cellule(self.chaines[rang])
        if type_ in ("str", "inlineStr"):
            return Cellule(_decoder(brut))
        if type_ == "e":
            return Cellule(brut, Nature.ERREUR)
        if type_ == "b":
            return Cellule("VRAI" if brut == "1" else "FAUX")
        if type_ == "d":
            return Cellule(brut, Nature.DATE)
        return self.nombre(float(brut))

    def nombre(self, valeur):
        if int(self.attributs.get("s") or 0) in self.dates:
            try:
                jour = self.origine + timedelta(days=valeur)
            except (OverflowError, ValueError):
                return Cellule(ecrire_nombre(valeur), Nature.NOMBRE)
            return Cellule(f"{jour:%d/%m/%Y}", Nature.DATE)
        return Cellule(ecrire_nombre(valeur), Nature.NOMBRE)
