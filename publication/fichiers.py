"""Files that organisers deposit: checked by what they hold, kept under their fingerprint."""

import hashlib
import zipfile
from pathlib import PurePath

import puremagic
from django.core.files.base import File
from django.db import transaction

from publication import horloge, pdf
from publication.models import Fichier
from publication.models.fichier import emplacement
from publication.permissions import peut_ecrire
from publication.refus import Refus

TAILLE_MAXIMALE = 30 * 1024 * 1024  # bytes
MORCEAU = 1024 * 1024

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."

# extension → MIME type under which the file is served
FORMATS = {
    ".pdf": "application/pdf",
    ".odt": ODF + "text",
    ".ods": ODF + "spreadsheet",
    ".docx": OOXML + "wordprocessingml.document",
    ".xlsx": OOXML + "spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
# what must be found inside an office document, which is a zip archive
PIECE_MAITRESSE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


@transaction.atomic
def deposer(contenu: File, nom: str, dossier, par) -> Fichier:
    """Keep a file for a dossier. The same content deposited twice is one file.

    Raises Refus, naming the cause and the remedy, if the agent may not write, or if the file is empty, too
    large, of a type that the portal does not accept, or not what its name says.
    """
    if not peut_ecrire(par, dossier):
        raise Refus(
            "Vous ne pouvez pas déposer de fichier ici : la démarche dépend d’une autre organisation."
        )
    nom = PurePath(nom.replace("\\", "/")).name
    type_mime = _verifier(contenu, nom)
    fichier, cree = Fichier.objects.get_or_create(
        sha256=_empreinte(contenu),
        defaults={
            "nom": nom[-200:],
            "type_mime": type_mime,
            "taille": contenu.size,
            "defauts": pdf.defauts(contenu) if type_mime == FORMATS[".pdf"] else [],
            "depose_le": horloge.maintenant(),
            "depose_par": par,
        },
    )
    if fichier.effacement:
        raise Refus(
            f"Ce fichier a été effacé ({fichier.effacement.get_motif_display().lower()}, "
            f"{fichier.effacement.reference_legale}) : il ne peut pas être déposé à nouveau."
        )
    if cree:
        _ranger(fichier, contenu)
    fichier.dossiers.add(dossier)
    return fichier


def _ranger(fichier, contenu) -> None:
    """Write the bytes, unless they are already there: a deposit undone by its transaction leaves them behind."""
    chemin = emplacement(fichier, "")
    if fichier.contenu.storage.exists(chemin):
        fichier.contenu.name = chemin
        fichier.save(update_fields=["contenu"])
    else:
        contenu.seek(0)
        fichier.contenu.save("", contenu)


def balayer_les_effaces() -> int:
    """Remove from the disk what the law erased: after each erasure, or later if that was cut short."""
    restants = 0
    for fichier in Fichier.objects.filter(effacement__isnull=False):
        stockage, chemin = fichier.contenu.storage, emplacement(fichier, "")
        if stockage.exists(chemin):
            stockage.delete(chemin)
            restants += 1
    return restants


def _verifier(contenu, nom) -> str:
    """The MIME type under which the file will be served."""
    extension = PurePath(nom).suffix.lower()
    if extension not in FORMATS:
        acceptes = ", ".join(sorted({ext[1:].upper() for ext in FORMATS} - {"JPEG"}))
        raise Refus(
            f"« {nom} » n’est pas d’un format accepté ({acceptes}) : convertissez-le, puis recommencez."
        )
    if not contenu.size:
        raise Refus(f"« {nom} » est vide : vérifiez le fichier, puis recommencez.")
    if contenu.size > TAILLE_MAXIMALE:
        raise Refus(f"« {nom} » dépasse 30 Mo : allégez-le, par exemple en réduisant ses images.")
    if not _est_bien_un(contenu, extension):
        raise Refus(
            f"« {nom} » n’est pas ce que dit son nom : ouvrez-le, enregistrez-le à nouveau, puis recommencez."
        )
    return FORMATS[extension]


def _est_bien_un(contenu, extension) -> bool:
    """Does the content agree with the extension? Office documents are opened, others recognised by their bytes."""
    contenu.seek(0)
    if extension in PIECE_MAITRESSE or FORMATS[extension].startswith(ODF):
        return _est_un_document_de_bureau(contenu, extension)
    try:
        trouves = {piste.mime_type for piste in puremagic.magic_string(contenu.read(MORCEAU))}
    except (puremagic.PureError, ValueError):
        return False
    return FORMATS[extension] in trouves


def _est_un_document_de_bureau(contenu, extension) -> bool:
    try:
        with zipfile.ZipFile(contenu) as archive:
            if extension in PIECE_MAITRESSE:
                return PIECE_MAITRESSE[extension] in archive.namelist()
            with archive.open("mimetype") as declaration:
                return declaration.read(200).decode("ascii", "replace") == FORMATS[extension]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False


def _empreinte(contenu) -> str:
    condense = hashlib.sha256()
    contenu.seek(0)
    while morceau := contenu.read(MORCEAU):
        condense.update(morceau)
    return condense.hexdigest()
