"""Read a file of propositions: from its bytes to lines, refusals and warnings. No database here."""

from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO

from . import ods, xlsx
from .archive import Archive
from .colonnes import (
    LIGNES_D_ENTETE,
    Entete,
    chercher_entete,
    refuser_sans_entete,
    refuser_sans_texte,
    verifier_correspondance,
)
from .csv_texte import ouvrir_csv
from .fichiers import TAILLE_MAXIMALE, ouvrir, reconnaitre, reconnaitre_le_classeur
from .interpretation import Interprete
from .rangees import LIGNES_MAXIMALES, Rangee, refuser_les_lignes
from .resultat import FichierRefuse, Lecture, Progression

PAS_DE_PROGRESSION = 200
LECTEURS = {"XLSX": xlsx.lire_rangees, "ODS": ods.lire_rangees}


def lire(
    contenu: BinaryIO | Path,
    nom: str,
    *,
    correspondance: dict[str, str] | None = None,
    feuille: str | None = None,
    taille_maximale: int = TAILLE_MAXIMALE,
    progression: Progression | None = None,
) -> Lecture:
    """Read a CSV, XLSX or ODS file; raise FichierRefuse with the sentence to show when it is not one.

    `correspondance` maps a field to the header of its column as written in the file ("" to leave it unread).
    """
    verifier_correspondance(correspondance or {})
    with ouvrir(contenu, taille_maximale) as (flux, taille):
        if reconnaitre(flux, nom) == "CSV":
            lecture, rangees = _preparer_csv(flux, correspondance)
        else:
            lecture, rangees = _preparer_classeur(flux, taille, nom)
        _lire_tableau(lecture, rangees, correspondance, feuille, progression)
    _verifier_extension(lecture, nom)
    return lecture


def _preparer_csv(flux, correspondance):
    def evaluer(rangees):
        entete = chercher_entete(rangees[:LIGNES_D_ENTETE], correspondance) if rangees else None
        largeurs = [len(rangee.cellules) for rangee in rangees]
        return (entete.score if entete else (), max(largeurs, default=0))

    fichier = ouvrir_csv(flux, evaluer)
    lecture = Lecture(
        format="CSV",
        encodage=fichier.encodage,
        separateur=fichier.separateur,
        avertissements=fichier.avertissements,
    )
    return lecture, fichier.rangees()


def _preparer_classeur(flux, taille, nom):
    archive = Archive(flux, taille)
    format_ = reconnaitre_le_classeur(archive, nom)
    return Lecture(format=format_), LECTEURS[format_](archive)


def _lire_tableau(lecture, rangees, correspondance, feuille, progression):
    debuts, choix = [], None
    for une_feuille, groupe in groupby(rangees, key=lambda rangee: rangee.feuille):
        if feuille is not None and une_feuille.nom.strip().lower() != feuille.strip().lower():
            debuts.append((une_feuille, None))
            continue
        debut, reste = _separer_le_debut(groupe)
        entete = chercher_entete(debut, correspondance)
        debuts.append((une_feuille, debut))
        if choix:
            _signaler_autre_feuille(lecture, une_feuille, entete)
        elif entete and (entete.a_du_texte or feuille is not None) and (feuille or not une_feuille.masquee):
            choix = entete
            lecture.feuille = une_feuille.nom
            _lire_lignes(lecture, entete, chain(debut[entete.rang + 1 :], reste), progression)
    if not choix:
        _refuser_sans_table(debuts, correspondance, feuille)
    if len(debuts) > 1 and feuille is None:
        lecture.avertissements.insert(
            0, f"Le classeur a plusieurs feuilles : « {lecture.feuille} » a été lue."
        )


def _separer_le_debut(rangees: Iterator[Rangee]):
    """Take the rows where a header may be."""
    debut = []
    for rangee in rangees:
        if debut and rangee.numero > LIGNES_D_ENTETE:
            return debut, chain([rangee], rangees)
        debut.append(rangee)
    return debut, iter(())


def _lire_lignes(lecture: Lecture, entete: Entete, rangees, progression):
    if not entete.a_du_texte:
        refuser_sans_texte(entete)
    lecture.ligne_entete = entete.numero
    lecture.colonnes = {champ: entete.intitules[colonnes[0]] for champ, colonnes in entete.champs.items()}
    lecture.colonnes_personnelles = entete.personnelles
    lecture.colonnes_ignorees = entete.ignorees
    lecture.avertissements += entete.avertissements
    if entete.personnelles:
        liste = ", ".join(f"« {nom} »" for nom in entete.personnelles)
        lecture.avertissements.append(
            f"Colonnes qui désignent des personnes, écartées sans être lues : {liste}."
        )
    interprete = Interprete(entete, lecture)
    faites = 0
    for faites, rangee in enumerate(rangees, 1):
        if faites > LIGNES_MAXIMALES:
            refuser_les_lignes()
        interprete.lire(rangee)
        if progression and not faites % PAS_DE_PROGRESSION:
            progression(faites, None)
    if not faites:
        raise FichierRefuse(
            f"Le fichier ne contient qu’une ligne d’en-tête (ligne {entete.numero}) : "
            "ajoutez les propositions en dessous."
        )
    interprete.terminer()
    if not interprete.lues:
        raise FichierRefuse(
            f"Aucune proposition n’a été trouvée sous l’en-tête (ligne {entete.numero}) : "
            "vérifiez le tableau."
        )
    if progression:
        progression(faites, faites)


def _signaler_autre_feuille(lecture, feuille, entete):
    if entete and entete.a_du_texte:
        lecture.avertissements.append(
            f"La feuille « {feuille.nom} » semble aussi contenir des propositions : elle n’a pas été lue. "
            "Importez-la séparément en la nommant."
        )


def _refuser_sans_table(debuts, correspondance, feuille):
    if feuille is not None and not any(debut for _, debut in debuts):
        noms = ", ".join(f"« {une.nom} »" for une, _ in debuts if une.nom) or "aucune"
        raise FichierRefuse(
            f"La feuille « {feuille} » n’existe pas ou est vide ; feuilles remplies : {noms}."
        )
    lus = [debut for _, debut in debuts if debut]
    if not any(_est_parlante(rangee) for debut in lus for rangee in debut):
        raise FichierRefuse("Le fichier est vide : vérifiez que vous avez choisi le bon fichier.")
    for debut in lus:
        entete = chercher_entete(debut)
        if entete and not entete.a_du_texte and not correspondance:
            refuser_sans_texte(entete)
    refuser_sans_entete(lus[0], correspondance)


def _verifier_extension(lecture, nom):
    extension = Path(nom).suffix.lower()
    attendues = {"CSV": (".csv", ".tsv", ".txt"), "XLSX": (".xlsx",), "ODS": (".ods",)}[lecture.format]
    if extension and extension not in attendues:
        lecture.avertissements.append(
            f"« {nom} » est en réalité un fichier {lecture.format} : il a été lu comme tel."
        )


def _est_parlante(rangee):
    return any(caractere.isalnum() for cellule in rangee.cellules for caractere in cellule.texte)
