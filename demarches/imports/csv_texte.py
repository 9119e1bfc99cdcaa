"""Read the rows of a CSV file as a stream: encoding, separator, physical line numbers."""

import codecs
import csv
import io
import math
import re
from dataclasses import dataclass, field
from itertools import islice

from .fichiers import ECHANTILLON, UTF_16
from .rangees import COLONNES_MAXIMALES, Cellule, Feuille, Rangee, refuser_les_colonnes
from .resultat import FichierRefuse

SEPARATEURS = {";": "point-virgule", ",": "virgule", "\t": "tabulation"}
DIRECTIVE = re.compile(r"sep=([;,\t])\s*$", re.IGNORECASE)
# Unlike str.splitlines, leaves alone the form feeds and U+2028 that texts may hold.
FIN_DE_LIGNE = re.compile(r"\r\n|\n|\r")
ENREGISTREMENT_MAXIMAL = 10 * 1024 * 1024
# Process-wide in the csv module, whose own limit would cut a record in the middle.
csv.field_size_limit(ENREGISTREMENT_MAXIMAL)


@dataclass
class FichierCsv:
    """A CSV stream whose encoding and separator are known."""

    flux: io.IOBase
    encodage: str
    separateur: str = ""
    avertissements: list[str] = field(default_factory=list)

    def lignes(self):
        """Yield the physical lines, with their ends."""
        self.flux.seek(0)
        decodeur = codecs.getincrementaldecoder(CODECS[self.encodage])(errors=ERREURS[self.encodage])
        tampon = []
        while morceau := self.flux.read(ECHANTILLON):
            texte = decodeur.decode(morceau)
            if tampon and tampon[-1].endswith("\r"):
                texte = tampon.pop() + texte
            depart = 0
            for fin in FIN_DE_LIGNE.finditer(texte):
                # A final \r may be the first half of \r\n.
                if fin.end() == len(texte) and fin[0] == "\r":
                    break
                tampon.append(texte[depart : fin.end()])
                yield "".join(tampon)
                tampon.clear()
                depart = fin.end()
            if depart < len(texte):
                tampon.append(texte[depart:])
                if sum(map(len, tampon)) > ENREGISTREMENT_MAXIMAL:
                    raise FichierRefuse(
                        "Le fichier contient une ligne démesurée : vérifiez que c’est bien un CSV."
                    )
        reste = "".join(tampon) + decodeur.decode(b"", True)
        if reste:
            yield reste

    def rangees(self, separateur=None, largeur_maximale=COLONNES_MAXIMALES):
        """Yield the filled rows, numbered by the physical line where each starts."""
        feuille, suivi = Feuille(), _Suivi(self.lignes())
        lecteur = csv.reader(suivi, delimiter=separateur or self.separateur)
        while True:
            numero = suivi.numero + 1
            try:
                valeurs = next(lecteur)
            except StopIteration:
                return
            except csv.Error as erreur:
                raise FichierRefuse(_guillemet(numero)) from erreur
            if suivi.epuise:
                raise FichierRefuse(_guillemet(numero))
            if numero == 1 and DIRECTIVE.match(suivi.premiere):
                continue
            while valeurs and not valeurs[-1].strip():
                valeurs.pop()
            if len(valeurs) > largeur_maximale:
                refuser_les_colonnes()
            if valeurs:
                yield Rangee(feuille, numero, [Cellule(valeur) for valeur in valeurs])


class _Suivi:
    """Count the lines taken by the csv reader, and notice when it asks for more than there are."""

    def __init__(self, lignes):
        self.lignes = lignes
        self.numero = 0
        self.epuise = False
        self.premiere = ""

    def __iter__(self):
        return self

    def __next__(self):
        ligne = next(self.lignes, None)
        if ligne is None:
            self.epuise = True
            raise StopIteration
        self.numero += 1
        if self.numero == 1:
            self.premiere = ligne
        return ligne


def _guillemet(numero):
    return (
        f"Un guillemet ouvert à partir de la ligne {numero} n’est jamais refermé : "
        "corrigez cette ligne, ou enregistrez le tableau en XLSX."
    )


def ouvrir_csv(flux, evaluer):
    """Find the encoding and the separator; `evaluer(rows)` says how well a table is recognised."""
    fichier = FichierCsv(flux, _encodage(flux))
    if fichier.encodage in ("UTF-8 abîmé", "Mac Roman"):
        fichier.avertissements.append(AVERTISSEMENTS[fichier.encodage])
    premiere = next(fichier.lignes(), "")
    if directive := DIRECTIVE.match(premiere):
        fichier.separateur = directive[1]
    else:
        fichier.separateur = max(SEPARATEURS, key=lambda s: evaluer(_echantillon(fichier, s)))
    return fichier


def _echantillon(fichier, separateur):
    rangees = []
    try:
        rangees.extend(islice(fichier.rangees(separateur, math.inf), 30))
    except FichierRefuse:
        # The real reading will say it, with the right separator.
        return rangees
    return rangees


CODECS = {
    "UTF-8": "utf-8-sig",
    "UTF-8 abîmé": "utf-8-sig",
    "UTF-16": "utf-16",
    "Windows-1252": "cp1252",
    "Mac Roman": "mac-roman",
}
ERREURS = {
    "UTF-8": "strict",
    "UTF-8 abîmé": "octet_1252",
    "UTF-16": "replace",
    "Windows-1252": "octet_1252",
    "Mac Roman": "strict",
}
AVERTISSEMENTS = {
    "UTF-8 abîmé": (
        "Quelques caractères du fichier ne sont pas en UTF-8 comme le reste : vérifiez les accents."
    ),
    "Mac Roman": (
        "Le fichier semble venir d’un ancien Mac (encodage Mac Roman) : vérifiez les accents, "
        "ou enregistrez-le en UTF-8."
    ),
}


def _encodage(flux):
    """UTF-8 unless its bytes say otherwise; the rest is told apart by the letters é, è, à, ê, ç."""
    debut = flux.read(2)
    flux.seek(0)
    if debut in UTF_16:
        return "UTF-16"
    decodeur = codecs.getincrementaldecoder("utf-8")(errors="compter")
    compte = _Compte()
    while morceau := flux.read(ECHANTILLON):
        compte.noter(morceau, decodeur.decode(morceau))
    compte.noter(b"", decodeur.decode(b"", True))
    flux.seek(0)
    return compte.encodage


class _Compte:
    def __init__(self):
        self.invalides = self.valides = self.mac = self.windows = 0

    def noter(self, octets, texte):
        self.invalides += texte.count("\udcff")
        self.valides += len(texte) - len(texte.encode("ascii", "ignore")) - texte.count("\udcff")
        self.mac += sum(octets.count(octet) for octet in b"\x8e\x8f\x88\x90\x8d")
        self.windows += sum(octets.count(octet) for octet in b"\xe9\xe8\xe0\xea\xe7")

    @property
    def encodage(self):
        if not self.invalides:
            return "UTF-8"
        if self.valides > 5 * self.invalides:
            return "UTF-8 abîmé"
        return "Mac Roman" if self.mac > self.windows else "Windows-1252"


def _en_1252(erreur):
    """Read as Windows-1252 the bytes that are not UTF-8, as Latin-1 those that are not 1252 either."""
    octets = erreur.object[erreur.start : erreur.end]
    texte = "".join(
        bytes([octet]).decode("latin-1" if octet in b"\x81\x8d\x8f\x90\x9d" else "cp1252") for octet in octets
    )
    return texte, erreur.end


codecs.register_error("octet_1252", _en_1252)
codecs.register_error("compter", lambda erreur: ("\udcff", erreur.end))
