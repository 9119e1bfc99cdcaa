"""Recognise a file by its contents, never by its name alone, and refuse kindly what is not a table."""

import io
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .resultat import FichierRefuse

TAILLE_MAXIMALE = 100 * 1024 * 1024
EN_MEMOIRE = 5 * 1024 * 1024
ECHANTILLON = 64 * 1024
EXTENSIONS = {".csv", ".tsv", ".txt", ".xlsx", ".ods", ""}
ACCEPTES = "Les formats acceptés sont CSV, XLSX et ODS."

SIGNATURES = (
    (b"%PDF-", "un document PDF"),
    (b"\x89PNG\r\n\x1a\n", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"II*\x00", "une image"),
    (b"MM\x00*", "une image"),
    (b"RIFF", "une image, un son ou une vidéo"),
    (b"{\\rtf", "un document RTF"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"7z\xbc\xaf\x27\x1c", "une archive compressée"),
    (b"Rar!", "une archive compressée"),
    (b"BZh", "une archive compressée"),
    (b"\xfd7zXZ\x00", "une archive compressée"),
    (b"SQLite format 3\x00", "une base de données"),
    (b"PAR1", "un fichier Parquet"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML_OU_XML = re.compile(rb"\s*<(\?xml|!doctype|html|table|feed|rss|workbook)\b", re.IGNORECASE)
JSON = re.compile(rb"\s*[\[{]\s*([\"{\[\]}]|$)")
CONTROLE = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def ouvrir(contenu, taille_maximale):
    """Give a seekable binary stream and its size, whatever was given, within the size limit."""
    if isinstance(contenu, (str, Path)):
        with _ouvrir_le_chemin(Path(contenu)) as flux:
            yield flux, _mesurer(flux, taille_maximale)
    elif _est_repositionnable(contenu):
        yield contenu, _mesurer(contenu, taille_maximale)
    else:
        with tempfile.SpooledTemporaryFile(max_size=EN_MEMOIRE) as copie:
            taille = 0
            while morceau := contenu.read(ECHANTILLON):
                taille += len(morceau)
                if taille > taille_maximale:
                    _refuser_la_taille(taille_maximale)
                copie.write(morceau)
            yield copie, _mesurer(copie, taille_maximale)


def _ouvrir_le_chemin(chemin):
    try:
        if chemin.exists() and not chemin.is_file():
            raise FichierRefuse(
                f"« {chemin} » n’est pas un fichier : donnez le chemin du tableau à importer."
            )
        return chemin.open("rb")
    except FileNotFoundError as erreur:
        raise FichierRefuse(f"« {chemin} » est introuvable : vérifiez son emplacement.") from erreur
    except PermissionError as erreur:
        raise FichierRefuse(
            f"« {chemin} » ne se laisse pas lire : donnez-vous le droit de l’ouvrir."
        ) from erreur
    except OSError as erreur:
        raise FichierRefuse(
            f"« {chemin} » ne se laisse pas lire ({erreur.strerror}) : vérifiez son nom et son disque."
        ) from erreur


def _est_repositionnable(flux):
    try:
        flux.seek(0)
    except (AttributeError, OSError, io.UnsupportedOperation):
        return False
    return True


def _mesurer(flux, taille_maximale):
    taille = flux.seek(0, io.SEEK_END)
    if taille is None:
        taille = flux.tell()
    flux.seek(0)
    if taille > taille_maximale:
        _refuser_la_taille(taille_maximale)
    if not taille:
        raise FichierRefuse("Le fichier est vide : vérifiez que vous avez choisi le bon fichier.")
    return taille


def _refuser_la_taille(taille_maximale):
    lisible = f"{taille_maximale / 1024 / 1024:.3g} Mo".replace(".", ",")
    raise FichierRefuse(
        f"Le fichier dépasse la taille permise ({lisible}) : "
        "retirez-en les images ou partagez-le en plusieurs."
    )


def reconnaitre(flux, nom):
    """Return « CSV » or « zip » (a spreadsheet still to be opened), or refuse the file."""
    debut = flux.read(ECHANTILLON)
    flux.seek(0)
    for signature, description in SIGNATURES:
        if debut.startswith(signature) and not (signature == b"BZh" and debut[3:4] not in b"123456789"):
            raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, description))
    if debut.startswith(OLE):
        _refuser_ole(flux)
    if debut.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if HTML_OU_XML.match(debut):
        raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, "une page HTML ou un document XML"))
    if Path(nom).suffix.lower() == ".json" or JSON.match(debut.removeprefix(b"\xef\xbb\xbf")):
        raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, "un fichier JSON"))
    if not debut.startswith(UTF_16) and _est_binaire(debut):
        raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, "un fichier binaire"))
    if Path(nom).suffix.lower() not in EXTENSIONS:
        raise FichierRefuse(f"L’extension de « {nom} » n’est pas reconnue. {ACCEPTES}")
    return "CSV"


def _ce_n_est_pas_un_tableau(nom, description):
    return f"« {nom} » est {description}, pas un tableau de propositions. {ACCEPTES}"


def _est_binaire(debut):
    # A stray NUL costs its line; a file made of them is not a text.
    return debut.count(0) > len(debut) // 100 + 5 or len(CONTROLE.findall(debut)) > len(debut) // 20 + 5


def _refuser_ole(flux):
    """Old Office files and encrypted new ones share one container: the remedy is not the same."""
    cherche = "EncryptedPackage".encode("utf-16-le")
    reste = b""
    while morceau := flux.read(ECHANTILLON):
        if cherche in reste + morceau:
            raise FichierRefuse(
                "Le classeur est protégé par un mot de passe : retirez cette protection, puis recommencez."
            )
        reste = morceau[-len(cherche) :]
    raise FichierRefuse(
        "Le fichier est dans un ancien format Office (.xls ou .doc) : "
        "ouvrez-le dans votre tableur et enregistrez-le en XLSX ou en ODS."
    )


def reconnaitre_le_classeur(archive, nom):
    """Return « XLSX » or « ODS » for a zip that is one of them, or refuse it."""
    if "mimetype" in archive:
        type_ = archive.debut("mimetype").decode("ascii", "replace").strip()
        if type_ in (
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet-template",
        ):
            return "ODS"
        if type_.startswith("application/vnd.oasis.opendocument"):
            raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, "un document OpenDocument d’un autre genre"))
    if "word/document.xml" in archive:
        raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, "un document Word"))
    if any(entree.startswith("ppt/") for entree in archive.noms):
        raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, "un diaporama"))
    if "xl/workbook.bin" in archive or "xl/vbaProject.bin" in archive:
        raise FichierRefuse(
            "Le classeur est au format binaire (.xlsb) ou contient des macros (.xlsm) : "
            "enregistrez-le en XLSX, puis recommencez."
        )
    if "[Content_Types].xml" in archive and any("workbook" in entree for entree in archive.noms):
        return "XLSX"
    raise FichierRefuse(_ce_n_est_pas_un_tableau(nom, "une archive ZIP"))
