"""What a person should look at again before a line is imported, cell by cell."""

import re

from .nettoyage import contient_de_l_executable, est_mal_encode
from .rangees import Nature

LIMITE_D_EXCEL = 32_767
ERREUR_DE_TABLEUR = re.compile(
    r"#(?:REF|VALUE|VALEUR|DIV/0|NUM|NOMBRE|SPILL|CALC)!|#(?:NAME|NOM)\?|#N/A|#NULL?!|#NUL!|Err\s?:\s?\d{3}"
)
DATE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}(?:[ T].*)?"
    r"|(?:\d{1,2}[-/ ])?(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|dec)\.?(?:[-/ ]\d{1,4})?",
    re.IGNORECASE,
)
EXPOSANT = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


def signaler_cellule(cellule, ou):
    """Return the warnings that depend on the cell as the file holds it."""
    texte = cellule.texte.strip()
    if cellule.nature is Nature.FORMULE_SANS_VALEUR:
        return [
            (
                f"Le champ « {ou} » est une formule jamais calculée : ouvrez le classeur dans votre tableur "
                "et enregistrez-le."
            )
        ]
    if cellule.nature is Nature.ERREUR or ERREUR_DE_TABLEUR.fullmatch(texte):
        return [f"Le champ « {ou} » contient une erreur de tableur ({texte}) : corrigez la formule."]
    signalements = []
    if texte.startswith("=") and len(texte) > 1:
        signalements.append(
            f"Le champ « {ou} » commence par « = » : ce texte est gardé, aucun calcul n’est fait."
        )
    if len(cellule.texte) == LIMITE_D_EXCEL:
        signalements.append(f"Le champ « {ou} » atteint la limite d’Excel : le texte est peut-être coupé.")
    if est_mal_encode(texte):
        signalements.append(f"Le champ « {ou} » contient des caractères mal encodés : vérifiez les accents.")
    if contient_de_l_executable(texte):
        signalements.append(
            f"Le champ « {ou} » contenait du code (script ou contenu intégré) : il a été retiré."
        )
    return signalements


def signaler_reference(cellule, reference):
    """Return the warnings for a reference that the spreadsheet may have rewritten."""
    if cellule.nature is Nature.DATE or DATE.fullmatch(reference):
        return [
            (
                f"La référence « {reference} » est une date : le tableur l’a sans doute transformée. "
                "Mettez la colonne au format Texte et corrigez-la."
            )
        ]
    if EXPOSANT.fullmatch(reference) or (cellule.nature is Nature.NOMBRE and not reference.isdigit()):
        return [
            (
                f"La référence « {reference} » est un nombre à virgule pour le tableur "
                "(« 1.10 » y devient « 1.1 ») : vérifiez-la, ou mettez la colonne au format Texte."
            )
        ]
    return []


def signaler_lignes_avalees(cellule, separateur, colonnes):
    """Whole lines inside one cell betray a missing quotation mark."""
    if "\n" not in cellule.texte or colonnes < 3:
        return []
    avalees = [ligne for ligne in cellule.texte.split("\n")[1:] if ligne.count(separateur) >= colonnes - 1]
    if not avalees:
        return []
    return ["Une cellule contient ce qui ressemble à des lignes du tableau : un guillemet manque peut-être."]
