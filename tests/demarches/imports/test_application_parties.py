"""Points cut into parts by a file: one level, in any order, and nothing that would loop."""

import pytest

from demarches.imports.application import Sort
from tests.fabriques import PropositionFactory, ReponseFactory

COLONNES = "référence;titre;partie de\n"


@pytest.fixture
def existant(demarche):
    """C1 and its part C1.1, and C2 whole."""
    parent = PropositionFactory(demarche=demarche, reference="C1", titre="Un")
    PropositionFactory(demarche=demarche, reference="C1.1", titre="Une partie", partie_de=parent)
    PropositionFactory(demarche=demarche, reference="C2", titre="Deux")
    return demarche


def parents(demarche) -> dict:
    return dict(demarche.propositions.values_list("reference", "partie_de__reference"))


def test_une_partie_peut_preceder_le_point_qu_elle_decoupe(demarche, importer_csv):
    importer_csv(COLONNES + "A.1;Une partie;A\nB;Autre;\nA;Le tout;\n")
    assert parents(demarche) == {"A.1": "A", "B": None, "A": None}


def test_le_point_decoupe_peut_deja_exister_quelle_que_soit_son_ecriture(existant, importer_csv):
    plan = importer_csv(COLONNES + "C1.2;Autre partie; c1\nC2;Deux;C1\n")
    assert [ligne.sort for ligne in plan.lignes] == [Sort.CREEE, Sort.MODIFIEE]
    assert plan.lignes[1].changements == ["partie de"]
    assert parents(existant) == {"C1": None, "C1.1": "C1", "C1.2": "C1", "C2": "C1"}


def test_un_point_existant_peut_rejoindre_un_point_cree_par_le_fichier(existant, importer_csv):
    importer_csv(COLONNES + "C2;Deux;C9\nC9;Neuf;\n")
    assert parents(existant)["C2"] == "C9"


def test_une_cellule_vide_detache_la_partie_et_le_plan_le_dit(existant, importer_csv):
    plan = importer_csv(COLONNES + "C1.1;Une partie;\n")
    assert plan.lignes[0].changements == ["partie de (effacé)"]
    assert parents(existant)["C1.1"] is None


def test_sans_la_colonne_les_parties_restent_attachees(existant, importer_csv):
    importer_csv("référence;titre\nC1.1;Autre titre\n")
    assert parents(existant)["C1.1"] == "C1"


@pytest.mark.parametrize(
    ("lignes", "raison"),
    [
        ("C2;Deux;C2\n", "Un point ne peut pas être une partie de lui-même."),
        ("N;Nouveau;n\n", "Un point ne peut pas être une partie de lui-même."),
        ("C2;Deux;C3\n", "« C3 », qui n’est ni dans le fichier ni dans la démarche."),
        ("C2;Deux;C1.1\n", "« C1.1 » est déjà une partie : une partie ne se découpe pas elle-même."),
        ("C1;Un;C2\n", "Ce point a lui-même des parties : il ne peut pas en être une."),
    ],
)
def test_un_decoupage_impossible_est_refuse(existant, importer_csv, lignes, raison):
    plan = importer_csv(COLONNES + lignes, essai=True)
    [ligne] = plan.qui_seraient(Sort.REFUSEE)
    assert raison in ligne.raison


def test_deux_points_ne_sont_pas_parties_l_un_de_l_autre(demarche, importer_csv):
    plan = importer_csv(COLONNES + "A;Un;B\nB;Deux;A\n", essai=True)
    assert plan.combien(Sort.REFUSEE) == 2


def test_une_chaine_de_trois_points_est_refusee(demarche, importer_csv):
    plan = importer_csv(COLONNES + "A;Un;B\nB;Deux;C\nC;Trois;\n", essai=True)
    assert plan.lignes[0].sort == Sort.REFUSEE


def test_un_parent_ambigu_est_refuse(existant, importer_csv):
    PropositionFactory(demarche=existant, reference="c2")
    plan = importer_csv(COLONNES + "C5;Cinq;C 2\n", essai=True)
    assert "désigne plusieurs points" in plan.lignes[0].raison


def test_decouper_un_point_qui_a_deja_sa_reponse_est_signale(existant, importer_csv):
    ReponseFactory(proposition=existant.propositions.get(reference="C1"))
    plan = importer_csv(COLONNES + "C1.1;Une partie;C1\nC1.2;Autre partie;C1\nC3;Trois;C2\n")
    assert plan.lignes[0].signalements == ()
    assert "« C1 » a déjà une réponse" in plan.lignes[1].signalements[0]
    assert plan.lignes[2].signalements == ()
