import pytest

from demarches.imports import FichierRefuse, lire

TEXTE = "réf;titre;texte\nÉ1;« Été » à l’œuvre : 20 €;Ça va où ?\n"


@pytest.mark.parametrize(
    ("encodage", "attendu"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("mac-roman", "Mac Roman"),
    ],
)
def test_l_encodage_est_reconnu_et_aucun_caractere_n_est_perdu(lire_csv, encodage, attendu):
    lecture = lire_csv(TEXTE, encodage)
    assert lecture.encodage == attendu
    assert lecture.lignes[0].titre == "« Été » à l’œuvre : 20 €"
    assert lecture.lignes[0].texte == "Ça va où ?"
    assert lecture.colonnes["reference"] == "réf"


def test_le_latin_1_est_lu(lire_csv):
    assert lire_csv("titre;texte\nForêt;naïve\n", "latin-1").lignes[0].titre == "Forêt"


def test_l_utf_16_gros_boutiste_est_lu(lire_csv):
    assert lire_csv(b"\xfe\xff" + TEXTE.encode("utf-16-be")).lignes[0].texte == "Ça va où ?"


def test_un_octet_egare_ne_rend_pas_tout_le_fichier_illisible(lire_csv):
    lecture = lire_csv("titre\nDéjà été\nÉlève\nÀ côté\n".encode() + b"Caf\xe9 du coin\n")
    assert [ligne.texte or ligne.titre for ligne in lecture.lignes][::3] == ["Déjà été", "Café du coin"]
    assert any("UTF-8" in avertissement for avertissement in lecture.avertissements)


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
def test_separateurs_et_fins_de_ligne(lire_csv, separateur, fin):
    rangees = [("code", "titre", "texte"), ("A1", '"x, y; z"', "un"), ("A2", '"sur\ndeux"', "deux")]
    lecture = lire_csv("".join(separateur.join(rangee) + fin for rangee in rangees))
    assert lecture.separateur == separateur
    assert [ligne.titre for ligne in lecture.lignes] == ["x, y; z", "sur deux"]


def test_la_virgule_des_phrases_ne_l_emporte_pas_sur_le_point_virgule(lire_csv):
    lecture = lire_csv("code;texte\nA1;un, deux, trois, quatre\nA2;cinq, six, sept, huit\n")
    assert lecture.separateur == ";"
    assert lecture.lignes[1].texte == "cinq, six, sept, huit"


def test_la_directive_sep_d_excel_est_suivie(lire_csv):
    lecture = lire_csv("sep=,\ncode,titre\nA1,a;b;c\n")
    assert (lecture.lignes[0].titre, lecture.lignes[0].numero) == ("a;b;c", 3)


def test_le_numero_est_celui_de_la_ligne_ou_commence_l_enregistrement(lire_csv):
    lecture = lire_csv('titre;texte\r\nun;"a\r\nb\nc"\r\n\r\ndeux;d\rtrois;e\n')
    assert [(ligne.numero, ligne.titre) for ligne in lecture.lignes] == [(2, "un"), (6, "deux"), (7, "trois")]
    assert lecture.lignes[0].texte == "a\nb\nc"


def test_les_separateurs_unicode_de_ligne_ne_decalent_pas_les_numeros(lire_csv):
    lecture = lire_csv("titre;texte\nun;a\u2028b\nquatre;c\x0bd\ncinq;e\n")
    assert [ligne.numero for ligne in lecture.lignes] == [2, 3, 4]
    assert lecture.lignes[0].texte == "a\nb"


def test_une_fin_de_ligne_coupee_entre_deux_lectures_ne_compte_qu_une_fois(lire_csv):
    entete = "titre;texte\n"
    remplissage = "x" * (64 * 1024 - len(entete) - len("a;") - 1)
    lecture = lire_csv(f"{entete}a;{remplissage}\r\nb;fin\r\n")
    assert [ligne.numero for ligne in lecture.lignes] == [2, 3]


def test_un_guillemet_jamais_referme_est_refuse_avec_sa_ligne(lire_csv):
    with pytest.raises(FichierRefuse, match="ligne 3 n’est jamais refermé"):
        lire_csv('titre;texte\nun;a\ndeux;"b\ntrois;c\n')


def test_des_lignes_avalees_par_un_guillemet_sont_signalees(lire_csv):
    lecture = lire_csv('code;titre;texte\nA1;un;"a\nA2;deux;b\nA3;trois;c"\nA4;quatre;d\n')
    assert any("guillemet" in s for s in lecture.lignes[0].signalements)
    assert lecture.lignes[1].signalements == ()


def test_une_ligne_qui_a_plus_de_cellules_que_l_en_tete_est_refusee(lire_csv):
    lecture = lire_csv("code,titre\nA1,oui, mais non\nA2,bien\n")
    assert [(refus.numero, "séparateur" in refus.raison) for refus in lecture.refus] == [(2, True)]
    assert [ligne.reference for ligne in lecture.lignes] == ["A2"]


def test_les_separateurs_vides_en_fin_de_ligne_ne_genent_pas(lire_csv):
    lecture = lire_csv("code;titre;;;\nA1;un;;;;;;\n;;;;\nA2;deux;;;\n")
    assert [ligne.reference for ligne in lecture.lignes] == ["A1", "A2"]
    assert lecture.refus == []


def test_un_texte_qui_commence_par_egal_est_garde_et_signale(lire_csv):
    ligne = lire_csv("code;titre\nA1;=1+1\n").lignes[0]
    assert ligne.titre == "=1+1"
    assert any("«\xa0=\xa0»" in s for s in ligne.signalements)


def test_une_ligne_avec_nul_est_refusee_seule_et_avec_son_numero(lire_csv):
    lecture = lire_csv("code;titre\nA1;bon\nA2;mau\0vais\nA3;bon\n")
    assert [refus.numero for refus in lecture.refus] == [3]
    assert "NUL" in lecture.refus[0].raison
    assert [ligne.reference for ligne in lecture.lignes] == ["A1", "A3"]


@pytest.mark.parametrize("longueur", [100_001, 200_000])
def test_une_cellule_demesuree_refuse_sa_ligne(lire_csv, longueur):
    lecture = lire_csv(f"code;titre\nA1;{'x' * longueur}\nA2;bon\n")
    assert [refus.numero for refus in lecture.refus] == [2]
    assert str(longueur) in lecture.refus[0].raison


def test_les_caracteres_de_controle_sont_retires(lire_csv):
    assert lire_csv("titre;texte\nun\x07;a\x1bb\u202ec\ufeff\n").lignes[0].texte == "abc"


def test_un_flux_sans_retour_en_arriere_est_lu():
    class Tuyau:
        def __init__(self, octets):
            self.octets = octets

        def read(self, taille=-1):
            morceau, self.octets = self.octets[:taille], self.octets[taille:]
            return morceau

    assert len(lire(Tuyau(b"titre;texte\nun;a\n"), "liste.csv").lignes) == 1
    with pytest.raises(FichierRefuse, match="taille"):
        lire(Tuyau(b"titre;texte\n" + b"un;a\n" * 100), "liste.csv", taille_maximale=100)
