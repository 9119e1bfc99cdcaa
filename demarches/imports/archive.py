"""Open a zip-based spreadsheet without trusting it: sizes, ratio, methods, XML without DTD."""

import zipfile
import zlib
from xml.parsers import expat

from .resultat import FichierRefuse

ENTREES_MAXIMALES = 2_000
TAILLE_DEPLIEE_MAXIMALE = 200 * 1024 * 1024
# Spreadsheets compress 5 to 60 times; small files may compress more without harm.
RAPPORT_MAXIMAL = 200
TAILLE_SANS_RAPPORT = 20 * 1024 * 1024
MORCEAU = 64 * 1024
# A single tag or attribute longer than this is an attack on the parser, not a spreadsheet.
JETON_MAXIMAL = 2 * 1024 * 1024

ABIME = (
    "Le classeur est abîmé ou incomplet : ouvrez-le dans votre tableur, "
    "enregistrez-le à nouveau et recommencez."
)
BOMBE = (
    "Le classeur occupe beaucoup trop de place une fois décompressé : "
    "copiez le tableau dans un classeur neuf ou enregistrez-le en CSV."
)
MOT_DE_PASSE = "Le classeur est protégé par un mot de passe : retirez cette protection, puis recommencez."
XML_INTERDIT = (
    "Le classeur contient des déclarations XML interdites (DTD ou entités) : "
    "enregistrez-le à nouveau depuis votre tableur et recommencez."
)


class Archive:
    """A zip whose directory has been checked and whose members are read within bounds."""

    def __init__(self, flux, taille):
        try:
            self.zip = zipfile.ZipFile(flux)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as erreur:
            raise FichierRefuse(ABIME) from erreur
        entrees = self.zip.infolist()
        depliee = sum(entree.file_size for entree in entrees)
        if (
            len(entrees) > ENTREES_MAXIMALES
            or depliee > TAILLE_DEPLIEE_MAXIMALE
            or (depliee > TAILLE_SANS_RAPPORT and depliee > RAPPORT_MAXIMAL * taille)
        ):
            raise FichierRefuse(BOMBE)
        self.noms = {entree.filename for entree in entrees}

    def __contains__(self, nom):
        return nom in self.noms

    def morceaux(self, nom):
        """Yield the unpacked bytes of a member, counted as they come, whatever the directory says."""
        lus = 0
        try:
            entree = self.zip.getinfo(nom)
            if entree.flag_bits & 0x1:
                raise FichierRefuse(MOT_DE_PASSE)
            # Other methods (LZMA) may ask for gigabytes of memory before giving the first byte.
            if entree.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise FichierRefuse(ABIME)
            with self.zip.open(entree) as membre:
                while morceau := membre.read(MORCEAU):
                    lus += len(morceau)
                    if lus > TAILLE_DEPLIEE_MAXIMALE:
                        raise FichierRefuse(BOMBE)
                    yield morceau
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError) as erreur:
            raise FichierRefuse(ABIME) from erreur
        except (NotImplementedError, RuntimeError) as erreur:
            raise FichierRefuse(ABIME) from erreur

    def debut(self, nom, longueur=200):
        """Return the first bytes of a member."""
        for morceau in self.morceaux(nom):
            return morceau[:longueur]
        return b""

    def parcourir(self, nom, *, debut, fin=None, texte=None):
        """Feed a member to expat; yield after each piece, so that the caller can empty its queue."""
        analyseur = expat.ParserCreate(namespace_separator=" ")
        analyseur.buffer_text = True
        analyseur.buffer_size = MORCEAU
        analyseur.StartDoctypeDeclHandler = _interdire
        analyseur.EntityDeclHandler = _interdire
        analyseur.ExternalEntityRefHandler = _interdire
        analyseur.StartElementHandler = debut
        analyseur.EndElementHandler = fin
        analyseur.CharacterDataHandler = texte
        donnes = 0
        try:
            for morceau in self.morceaux(nom):
                analyseur.Parse(morceau, False)
                donnes += len(morceau)
                if donnes - analyseur.CurrentByteIndex > JETON_MAXIMAL:
                    raise FichierRefuse(ABIME)
                yield
            analyseur.Parse(b"", True)
            yield
        except (expat.ExpatError, ValueError, LookupError) as erreur:
            raise FichierRefuse(ABIME) from erreur

    def parcourir_en_entier(self, nom, **gestes):
        for _ in self.parcourir(nom, **gestes):
            pass


def _interdire(*_):
    raise FichierRefuse(XML_INTERDIT)


def nom_local(nom):
    """Drop the namespace that expat puts before a name: transitional and strict files then agree."""
    return nom.rpartition(" ")[2]
