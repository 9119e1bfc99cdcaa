"""The words that a deposited file holds, for legal erasure: everything that can be read, and a no when it cannot."""

import io
import zipfile
from pathlib import PurePath

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from publication.passages import Occulteur

DEPLIE_AU_PLUS = 200 * 1024 * 1024  # bytes, once unpacked
PAGES_AU_PLUS = 1000
MORCEAU, RECOUVREMENT = 50_000, 500  # characters
IMAGES = {"image/png", "image/jpeg"}
CODAGES = ("utf-8-sig", "utf-16", "cp1252")


class Illisible(Exception):
    """This file cannot be searched: a person has to look at it."""


def cherche_dans(fichier, occulteur: Occulteur) -> bool:
    """Does a deposited file hold a passage, in its name or in what it says? Raises Illisible.

    Nothing ends the search early: every passage that is there has to be met.
    """
    trouve = occulteur.contient(fichier.nom)
    try:
        with fichier.contenu.open("rb") as ouvert:
            octets = ouvert.read()
        trouve = occulteur.contient_dans_les_octets(octets) or trouve
        for texte in _textes(octets, fichier.type_mime):
            trouve = _cherche(texte, occulteur) or trouve
    except (Illisible, OSError) as erreur:
        if not trouve:
            raise Illisible from erreur
    return trouve


def _textes(octets: bytes, type_mime: str):
    if type_mime in IMAGES:
        return ()
    if type_mime == "application/pdf":
        return _textes_du_pdf(octets)
    if zipfile.is_zipfile(io.BytesIO(octets)):
        return _textes_de_l_archive(octets)
    return _decodages(octets)


def _cherche(texte, occulteur) -> bool:
    """By pieces, so that only those which hold something are read letter by letter."""
    recouvrement = RECOUVREMENT + 4 * max(map(len, occulteur.passages), default=0)
    pas = max(MORCEAU, 2 * recouvrement)
    trouve = False
    for debut in range(0, len(texte), pas):
        trouve = occulteur.contient(texte[debut : debut + pas + recouvrement]) or trouve
    return trouve


def _decodages(octets):
    for codage in CODAGES:
        yield octets.decode(codage, "replace")


def _textes_de_l_archive(octets, profondeur=2):
    """Every part of an office document, those of the documents it embeds included."""
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            if sum(piece.file_size for piece in archive.infolist()) > DEPLIE_AU_PLUS:
                raise Illisible
            for piece in archive.infolist():
                yield piece.filename
                contenu = archive.read(piece)
                if PurePath(piece.filename).suffix.lower() in {".xml", ".rels", ".txt", ".rdf", ".bin", ""}:
                    yield from _decodages(contenu)
                elif profondeur and zipfile.is_zipfile(io.BytesIO(contenu)):
                    yield from _textes_de_l_archive(contenu, profondeur - 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as erreur:
        raise Illisible from erreur


def _textes_du_pdf(octets):
    """What its pages say, and every string and stream of its objects: metadata, links, notes, bookmarks."""
    try:
        lecteur = pypdf.PdfReader(io.BytesIO(octets))
        if lecteur.is_encrypted and not lecteur.decrypt(""):
            raise Illisible
        if len(lecteur.pages) > PAGES_AU_PLUS:
            raise Illisible
        dit = False
        for page in lecteur.pages:
            texte = page.extract_text()
            dit = dit or bool(texte.strip())
            yield texte
        yield from _chaines(lecteur)
    except Illisible:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ) as erreur:
        raise Illisible from erreur
    if not dit:
        raise Illisible  # a scan: its words are in its pictures


def _chaines(lecteur):
    a_voir, vus = [lecteur.trailer], set()
    while a_voir:
        objet = a_voir.pop()
        if isinstance(objet, IndirectObject):
            if (objet.idnum, objet.generation) in vus:
                continue
            vus.add((objet.idnum, objet.generation))
            objet = objet.get_object()
        if isinstance(objet, str):
            yield str(objet)
        elif isinstance(objet, ArrayObject):
            a_voir += list(objet)
        elif isinstance(objet, DictionaryObject):
            a_voir += list(dict.values(objet))
            if isinstance(objet, StreamObject) and objet.get("/Type") in {"/Metadata", "/EmbeddedFile"}:
                yield from _decodages(objet.get_data())
