import pytest

LIGNES = [("code", "titre", "texte", "pour"), ("A1", "un", "x", 3), ("A2", "deux", "y", 4)]


def chapitres(lecture):
    return [(ligne.reference, ligne.chapitre) for ligne in lecture.lignes]


@pytest.mark.parametrize("theme", [("Se loger",), (None, "Se loger"), ("Se loger", None, None, None)])
def test_une_rangee_de_theme_devient_le_chapitre_des_lignes_suivantes(chaque_format, theme):
    lecture = chaque_format([LIGNES[0], LIGNES[1], theme, LIGNES[2]])
    assert chapitres(lecture) == [("A1", ""), ("A2", "Se loger")]


def test_une_rangee_de_theme_fusionnee_est_lue(lire_xlsx, lire_ods):
    rangees = [("titre", "texte"), ("Se loger",), ("un", "x"), ("Manger",), ("deux", "y")]

    def fusionner(classeur):
        classeur.active.merge_cells("A2:B2")
        classeur.active.merge_cells("A4:B4")

    for lecture in (lire_xlsx(rangees, fusionner), lire_ods(rangees, [(2, 1, 1, 2), (4, 1, 1, 2)])):
        assert [(ligne.titre, ligne.chapitre) for ligne in lecture.lignes] == [
            ("un", "Se loger"),
            ("deux", "Manger"),
        ]
        assert any("intertitre" in a and "2" in a for a in lecture.avertissements)


@pytest.mark.parametrize(
    "theme", ["Axe 1 : Se loger", "THÈME II – Manger", "Chapitre n° 3", "Groupe de travail 4"]
)
def test_un_theme_annonce_est_reconnu_sans_fusion(lire_csv, theme):
    lecture = lire_csv(f"titre;texte\n{theme};\nun;x\n")
    assert [(ligne.titre, ligne.chapitre) for ligne in lecture.lignes] == [("un", theme)]


def test_une_proposition_qui_n_a_qu_un_titre_n_est_pas_un_theme(lire_csv):
    lecture = lire_csv("titre;texte\nPlanter des arbres;\nun;x\n")
    assert [ligne.titre for ligne in lecture.lignes] == ["Planter des arbres", "un"]


def test_un_tableau_d_une_seule_colonne_n_a_pas_de_theme(chaque_format):
    assert len(chaque_format([("proposition",), ("Se loger",), ("Manger",)]).lignes) == 2


def test_une_rangee_de_theme_dans_la_colonne_chapitre_vaut_pour_la_suite(chaque_format):
    rangees = [
        ("chapitre", "code", "titre"),
        ("Eau",),
        (None, "A1", "un"),
        ("Air", "A2", "deux"),
        (None, "A3", "trois"),
    ]
    assert chapitres(chaque_format(rangees)) == [("A1", "Eau"), ("A2", "Air"), ("A3", "Eau")]


@pytest.mark.parametrize(
    "total",
    [("Total", None, None, 7), (None, "TOTAL GÉNÉRAL", None, 7), ("Sous-total", None, None, 7), (None, None, None, 7),
     ("Total :",)],
)  # fmt: skip
def test_les_totaux_sont_laisses_de_cote_et_dits(chaque_format, total):
    lecture = chaque_format([*LIGNES, total])
    assert (len(lecture.lignes), lecture.refus) == (2, [])
    assert any("ligne 4 (total)" in a for a in lecture.avertissements)


def test_une_proposition_qui_commence_par_total_est_gardee(chaque_format):
    lecture = chaque_format(
        [*LIGNES, ("A3", "Total", "Interdire totalement", 2), ("A4", "Total respect", None, 2)]
    )
    assert len(lecture.lignes) == 4


def test_un_en_tete_repete_est_laisse_de_cote(chaque_format):
    lecture = chaque_format([*LIGNES, LIGNES[0], ("A3", "trois", "z", 1)])
    assert [ligne.reference for ligne in lecture.lignes] == ["A1", "A2", "A3"]
    assert any("en-tête répété" in a for a in lecture.avertissements)


@pytest.mark.parametrize(
    "entete", [("code", "titre", "texte", "pour"), ("code", "titre", "chapitre", "pour")]
)
def test_une_note_sous_le_tableau_est_dite(chaque_format, entete):
    lecture = chaque_format([entete, LIGNES[1], ("Source : le ministère",)])
    assert (len(lecture.lignes), lecture.refus) == (1, [])
    assert any("Source : le ministère" in a for a in lecture.avertissements)


def test_une_ligne_sans_titre_ni_texte_est_refusee(chaque_format):
    lecture = chaque_format([*LIGNES, ("A3", None, None, 4)])
    assert [(refus.numero, refus.raison) for refus in lecture.refus] == [
        (4, "La ligne n’a ni titre ni texte.")
    ]


def test_une_reference_seule_n_est_pas_une_note(chaque_format):
    lecture = chaque_format([("code", "titre", "chapitre"), ("A1", "un", "Eau"), ("A2",)])
    assert [refus.numero for refus in lecture.refus] == [3]
