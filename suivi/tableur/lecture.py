"""Read the workbooks that come back, XLSX or ODS: their lines and columns, nothing of what they mean."""

import io
import re
from dataclasses import dataclass, field
from itertools import groupby

from demarches.imports import FichierRefuse
from demarches.imports.archive import Archive
from demarches.imports.fichiers import ACCEPTES, OLE, ouvrir, reconnaitre, reconnaitre_le_classeur
from demarches.imports.lecture import LECTEURS
from demarches.imports.rangees import LIGNES_MAXIMALES, VIDE, Cellule, Nature, refuser_les_lignes
from demarches.imports.vocabulaire import plier
from suivi.tableur.ecriture import A_REPRENDRE

LIGNES_AU_PLUS = 5_000
LIGNES_D_ENTETE = 20
ZIP = b"PK"
ILLISIBLE = re.compile("[\x00\ud800-\udfff]")  # what no database and no page can hold


@dataclass
class LigneLue:
    """One line as the file gives it: field → cell, for the columns that are there."""

    feuille: str
    numero: int
    cellules: dict[str, Cellule]

    def texte(self, champ) -> str:
        return self.cellules[champ].texte if champ in self.cellules else ""

    @property
    def place(self) -> str:
        return f"{self.feuille}:{self.numero}"


@dataclass
class Classeurs:
    """Every line of the file, and what was left aside."""

    lignes: list[LigneLue] = field(default_factory=list)
    colonnes: list[str] = field(default_factory=list)
    """The headings that were recognised, in the order of the file."""
    colonnes_ignorees: list[str] = field(default_factory=list)
    colonnes_absentes: list[str] = field(default_factory=list)
    feuilles: list[str] = field(default_factory=list)


REPERE = "repere"


def lire(contenu: bytes, nom: str, classeur, taille_maximale: int) -> Classeurs:
    """Read every sheet that holds lines of this kind.

    Raises FichierRefuse with the sentence to show: not a workbook, broken, too big, another kind of workbook.
    """
    if not contenu.startswith((ZIP, OLE)):
        _refuser_le_format(nom)
    with ouvrir(io.BytesIO(contenu), taille_maximale) as (flux, taille):
        return _lire_les_feuilles(_rangees(flux, taille, nom), classeur)


def _rangees(flux, taille, nom):
    if reconnaitre(flux, nom) != "zip":
        _refuser_le_format(nom)
    archive = Archive(flux, taille)
    try:
        format_ = reconnaitre_le_classeur(archive, nom)
    except FichierRefuse as refus:
        if ACCEPTES in str(refus):  # that sentence is for propositions, which may also come in CSV
            _refuser_le_format(nom)
        raise
    return LECTEURS[format_](archive)


def _refuser_le_format(nom):
    raise FichierRefuse(
        f"« {nom} » n’est pas un classeur : déposez le fichier téléchargé ici, enregistré en XLSX ou en ODS."
    )


def _lire_les_feuilles(rangees, classeur) -> Classeurs:
    lu, vues = Classeurs(), []
    for feuille, groupe in groupby(_comptees(rangees), key=lambda rangee: rangee.feuille):
        vues.append(feuille.nom)
        entete = None
        for rangee in groupe:
            if entete is None and rangee.numero <= LIGNES_D_ENTETE:
                entete = _lire_l_entete(rangee, classeur, lu)
            elif entete:
                lu.lignes.append(_lire_la_ligne(rangee, entete))
        if entete:
            lu.feuilles.append(feuille.nom)
    if not lu.feuilles:
        _refuser_sans_tableau(vues, classeur)
    if len(lu.lignes) > LIGNES_AU_PLUS:
        raise FichierRefuse(
            f"Le fichier a plus de {LIGNES_AU_PLUS} lignes : partagez-le, par chapitre par exemple."
        )
    titres = [colonne.titre for colonne in classeur.colonnes]
    lu.colonnes_absentes = [titre for titre in titres if titre not in lu.colonnes]
    return lu


def _comptees(rangees):
    for nombre, rangee in enumerate(rangees, 1):
        if nombre > LIGNES_MAXIMALES:
            refuser_les_lignes()
        yield rangee


def _lire_l_entete(rangee, classeur, lu) -> dict[int, str] | None:
    """Column of the sheet → field, if this row names a key and at least one column to fill in."""
    attendus = {plier(c.titre): c.champ for c in [*classeur.colonnes, *classeur.verrous]}
    # the locked title of a point and the title of a mesure never stand in the same workbook
    attendus[plier(classeur.repere)] = REPERE
    entete, ignorees = {}, []
    for colonne, cellule in rangee.remplies():
        champ = attendus.get(plier(cellule.texte))
        if champ in entete.values():
            raise FichierRefuse(
                f"La colonne « {' '.join(cellule.texte.split())} » est deux fois dans la feuille « {rangee.feuille.nom} » : gardez la bonne."
            )
        if champ:
            entete[colonne] = champ
        elif plier(cellule.texte) != plier(A_REPRENDRE):
            ignorees.append(" ".join(ILLISIBLE.sub("\ufffd", cellule.texte).split())[:80])
    champs = set(entete.values())
    if not champs & {REPERE, classeur.cle.champ} or not champs & {c.champ for c in classeur.colonnes}:
        return None
    titres = {c.champ: c.titre for c in classeur.colonnes}
    lu.colonnes += [titres[champ] for champ in entete.values() if champ in titres]
    lu.colonnes_ignorees += ignorees
    return entete


def _lire_la_ligne(rangee, entete) -> LigneLue:
    return LigneLue(
        rangee.feuille.nom,
        rangee.numero,
        {champ: _lisible(rangee.cellule(colonne)) for colonne, champ in entete.items()},
    )


def _lisible(cellule) -> Cellule:
    if cellule is VIDE or not ILLISIBLE.search(cellule.texte):
        return cellule
    return Cellule(ILLISIBLE.sub("\ufffd", cellule.texte), Nature.ERREUR)


def _refuser_sans_tableau(vues, classeur):
    noms = ", ".join(f"« {nom} »" for nom in vues[:10]) or "aucune"
    raise FichierRefuse(
        f"Aucune feuille ne contient de {classeur.sections} : il faut la colonne « {classeur.repere} » "
        f"ou « {classeur.cle.titre} », et au moins une colonne à remplir. Feuilles lues : {noms}. "
        "Est-ce le bon fichier, sur la bonne page ?"
    )
