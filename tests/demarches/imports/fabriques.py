"""Build the files that people send, in memory: nothing real is copied here."""

import io

from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook


def vers_csv(rangees, separateur=";", fin="\n"):
    """Join cells without quoting: the tests write the quotation marks they want."""
    return "".join(separateur.join(rangee) + fin for rangee in rangees)


def vers_xlsx(feuilles, preparer=None):
    """`feuilles`: rows, or {name: rows}; `preparer(workbook)` finishes the workbook."""
    classeur = Workbook()
    classeur.remove(classeur.active)
    for nom, rangees in (feuilles if isinstance(feuilles, dict) else {"Feuille1": feuilles}).items():
        feuille = classeur.create_sheet(nom)
        for numero, rangee in enumerate(rangees, 1):
            for colonne, valeur in enumerate(rangee, 1):
                if valeur is not None:
                    feuille.cell(numero, colonne, valeur)
    if preparer:
        preparer(classeur)
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def vers_ods(feuilles, fusions=()):
    """The same for ODS; a cell may be a ready-made TableCell; `fusions`: (row, column, rows, columns)."""
    document = OpenDocumentSpreadsheet()
    fusions = {(ligne, colonne): (hauteur, largeur) for ligne, colonne, hauteur, largeur in fusions}
    for nom, rangees in (feuilles if isinstance(feuilles, dict) else {"Feuille1": feuilles}).items():
        table = Table(name=nom)
        document.spreadsheet.addElement(table)
        for numero, rangee in enumerate(rangees, 1):
            ligne = TableRow()
            table.addElement(ligne)
            for colonne, valeur in enumerate(rangee, 1):
                ligne.addElement(_cellule_ods(valeur, fusions.get((numero, colonne))))
            if not rangee:
                ligne.addElement(TableCell())
    sortie = io.BytesIO()
    document.write(sortie)
    return sortie.getvalue()


def _cellule_ods(valeur, fusion):
    etendue = {"numberrowsspanned": fusion[0], "numbercolumnsspanned": fusion[1]} if fusion else {}
    if isinstance(valeur, Element):
        return valeur
    if valeur is None:
        return TableCell()
    if isinstance(valeur, (int, float)):
        cellule = TableCell(valuetype="float", value=str(valeur), **etendue)
    else:
        cellule = TableCell(valuetype="string", **etendue)
    for paragraphe in str(valeur).split("\n"):
        cellule.addElement(P(text=paragraphe))
    return cellule


FORMATS = {
    "csv": lambda rangees: vers_csv([["" if v is None else str(v) for v in r] for r in rangees]).encode(),
    "xlsx": vers_xlsx,
    "ods": vers_ods,
}
