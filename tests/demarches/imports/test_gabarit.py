import csv
import io

import pytest
from openpyxl import load_workbook

from demarches.imports import CHAMPS, FichierRefuse, gabarit_csv, gabarit_xlsx, lire


@pytest.mark.parametrize(("contenu", "nom"), [(gabarit_csv(), "g.csv"), (gabarit_xlsx(), "g.xlsx")])
def test_un_gabarit_vide_est_refuse_parce_qu_il_n_a_qu_un_en_tete(contenu, nom):
    with pytest.raises(FichierRefuse, match="qu’une ligne d’en-tête"):
        lire(io.BytesIO(contenu), nom)


def test_chaque_colonne_du_gabarit_est_un_champ_reconnu():
    lecture = lire(io.BytesIO(gabarit_csv() + ";".join(["1"] * 13).encode()), "g.csv")
    assert lecture.colonnes.keys() == CHAMPS.keys() - {"ordre", "nature", "extraite_par"}
    assert lecture.colonnes_ignorees == lecture.colonnes_personnelles == []


def test_les_deux_gabarits_ont_les_memes_colonnes():
    feuille = load_workbook(io.BytesIO(gabarit_xlsx()))["Propositions"]
    entete = next(csv.reader(io.StringIO(gabarit_csv().decode("utf-8-sig")), delimiter=";"))
    assert [cellule.value for cellule in feuille[1]] == entete


def test_un_gabarit_rempli_est_lu():
    classeur = load_workbook(io.BytesIO(gabarit_xlsx()))
    classeur["Propositions"].append(["C1.10", "Un titre", "Un texte"])
    sortie = io.BytesIO()
    classeur.save(sortie)
    lecture = lire(io.BytesIO(sortie.getvalue()), "g.xlsx")
    assert (lecture.lignes[0].reference, lecture.feuille, lecture.refus) == ("C1.10", "Propositions", [])


def test_le_mode_d_emploi_explique_chaque_colonne():
    classeur = load_workbook(io.BytesIO(gabarit_xlsx()))
    expliquees = {str(cellule.value) for cellule in classeur["Mode d’emploi"]["A"]}
    assert {f"— {cellule.value}" for cellule in classeur["Propositions"][1]} <= expliquees
