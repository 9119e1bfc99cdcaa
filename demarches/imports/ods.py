"""Read the rows of an ODS workbook as a stream.

Not python-calamine: it glues the lines of a cell together where the author pressed Ctrl+Enter.
"""

from collections import deque

from .archive import MOT_DE_PASSE, nom_local
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

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXTE = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
LIEN = "http://www.w3.org/1999/xlink href"
# Comments, drawings and the old contents kept by change tracking are not cells of the table.
HORS_TABLEAU = {
    OFFICE + "annotation",
    TABLE + "shapes",
    TABLE + "tracked-changes",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 frame",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 custom-shape",
}
CELLULES = {TABLE + "table-cell", TABLE + "covered-table-cell"}
ESPACES_MAXIMALES = 200


def lire_rangees(archive):
    """Yield the rows of every sheet, in workbook order."""
    refuser_si_chiffre(archive)
    yield from _Lecteur().lire(archive)


def refuser_si_chiffre(archive):
    def debut(element, _):
        if nom_local(element) == "encryption-data":
            raise FichierRefuse(MOT_DE_PASSE)

    if "META-INF/manifest.xml" in archive:
        archive.parcourir_en_entier("META-INF/manifest.xml", debut=debut)


class _Lecteur:
    """Turn the XML events of content.xml into rows."""

    def __init__(self):
        self.file = deque()
        self.ignore = 0
        self.style = ""
        self.styles_masques = set()
        self.tables = 0
        self.feuille = None
        self.numero = 1
        self.repetition = 1
        self.masquee = False
        self.cellules = []
        self.colonne = 0
        self.attributs = None
        self.couverte = False
        self.paragraphes = []
        self.profondeur = 0
        self.liens = []

    def lire(self, archive):
        for _ in archive.parcourir("content.xml", debut=self.debut, fin=self.fin, texte=self.texte):
            while self.file:
                rangee, repetition = self.file.popleft()
                yield rangee
                for decalage in range(1, repetition):
                    yield Rangee(rangee.feuille, rangee.numero + decalage, rangee.cellules, rangee.masquee)

    def debut(self, element, attributs):
        if self.ignore or element in HORS_TABLEAU:
            self.ignore += 1
        elif element in CELLULES:
            self.attributs, self.paragraphes = attributs, []
            self.couverte = element == TABLE + "covered-table-cell"
        elif element == TABLE + "table-row":
            self.repetition = int(attributs.get(TABLE + "number-rows-repeated", 1))
            self.masquee = attributs.get(TABLE + "visibility", "visible") != "visible"
            self.cellules, self.colonne = [], 0
        elif element == TABLE + "table":
            self.ouvrir_feuille(attributs)
        elif element == STYLE + "style":
            self.style = attributs.get(STYLE + "name", "")
        elif element == STYLE + "table-properties" and attributs.get(TABLE + "display") == "false":
            self.styles_masques.add(self.style)
        elif self.attributs is not None:
            self.debut_de_texte(element, attributs)

    def ouvrir_feuille(self, attributs):
        self.tables += 1
        if self.tables == 1:
            masquee = attributs.get(TABLE + "style-name") in self.styles_masques
            self.feuille, self.numero = Feuille(attributs.get(TABLE + "name", ""), masquee), 1

    def debut_de_texte(self, element, attributs):
        if element in (TEXTE + "p", TEXTE + "h"):
            if not self.profondeur:
                self.paragraphes.append([])
            self.profondeur += 1
        elif not self.profondeur:
            return
        elif element == TEXTE + "line-break":
            self.paragraphes[-1].append("\n")
        elif element == TEXTE + "tab":
            self.paragraphes[-1].append("\t")
        elif element == TEXTE + "s":
            espaces = min(int(attributs.get(TEXTE + "c", 1)), ESPACES_MAXIMALES)
            self.paragraphes[-1].append(" " * espaces)
        elif element == TEXTE + "a":
            self.liens.append((attributs.get(LIEN, ""), len(self.paragraphes[-1])))

    def texte(self, donnees):
        if self.profondeur and not self.ignore:
            self.paragraphes[-1].append(donnees)

    def fin(self, element):
        if self.ignore:
            self.ignore -= 1
        elif element in (TEXTE + "p", TEXTE + "h") and self.profondeur:
            self.profondeur -= 1
        elif element == TEXTE + "a" and self.liens:
            adresse, depart = self.liens.pop()
            if adresse and "".join(self.paragraphes[-1][depart:]).strip() != adresse:
                self.paragraphes[-1].append(f" ({adresse})")
        elif element in CELLULES:
            self.fermer_cellule()
        elif element == TABLE + "table-row":
            self.fermer_rangee()
        elif element == TABLE + "table":
            self.tables -= 1

    def fermer_cellule(self):
        repetition = int(self.attributs.get(TABLE + "number-columns-repeated", 1))
        # What a merged cell covers is not seen on the screen.
        cellule = VIDE if self.couverte else self.cellule()
        if not cellule.est_vide:
            if self.colonne + repetition > COLONNES_MAXIMALES:
                refuser_les_colonnes()
            self.cellules.extend([VIDE] * (self.colonne - len(self.cellules)))
            self.cellules.extend([cellule] * repetition)
            self.noter_fusion()
        self.colonne += repetition
        self.attributs = None

    def noter_fusion(self):
        colonnes = int(self.attributs.get(TABLE + "number-columns-spanned", 1))
        lignes = int(self.attributs.get(TABLE + "number-rows-spanned", 1))
        if self.feuille and (colonnes > 1 or lignes > 1):
            fin = (self.numero + lignes - 1, self.colonne + colonnes - 1)
            self.feuille.fusions[self.numero, self.colonne] = fin

    def fermer_rangee(self):
        if self.cellules and self.feuille:
            rangee = Rangee(self.feuille, self.numero, self.cellules, self.masquee)
            self.file.append((rangee, self.repetition))
        self.numero += self.repetition

    def cellule(self):
        affiche = "\n".join("".join(morceaux) for morceaux in self.paragraphes)
        type_ = self.attributs.get(OFFICE + "value-type")
        if any(nom.endswith(" value-type") and valeur == "error" for nom, valeur in self.attributs.items()):
            return Cellule(affiche or "#ERREUR", Nature.ERREUR)
        if type_ in ("float", "percentage", "currency"):
            return Cellule(ecrire_nombre(float(self.attributs[OFFICE + "value"])), Nature.NOMBRE)
        if type_ == "date":
            date = self.attributs.get(OFFICE + "date-value", affiche)[:10]
            return Cellule("/".join(reversed(date.split("-"))), Nature.DATE)
        if type_ == "boolean":
            return Cellule("VRAI" if self.attributs.get(OFFICE + "boolean-value") == "true" else "FAUX")
        if type_ is None and not affiche and TABLE + "formula" in self.attributs:
            return Cellule("", Nature.FORMULE_SANS_VALEUR)
        return Cellule(affiche or self.attributs.get(OFFICE + "string-value", ""))
