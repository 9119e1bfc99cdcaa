"""Read one value: a whole number, a web address, a reference, a title drawn from a text."""

import re
import unicodedata

TITRE_DERIVE = 120
PHRASE = re.compile(r"(?<=[.!?…])\s+(?=[«A-ZÀ-ÖØ-Þ0-9])")
ADRESSE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
PUCES = " -–•*\t"


def titre_depuis(texte):
    """Shorten a text into a title: its first sentence, cut between two words if it is long."""
    ligne = next((ligne.strip(PUCES) for ligne in texte.split("\n") if ligne.strip(PUCES)), texte)
    titre = ""
    # « Bonjour. » is no title.
    for phrase in PHRASE.split(ligne):
        titre = f"{titre} {phrase}".strip()
        if len(titre) >= 20:
            break
    return abreger(titre if titre.endswith("..") else titre.removesuffix("."), TITRE_DERIVE)


def abreger(texte, longueur):
    if len(texte) <= longueur:
        return texte
    coupe = texte[: longueur - 1]
    if " " in coupe[longueur // 2 :]:
        coupe = coupe.rpartition(" ")[0]
    return coupe.rstrip(" ,;:.–-«(\u00a0") + "…"


def entier(texte):
    """Read « 1 234 », « 12.0 » or « 12,0 » as an integer; None when it is not a natural number."""
    compact = re.sub(r"\s", "", texte)
    trouve = re.fullmatch(r"([0-9]{1,9})(?:[.,]0+)?", compact)
    return int(trouve[1]) if trouve else None


def adresse_web(texte):
    """Return the http(s) address that a cell holds, or an empty string."""
    if trouvee := ADRESSE.search(texte):
        return trouvee[0]
    return f"https://{texte}" if re.fullmatch(r"www\.[\w-]+\.\S+", texte) else ""


def cle_de_reference(reference):
    """What two ways of typing the same reference have in common: « C1.1 », « c 1.1 »."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", reference)).casefold()


def lettres(colonne):
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    nom, colonne = "", colonne + 1
    while colonne:
        colonne, reste = divmod(colonne - 1, 26)
        nom = chr(65 + reste) + nom
    return nom
