import pytest


def references(lecture):
    return [ligne.reference for ligne in lecture.lignes]


def test_sans_colonne_des_references_sont_proposees_et_c_est_dit(chaque_format):
    lecture = chaque_format([("titre", "texte"), ("un", "x"), ("deux", "y")])
    assert (references(lecture), lecture.references_proposees) == (["P1", "P2"], True)
    assert any("P1 à P2" in a for a in lecture.avertissements)


def test_une_colonne_entierement_vide_vaut_absence_de_colonne(chaque_format):
    lecture = chaque_format([("code", "titre", "texte"), (None, "un", "x"), (None, "deux", "y")])
    assert (references(lecture), lecture.references_proposees) == (["P1", "P2"], True)


def test_corriger_une_ligne_refusee_ne_decale_pas_les_references(lire_csv):
    fausse = lire_csv("titre;texte\nun;x\nmau\0vais;y\ntrois;z\n")
    juste = lire_csv("titre;texte\nun;x\nbon;y\ntrois;z\n")
    assert (references(fausse), references(juste)) == (["P1", "P3"], ["P1", "P2", "P3"])


def test_une_reference_oubliee_refuse_sa_ligne(chaque_format):
    lecture = chaque_format([("code", "titre", "texte"), ("A1", "un", "x"), (None, "deux", "y")])
    assert (references(lecture), [refus.numero for refus in lecture.refus]) == (["A1"], [3])
    assert not lecture.references_proposees


@pytest.mark.parametrize("double", ["C1.1", "c1.1", " C1.1 ", "C1.\u200b1", "C 1.1"])
def test_une_reference_en_double_nomme_les_deux_lignes(lire_csv, double):
    lecture = lire_csv(f"code;titre\nC1.1;un\nC2;deux\n{double};trois\n")
    assert [refus.numero for refus in lecture.refus] == [4]
    assert "lignes 2 et 4" in lecture.refus[0].raison


@pytest.mark.parametrize(
    ("ecrites", "lues"),
    [
        (["1.0", "2.0"], ["1", "2"]),
        (["1.0", "1.1"], ["1.0", "1.1"]),
        (["001", "1"], ["001", "1"]),
        (["C 1"], ["C 1"]),
    ],
)
def test_les_references_sont_gardees_comme_on_les_ecrit(lire_csv, ecrites, lues):
    texte = "code;titre\n" + "".join(f"{reference};titre {i}\n" for i, reference in enumerate(ecrites))
    assert references(lire_csv(texte)) == lues


@pytest.mark.parametrize(
    "reference", ["01/02/2024", "1-2-24", "2024-02-01", "févr-24", "1-févr", "12 mars", "1,2E+11"]
)
def test_une_reference_transformee_par_le_tableur_est_signalee(lire_csv, reference):
    ligne = lire_csv(f"code;titre\n{reference};un\n").lignes[0]
    assert ligne.reference == reference
    assert ligne.signalements


@pytest.mark.parametrize(
    "reference", ["C1.1", "1", "PT12.1", "2024-7", "A/3", "JD-PROP-2020-10-1", "mesure 4"]
)
def test_une_reference_ordinaire_n_est_pas_signalee(lire_csv, reference):
    assert lire_csv(f"code;titre\n{reference};un\n").lignes[0].signalements == ()


def test_une_reference_trop_longue_refuse_sa_ligne(lire_csv):
    assert "41 caractères" in lire_csv(f"code;titre\n{'x' * 41};un\nA;b\n").refus[0].raison


def test_l_ordre_est_celui_du_fichier_ou_de_sa_colonne(lire_csv):
    assert [ligne.ordre for ligne in lire_csv("titre\nun\ndeux\n").lignes] == [1, 2]
    assert [ligne.ordre for ligne in lire_csv("titre;ordre\nun;20\ndeux;10\n").lignes] == [20, 10]
