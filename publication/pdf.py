"""What keeps a PDF from being read by everyone (exigences.md, « Documents »: tagged, language, title, text)."""

import pypdf
from pypdf.errors import PyPdfError

from publication.enums import DefautDePdf

PAGES_LUES = 20  # looking for text: a scan has none on its first pages either
ERREURS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError)


def defauts(contenu) -> list[str]:
    """The values of DefautDePdf that an open PDF file has; one that cannot be read has them all."""
    contenu.seek(0)
    try:
        lecteur = pypdf.PdfReader(contenu)
        if lecteur.is_encrypted and not lecteur.decrypt(""):
            return list(DefautDePdf.values)
        constats = {
            DefautDePdf.SANS_TEXTE: not _dit_quelque_chose(lecteur),
            DefautDePdf.SANS_BALISES: not _est_balise(lecteur),
            DefautDePdf.SANS_LANGUE: not lecteur.root_object.get("/Lang"),
            DefautDePdf.SANS_TITRE: not (lecteur.metadata and lecteur.metadata.title),
        }
    except ERREURS:
        return list(DefautDePdf.values)
    return [defaut.value for defaut, present in constats.items() if present]


def _dit_quelque_chose(lecteur) -> bool:
    return any(page.extract_text().strip() for page in lecteur.pages[:PAGES_LUES])


def _est_balise(lecteur) -> bool:
    """ISO 32000-1, 14.8.1: a tagged PDF says so in its catalogue, and has a tree of structure."""
    marques = lecteur.root_object.get("/MarkInfo") or {}
    return (
        bool(marques.get_object().get("/Marked"))
        if marques and "/StructTreeRoot" in lecteur.root_object
        else False
    )
