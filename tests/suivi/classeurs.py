"""Workbooks as people send them back: downloaded, changed in a spreadsheet, saved again."""

import io
import re
from contextlib import contextmanager

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.teletype import addTextToElement
from odf.text import P
from openpyxl import Workbook, load_workbook

from suivi.tableur.cellules import CONTROLE

REPONSES, MESURES = "reponses", "mesures"


def adresse(page, demarche, genre=REPONSES, *args) -> str:
    return reverse(f"admin:tableur{page}", args=[demarche.pk, genre, *args])


def telecharger(client, demarche, genre=REPONSES, **choix) -> bytes:
    page = client.get(adresse("_telecharger", demarche, genre), choix)
    assert page.status_code == 200
    return page.content


def cellules(contenu, feuille=0) -> list[list]:
    """The rows of a sheet as a spreadsheet reads them."""
    classeur = load_workbook(io.BytesIO(contenu))
    return [[cellule.value for cellule in rangee] for rangee in classeur.worksheets[feuille].rows]


def colonne(contenu, titre) -> list:
    entete, *lignes = cellules(contenu)
    return [ligne[[_espaces(dit) for dit in entete].index(titre)] for ligne in lignes]


def _espaces(texte) -> str:
    return (texte or "").replace("\N{NO-BREAK SPACE}", " ")


def changer(contenu, changements, ajouts=(), colonnes=None, lignes=None) -> bytes:
    """Type in cells, « {(0, "Position"): "Retenue"} » for the first line below the headings; then save.

    `ajouts`: lines typed below. `colonnes`, `lignes`: the only ones kept, as who sends a part back.
    """
    classeur = load_workbook(io.BytesIO(contenu))
    feuille = classeur.worksheets[0]
    titres = [_espaces(cellule.value) for cellule in feuille[1]]
    for (ligne, titre), valeur in changements.items():
        _ecrire(feuille.cell(ligne + 2, titres.index(titre) + 1), valeur)
    for rang, ajout in enumerate(ajouts, feuille.max_row + 1):
        for titre, valeur in ajout.items():
            _ecrire(feuille.cell(rang, titres.index(titre) + 1), valeur)
    if lignes is not None:
        for rang in reversed(range(feuille.max_row - 1)):
            if rang not in lignes:
                feuille.delete_rows(rang + 2)
    if colonnes is not None:
        for rang in reversed(range(len(titres))):
            if titres[rang] not in colonnes:
                feuille.delete_cols(rang + 1)
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def _ecrire(cellule, valeur):
    cellule.value = valeur
    if isinstance(valeur, str):
        cellule.data_type = "s"  # a text, whatever it begins with


def en_ods(contenu) -> bytes:
    """The same lines, as LibreOffice saves them: spaces and line breaks are marks, control characters go."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Feuille")
    document.spreadsheet.addElement(table)
    for rangee in cellules(contenu):
        ligne = TableRow()
        table.addElement(ligne)
        for valeur in rangee:
            ligne.addElement(_cellule_ods(valeur))
    sortie = io.BytesIO()
    document.write(sortie)
    return sortie.getvalue()


def _cellule_ods(valeur):
    if valeur is None:
        return TableCell()
    if hasattr(valeur, "year"):
        return TableCell(valuetype="date", datevalue=f"{valeur:%Y-%m-%d}")
    cellule = TableCell(valuetype="string")
    lu = re.sub(r"_x([0-9A-F]{4})_", lambda trouve: chr(int(trouve[1], 16)), str(valeur))
    for paragraphe in CONTROLE.sub("", lu).split("\n"):
        element = P()
        addTextToElement(element, paragraphe)
        cellule.addElement(element)
    return cellule


def classeur_nu(*rangees, feuille="Feuille1") -> bytes:
    """A workbook typed from nothing."""
    classeur = Workbook()
    classeur.active.title = feuille
    for rangee in rangees:
        classeur.active.append(rangee)
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def deposer(client, demarche, contenu, genre=REPONSES, nom="reponses.xlsx"):
    """Send a file; the page of its try, or the page that refuses it."""
    return client.post(
        adresse("", demarche, genre), {"fichier": SimpleUploadedFile(nom, contenu)}, follow=True
    )


def appliquer(client, essai, **choix):
    depot = essai.context["depot"]
    return client.post(adresse("_appliquer", depot.demarche, depot.genre, depot.pk), choix, follow=True)


def sorts(essai) -> dict[str, str]:
    """Name of the line → what would become of it."""
    return {ligne.nom.split(" – ")[0]: str(ligne.sort) for ligne in essai.context["plan"].lignes}


def ligne(essai, nom):
    return next(une for une in essai.context["plan"].lignes if une.nom == nom)


@contextmanager
def compter_les_requetes():
    """The number of queries, once out of the block; the savepoints that only tests make left aside."""
    compte = []
    with CaptureQueriesContext(connection) as vues:
        yield compte
    demandees = [une["sql"] for une in vues.captured_queries]
    compte.append(sum(not sql.startswith(("SAVEPOINT", "RELEASE")) for sql in demandees))
