import io
import zipfile
from datetime import datetime

import pytest
import python_calamine
from odf.office import Annotation
from odf.table import CoveredTableCell, TableCell
from odf.text import LineBreak, P, S, Tab
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from demarches.imports import FichierRefuse, lire

from .fabriques import vers_ods, vers_xlsx

DEUX_LIGNES = [("code", "titre", "pour"), ("A1", "un", 3), ("A2", "deux", 4)]


@pytest.mark.parametrize(("ecrire", "nom"), [(vers_xlsx, "l.xlsx"), (vers_ods, "l.ods")])
def test_nous_lisons_comme_une_autre_bibliotheque(ecrire, nom):
    rangees = [("titre", "texte", "pour")]
    rangees += [(f"Titre {i}", f"Texte\nen deux lignes & {i}" if i % 3 else None, i) for i in range(1, 60)]
    contenu = ecrire(rangees)
    feuille = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contenu)).get_sheet_by_index(0)
    attendu = [(titre, texte, int(pour)) for titre, texte, pour in list(feuille.iter_rows())[1:]]
    lignes = lire(io.BytesIO(contenu), nom).lignes
    assert [(ligne.titre, ligne.texte, ligne.votes_pour) for ligne in lignes] == attendu


def test_le_numero_est_celui_de_la_rangee_du_tableur(lire_xlsx, lire_ods):
    rangees = [(), ("Ma liste",), (), *DEUX_LIGNES[:2], (), (), DEUX_LIGNES[2]]
    for lecture in (lire_xlsx(rangees), lire_ods(rangees)):
        assert (lecture.ligne_entete, [ligne.numero for ligne in lecture.lignes]) == (4, [5, 8])


def test_un_tableau_decale_a_droite_est_lu(chaque_format):
    lecture = chaque_format([(None, None, *rangee) for rangee in DEUX_LIGNES])
    assert [ligne.votes_pour for ligne in lecture.lignes] == [3, 4]


@pytest.mark.parametrize("valeur", [1, 1.0])
def test_un_nombre_entier_donne_une_reference_entiere(lire_xlsx, lire_ods, valeur):
    for lecture in (
        lire_xlsx([("n°", "titre"), (valeur, "un")]),
        lire_ods([("n°", "titre"), (valeur, "un")]),
    ):
        assert (lecture.lignes[0].reference, lecture.lignes[0].signalements) == ("1", ())


def test_une_reference_a_virgule_est_signalee(lire_xlsx):
    ligne = lire_xlsx([("code", "titre"), (1.1, "un")]).lignes[0]
    assert ligne.reference == "1.1"
    assert any("format Texte" in s for s in ligne.signalements)


def test_une_reference_devenue_date_est_signalee(lire_xlsx, lire_ods, lire_csv):
    date_ods = TableCell(valuetype="date", datevalue="2024-02-01")
    date_ods.addElement(P(text="1 févr. 24"))
    for lecture in (
        lire_xlsx([("code", "titre"), (datetime(2024, 2, 1), "un")]),
        lire_ods([("code", "titre"), (date_ods, "un")]),
        lire_csv("code;titre\n01/02/2024;un\n"),
    ):
        assert lecture.lignes[0].reference == "01/02/2024"
        assert any("date" in s for s in lecture.lignes[0].signalements)


def test_une_formule_jamais_calculee_est_signalee(lire_xlsx):
    lecture = lire_xlsx([("code", "titre", "texte"), ("A1", "un", '="a"&"b"')])
    assert any("formule" in s for s in lecture.lignes[0].signalements)


def test_la_valeur_enregistree_d_une_formule_est_lue(lire_ods):
    cellule = TableCell(valuetype="string", formula='of:="a"')
    cellule.addElement(P(text="calculé"))
    lecture = lire_ods([("titre", "texte"), ("un", cellule)])
    assert (lecture.lignes[0].texte, lecture.lignes[0].signalements) == ("calculé", ())


@pytest.mark.parametrize("erreur", ["#REF!", "#N/A", "#DIV/0!"])
def test_une_erreur_de_tableur_est_signalee(lire_xlsx, lire_csv, erreur):
    for lecture in (
        lire_xlsx([("titre", "texte"), ("un", erreur)]),
        lire_csv(f"titre;texte\nun;{erreur}\n"),
    ):
        assert any(erreur in s for s in lecture.lignes[0].signalements)


def test_une_cellule_en_erreur_n_est_pas_prise_pour_du_vide(lire_xlsx):
    def abimer(classeur):
        classeur.active["B2"].data_type = "e"

    assert lire_xlsx([("titre", "texte"), ("un", "#REF!")], abimer).lignes[0].signalements


def test_le_texte_mis_en_forme_et_les_sauts_de_ligne_d_excel_sont_lus(lire_xlsx):
    riche = CellRichText("Très ", TextBlock(InlineFont(b=True), "important"), " ici")
    lecture = lire_xlsx([("titre", "texte"), (riche, "a_x000D_\nb_x005F_c")])
    assert (lecture.lignes[0].titre, lecture.lignes[0].texte) == ("Très important ici", "a\nb_c")


def test_paragraphes_sauts_tabulations_et_espaces_d_un_ods_sont_gardes(lire_ods):
    cellule, paragraphe = TableCell(valuetype="string"), P(text="un")
    paragraphe.addElement(LineBreak())
    paragraphe.addText("deux")
    paragraphe.addElement(Tab())
    paragraphe.addElement(S(c=3))
    paragraphe.addText("trois")
    cellule.addElement(paragraphe)
    cellule.addElement(P(text="quatre"))
    commentaire = Annotation()
    commentaire.addElement(P(text="À ne pas publier"))
    cellule.addElement(commentaire)
    assert lire_ods([("titre", "texte"), ("x", cellule)]).lignes[0].texte == "un\ndeux\t   trois\nquatre"


