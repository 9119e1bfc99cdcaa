"""From the workshop to an XLSX workbook: the lines, the instructions, the lists."""

import datetime as dt
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from demarches.imports.rangees import Cellule
from suivi.tableur.cellules import Choix, Jour, Organisme, ValeurRefusee, echapper
from suivi.tableur.mode_d_emploi import mode_d_emploi

PREMIER_JOUR_D_EXCEL = dt.date(1900, 3, 1)  # before it, spreadsheets do not agree
LIGNES_EN_PLUS = 500  # below the last line, ready for new ones
A_REPRENDRE = "À reprendre"
REPERES = 24
FOND_VERROUILLE = PatternFill("solid", fgColor="EEEEEE")
FOND_D_ENTETE = PatternFill("solid", fgColor="E3E3FD")


def ecrire(classeur, objets) -> bytes:
    """The workbook of `objets`, as the workshop holds them now."""
    lignes = []
    for objet in objets:
        textes = classeur.textes(objet)
        lignes.append((classeur.textes_des_verrous(objet), textes, classeur.repere_de(objet, textes), ""))
    return _ecrire(classeur, lignes)


def ecrire_a_reprendre(classeur, prevues) -> bytes:
    """The same workbook with the lines of a file that could not be written, as the file says them, and why."""
    return _ecrire(
        classeur, [(ligne.verrous, ligne.textes, ligne.repere, ligne.raisons) for ligne in prevues]
    )


def _ecrire(classeur, lignes) -> bytes:
    fichier = Workbook(write_only=True)
    tableau = fichier.create_sheet(classeur.genre.label)
    notice = fichier.create_sheet("Mode d’emploi")
    listes = fichier.create_sheet("Listes")
    _remplir_le_tableau(tableau, classeur, lignes, _remplir_les_listes(listes, classeur))
    _remplir_la_notice(notice, classeur)
    sortie = io.BytesIO()
    fichier.save(sortie)
    return sortie.getvalue()


def _remplir_le_tableau(feuille, classeur, lignes, listes):
    motifs = any(raison for *_, raison in lignes)
    verrous = [*classeur.verrous]
    titres = [*(c.titre for c in verrous), *(c.titre for c in classeur.colonnes), classeur.repere]
    largeurs = [*(c.largeur for c in verrous), *(c.largeur for c in classeur.colonnes), REPERES]
    if motifs:
        titres.append(A_REPRENDRE)
        largeurs.append(60)
    derniere = len(lignes) + 1 + (LIGNES_EN_PLUS if classeur.s_allonge else 0)
    _preparer(feuille, classeur, largeurs, listes, derniere)
    styles = _Styles(feuille)
    feuille.append(styles.cellule(titre, "entete") for titre in titres)
    for dits, textes, repere, raison in lignes:
        feuille.append(
            [
                *(styles.cellule(dits.get(c.champ, ""), "verrouille") for c in verrous),
                *(styles.editable(textes.get(c.champ, ""), c.nature) for c in classeur.colonnes),
                styles.cellule(repere, "verrouille"),
                *([styles.cellule(raison, "verrouille")] if motifs else []),
            ]
        )
    feuille.auto_filter.ref = f"A1:{get_column_letter(len(titres))}{len(lignes) + 1}"


def _preparer(feuille, classeur, largeurs, listes, derniere):
    """What a write-only sheet needs to know before its first row."""
    feuille.freeze_panes = f"{get_column_letter(len(classeur.verrous) + 1)}2"
    _proteger(feuille)
    editables = range(len(classeur.verrous) + 1, len(classeur.verrous) + len(classeur.colonnes) + 1)
    for rang, largeur in enumerate(largeurs, 1):
        dimension = feuille.column_dimensions[get_column_letter(rang)]
        dimension.width = largeur
        if rang in editables:  # empty cells are not written: their column says that they can be filled in
            dimension.protection = Protection(locked=False)
            nature = classeur.colonnes[rang - editables.start].nature
            dimension.number_format = "dd/mm/yyyy" if isinstance(nature, Jour) else "@"
    for rang, colonne in zip(editables, classeur.colonnes, strict=True):
        if colonne.champ in listes:
            _proposer(feuille, get_column_letter(rang), derniere, colonne.nature, listes[colonne.champ])


