"""The blank table that organisers download, fill in and send back."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

COLONNES = (
    ("référence", 14, "Facultative mais conseillée : un code court et stable, par exemple C1.1."),
    ("titre", 50, "Une phrase courte. Sans titre, le début du texte en tient lieu."),
    ("texte", 90, "Les mots exacts des citoyens, sans les corriger. Il faut au moins un titre ou un texte."),
    ("reformulation", 60, "Facultative : les mots de l’administration, jamais à la place des précédents."),
    ("chapitre", 30, "Facultatif : le thème ou le groupe, écrit de la même façon sur chaque ligne."),
    ("partie de", 14, "Facultative : la référence du point dont celui-ci est une partie."),
    ("document", 30, "Facultatif : le document remis par les citoyens où se lit la proposition."),
    ("page", 8, "Facultative : la page de ce document."),
    ("url", 40, "Facultative : l’adresse web de la proposition, qui commence par https://."),
    ("votes pour", 12, "Facultatif : un nombre entier. Laissez vide s’il n’y a pas eu de vote."),
    ("votes contre", 12, "Facultatif : un nombre entier."),
    ("abstentions", 12, "Facultatif : un nombre entier."),
    ("soutiens", 12, "Facultatif : un nombre entier, si l’on pouvait soutenir une proposition en ligne."),
)
CONSEILS = (
    "Une ligne par proposition, à partir de la ligne 2 de la feuille « Propositions ».",
    "N’ajoutez ni nom, ni adresse électronique, ni téléphone de participants : ces textes seront publics.",
    "Ne fusionnez pas de cellules et n’écrivez pas de formule.",
    "Les colonnes sont retrouvées par leur nom : vous pouvez les déplacer ou en supprimer.",
    "Enregistrez en XLSX, en ODS ou en CSV (UTF-8), puis déposez le fichier dans la page d’import.",
)


def gabarit_csv() -> bytes:
    """Return the header row alone; the BOM and the semicolon make Excel open it right."""
    sortie = io.StringIO()
    csv.writer(sortie, delimiter=";").writerow(nom for nom, _, _ in COLONNES)
    return sortie.getvalue().encode("utf-8-sig")


def gabarit_xlsx() -> bytes:
    """Return a workbook: the sheet to fill in, then the instructions."""
    classeur = Workbook()
    _remplir_propositions(classeur.active)
    _remplir_mode_d_emploi(classeur.create_sheet("Mode d’emploi"))
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def _remplir_propositions(feuille):
    feuille.title = "Propositions"
    feuille.freeze_panes = "A2"
    for rang, (nom, largeur, _) in enumerate(COLONNES, 1):
        lettre = get_column_letter(rang)
        feuille.cell(1, rang, nom).font = Font(bold=True)
        feuille.column_dimensions[lettre].width = largeur
        # Text format: otherwise spreadsheets turn « 1.10 » into 1.1 and « 1-2 » into a date.
        feuille.column_dimensions[lettre].number_format = "@"


def _remplir_mode_d_emploi(feuille):
    feuille.column_dimensions["A"].width = 22
    feuille.column_dimensions["B"].width = 110
    lignes = [("Mode d’emploi", ""), *(("", conseil) for conseil in CONSEILS), ("", ""), ("Les colonnes", "")]
    lignes += [(f"— {nom}", consigne) for nom, _, consigne in COLONNES]
    for gauche, droite in lignes:
        feuille.append([gauche, droite])
        feuille.cell(feuille.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    for rang in (1, len(CONSEILS) + 3):
        feuille.cell(rang, 1).font = Font(bold=True)