def test_des_espaces_repetes_par_milliards_n_occupent_pas_la_memoire(lire_ods):
    cellule, paragraphe = TableCell(valuetype="string"), P(text="a")
    paragraphe.addElement(S(c=2_000_000_000))
    paragraphe.addText("b")
    cellule.addElement(paragraphe)
    assert len(lire_ods([("titre", "texte"), ("x", cellule)]).lignes[0].texte) < 1000


def test_la_premiere_feuille_qui_a_un_en_tete_est_lue_et_nommee(lire_xlsx, lire_ods):
    feuilles = {"Notes": [("Bonjour",), ("à tous",)], "Liste": DEUX_LIGNES, "Autre": DEUX_LIGNES}
    for lecture in (lire_xlsx(feuilles), lire_ods(feuilles)):
        assert (lecture.feuille, len(lecture.lignes)) == ("Liste", 2)
        assert any("«\xa0Liste\xa0»" in a for a in lecture.avertissements)
        assert any("«\xa0Autre\xa0»" in a and "pas été lue" in a for a in lecture.avertissements)


def test_on_peut_nommer_la_feuille(lire_xlsx, lire_ods):
    feuilles = {"Un": DEUX_LIGNES, "Deux": DEUX_LIGNES[:2]}
    for lire_feuilles in (lire_xlsx, lire_ods):
        lecture = lire_feuilles(feuilles, feuille="deux")
        assert (lecture.feuille, len(lecture.lignes)) == ("Deux", 1)
        with pytest.raises(
            FichierRefuse, match=r"«\xa0Trois\xa0» n’existe pas.*«\xa0Un\xa0», «\xa0Deux\xa0»"
        ):
            lire_feuilles(feuilles, feuille="Trois")


def test_une_feuille_masquee_n_est_pas_choisie_a_la_place_d_une_visible(lire_xlsx):
    def masquer(classeur):
        classeur["Brouillon"].sheet_state = "hidden"
        classeur.active = 1

    assert lire_xlsx({"Brouillon": DEUX_LIGNES, "Liste": DEUX_LIGNES[:2]}, masquer).feuille == "Liste"


def test_les_lignes_masquees_sont_lues_et_dites(lire_xlsx):
    def masquer(classeur):
        classeur.active.row_dimensions[2].hidden = True

    lecture = lire_xlsx(DEUX_LIGNES, masquer)
    assert len(lecture.lignes) == 2
    assert any("masquées" in a for a in lecture.avertissements)


def test_un_chapitre_fusionne_sur_plusieurs_lignes_vaut_pour_toutes(lire_xlsx, lire_ods):
    rangees = [("chapitre", "titre"), ("Eau", "un"), (None, "deux"), (None, "trois"), ("Air", "quatre")]
    couverte = [list(rangee) for rangee in rangees]
    couverte[2][0] = CoveredTableCell()
    for lecture in (
        lire_xlsx(rangees, lambda classeur: classeur.active.merge_cells("A2:A3")),
        lire_ods(couverte, [(2, 1, 2, 1)]),
    ):
        assert [ligne.chapitre for ligne in lecture.lignes] == ["Eau", "Eau", "", "Air"]


def test_des_cellules_vides_mises_en_forme_jusqu_au_bout_ne_genent_pas(lire_xlsx):
    def colorer(classeur):
        classeur.active["XFD1048576"].number_format = "0.00"

    assert len(lire_xlsx(DEUX_LIGNES, colorer).lignes) == 2


def test_deux_cellules_tres_eloignees_ne_font_pas_tomber_le_serveur(lire_xlsx):
    def eloigner(classeur):
        classeur.active["XFD1048576"] = "x"

    with pytest.raises(FichierRefuse, match="500 colonnes"):
        lire_xlsx(DEUX_LIGNES, eloigner)


def test_un_ods_qui_repete_une_ligne_a_l_infini_est_refuse(monkeypatch):
    monkeypatch.setattr("demarches.imports.lecture.LIGNES_MAXIMALES", 1000)
    contenu = _ods_transforme(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1000000000">'
    )
    with pytest.raises(FichierRefuse, match="lignes"):
        lire(io.BytesIO(contenu), "liste.ods")


def test_un_ods_qui_repete_une_cellule_a_l_infini_est_refuse():
    contenu = _ods_transforme(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="1000000000" '
    )
    with pytest.raises(FichierRefuse, match="colonnes"):
        lire(io.BytesIO(contenu), "liste.ods")


def _ods_transforme(avant, apres):
    """Change the last occurrence of a tag in content.xml."""
    source, sortie = zipfile.ZipFile(io.BytesIO(vers_ods(DEUX_LIGNES))), io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as cible:
        for entree in source.infolist():
            contenu = source.read(entree).decode("utf-8", "surrogateescape")
            if entree.filename == "content.xml":
                debut, trouve, fin = contenu.rpartition(avant)
                assert trouve
                contenu = debut + apres + fin
            cible.writestr(entree.filename, contenu.encode("utf-8", "surrogateescape"))
    return sortie.getvalue()


def test_un_classeur_renomme_en_csv_est_lu_et_c_est_dit():
    lecture = lire(io.BytesIO(vers_xlsx(DEUX_LIGNES)), "liste.csv")
    assert lecture.format == "XLSX"
    assert any("XLSX" in a for a in lecture.avertissements)