def _proteger(feuille):
    """No password: what is locked is so against accidents, and is never read back."""
    feuille.protection.sheet = True
    for permis in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(feuille.protection, permis, False)


def _proposer(feuille, lettre, derniere, nature, plage):
    proposition = DataValidation(type="list", formula1=plage, allow_blank=True)
    # An organisation may also be written by its initials: only closed lists refuse the rest.
    proposition.showErrorMessage = isinstance(nature, Choix)
    proposition.errorTitle = "Valeur inconnue"
    proposition.error = "Choisissez une valeur de la liste, ou laissez la cellule vide."
    proposition.add(f"{lettre}2:{lettre}{max(derniere, 2)}")
    feuille.data_validations.append(proposition)


def _remplir_les_listes(feuille, classeur) -> dict[str, str]:
    """Field → the cells that hold what may be chosen there; columns of one list share it."""
    proposes, plages = {}, {}
    for colonne in classeur.colonnes:
        if isinstance(colonne.nature, Choix | Organisme):
            liste = tuple(colonne.nature.proposes(classeur))
            proposes.setdefault(liste, colonne.titre.removesuffix(" 1"))
            rang = list(proposes).index(liste) + 1
            lettre = get_column_letter(rang)
            plages[colonne.champ] = f"Listes!${lettre}$2:${lettre}${max(len(liste), 1) + 1}"
    _proteger(feuille)
    for rang in range(1, len(proposes) + 1):
        feuille.column_dimensions[get_column_letter(rang)].width = 44
    styles = _Styles(feuille)
    feuille.append(styles.cellule(titre, "entete") for titre in proposes.values())
    for rang in range(max(map(len, proposes), default=0)):
        feuille.append(
            styles.cellule(liste[rang] if rang < len(liste) else "", "verrouille") for liste in proposes
        )
    return plages


def _remplir_la_notice(feuille, classeur):
    feuille.column_dimensions["A"].width = 36
    feuille.column_dimensions["B"].width = 110
    _proteger(feuille)
    styles = _Styles(feuille)
    for gauche, droite in mode_d_emploi(classeur):
        style = "entete" if gauche and not droite else "notice"
        feuille.append([styles.cellule(gauche, style), styles.cellule(droite, "notice")])


class _Styles:
    """The looks of a sheet, each made once: a style set cell by cell costs more than the rest."""

    def __init__(self, feuille):
        self.feuille = feuille
        haut = Alignment(wrap_text=True, vertical="top")
        self.modeles = {
            "entete": self._modele(font=Font(bold=True), fill=FOND_D_ENTETE, alignment=haut),
            "verrouille": self._modele(fill=FOND_VERROUILLE, alignment=haut, quotePrefix=True),
            "notice": self._modele(alignment=haut),
            # whoever edits « =1 » keeps a text
            "texte": self._modele(
                alignment=haut, number_format="@", protection=Protection(locked=False), quotePrefix=True
            ),
            "jour": self._modele(
                alignment=haut, number_format="dd/mm/yyyy", protection=Protection(locked=False)
            ),
        }

    def _modele(self, **style):
        modele = WriteOnlyCell(self.feuille)
        for nom, valeur in style.items():
            setattr(modele, nom, valeur)
        return modele._style

    def cellule(self, texte, style):
        """Always a text: what begins with = + - or @ is never a formula, and loses nothing."""
        cellule = WriteOnlyCell(self.feuille)
        if texte:
            cellule.value = echapper(texte)
            cellule.data_type = "s"
        cellule._style = self.modeles[style]
        return cellule

    def editable(self, texte, nature):
        """A cell to fill in, or None when it is empty."""
        if not texte:
            return None
        if not isinstance(nature, Jour):
            return self.cellule(texte, "texte")
        cellule = self.cellule(texte, "jour")
        if (jour := _jour(texte, nature)) and jour >= PREMIER_JOUR_D_EXCEL:
            cellule.value = jour
            cellule._style = self.modeles["jour"]
        return cellule


def _jour(texte, nature) -> dt.date | None:
    """The day that a cell says, or None: a file to take up again holds whatever was typed."""
    try:
        return nature.valeur(Cellule(texte), None)
    except ValeurRefusee:
        return None
