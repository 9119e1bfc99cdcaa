"""Small real files that say something, one of each format that the portal accepts."""

import io
import zipfile
import zlib

import openpyxl
from django.core.files.base import ContentFile
from odf import opendocument, table, text


def pdf(phrase, *, auteur="") -> bytes:
    """Compressed, so that the phrase is not in its raw bytes."""
    page = zlib.compress(f"BT /F1 12 Tf 72 720 Td ({phrase}) Tj ET".encode("cp1252"))
    objets = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Author<feff" + auteur.encode("utf-16-be").hex().encode() + b">>>",
    ]
    sortie, places = io.BytesIO(b"%PDF-1.7\n"), []
    sortie.seek(0, io.SEEK_END)
    for numero, objet in enumerate(objets, start=1):
        places.append(sortie.tell())
        sortie.write(b"%d 0 obj\n%s\nendobj\n" % (numero, objet))
    debut = sortie.tell()
    sortie.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objets) + 1))
    sortie.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    sortie.write(
        b"trailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objets) + 1, debut)
    )
    return sortie.getvalue()


def docx(*morceaux) -> bytes:
    """Each piece in its own run, as a word processor cuts them."""
    courses = "".join(f"<w:r><w:t>{morceau}</w:t></w:r>" for morceau in morceaux)
    return _archive({"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:p>{courses}</w:p>"})


def odt(phrase) -> bytes:
    document = opendocument.OpenDocumentText()
    document.text.addElement(text.P(text=phrase))
    return _ecrit(document)


def ods(phrase) -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    feuille, rangee, cellule = table.Table(name="F"), table.TableRow(), table.TableCell()
    cellule.addElement(text.P(text=phrase))
    rangee.addElement(cellule)
    feuille.addElement(rangee)
    document.spreadsheet.addElement(feuille)
    return _ecrit(document)


def xlsx(phrase) -> bytes:
    classeur = openpyxl.Workbook()
    classeur.active["A1"] = phrase
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def png() -> bytes:
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63000100000500010d0a2db40000000049454e44ae426082"
    )


def depot(octets) -> ContentFile:
    return ContentFile(octets, name="depot")


def _archive(pieces) -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in pieces.items():
            archive.writestr(nom, contenu)
    return sortie.getvalue()


def _ecrit(document) -> bytes:
    sortie = io.BytesIO()
    document.write(sortie)
    return sortie.getvalue()
