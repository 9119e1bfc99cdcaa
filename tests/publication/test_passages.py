"""How words are found and hidden: whatever way they were written, and nothing else."""

from unicodedata import normalize

import pytest
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from publication.enums import MotifLegal
from publication.occultation import occulter_document
from publication.passages import ADRESSE_AU_PLUS, Occulteur, plier
from publication.passages_admis import refus_des_passages

MARQUE = "[passage occulté : données personnelles]"
DANS_UNE_ADRESSE = "passage-occulte-donnees-personnelles"


def occulteur(*passages):
    return Occulteur(passages, MotifLegal.DONNEES_PERSONNELLES)


@pytest.mark.parametrize(
    ("passage", "texte", "attendu"),
    [
        ("Jean Dupont", "Merci à Jean Dupont, de Lille.", f"Merci à {MARQUE}, de Lille."),
        ("jean dupont", "JEAN DUPONT !", f"{MARQUE} !"),
        ("Hélène Dœuf", "helene doeuf", MARQUE),
        ("Hélène Dœuf", normalize("NFD", "a Hélène Dœuf a"), f"a {MARQUE} a"),
        ("Renée", normalize("NFD", "Renée"), MARQUE),
        ("l'Île d’Yeu", "à l’Ile d'Yeu", f"à {MARQUE}"),
        ("Jean Dupont", "Jean\n\t\u00a0Dupont", MARQUE),
        ("Jean Dupont", "Jean%20Dupont & Jean%2520Dupont", f"{MARQUE} & {MARQUE}"),
        ("Dupré", "Dupr%C3%A9 Dupr%E9 Dupr\\u00e9 Dupr&eacute; Dupr&#xe9;", " ".join([MARQUE] * 5)),
        ("Jean Dupont", "jean.dupont@exemple.fr", f"{DANS_UNE_ADRESSE}@exemple.fr"),
        ("Jean Dupont", "https://x.fr/jean-dupont/", f"https://x.fr/{DANS_UNE_ADRESSE}/"),
        ("Jean Dupont", "cv_jean_dupont.pdf", "cv_[occulté].pdf"),
        ("Jean Dupont", "#JeanDupont2025", "#[occulté]2025"),
        ("Jean Dupont", "jeandupont75", "[occulté]75"),
        ("06 12 34 56 78", "Au 0612345678 ou au 06.12.34.56.78", f"Au {MARQUE} ou au {MARQUE}"),
        # what is another word stays
        ("Martin", "La Martinique de saint-martinois", "La Martinique de saint-martinois"),
        ("Ali", "La réalité, la qualité, Ali.", f"La réalité, la qualité, {MARQUE}."),
        # nothing is a regular expression
        ("a.*(b|c)+[d", "a.*(b|c)+[d et abcd", f"{MARQUE} et {MARQUE}"),
        ("ne trouve rien", "un texte", "un texte"),
        ("passage occulté", MARQUE, MARQUE),
    ],
)
def test_un_passage_se_trouve_comme_il_est_ecrit(passage, texte, attendu):
    assert occulteur(passage).occulter(texte) == attendu


def test_deux_passages_qui_se_chevauchent_font_une_seule_marque():
    assert occulteur("Jean Dupont", "Dupont de Lille").occulter("Jean Dupont de Lille.") == f"{MARQUE}."


def test_occulter_deux_fois_ne_change_rien_de_plus():
    une = occulteur("données", "Jean Dupont").occulter("Les données de Jean Dupont")
    assert occulteur("données", "Jean Dupont").occulter(une) == une


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(["Jean-Noël Dupré", "ZOÉ ÇELIK-ØRSTED", "Straße 12 bis", "ﬁche Œdème"]),
    st.sampled_from(["NFC", "NFD", "NFKC"]),
    st.sampled_from([str, str.upper, str.lower, str.title]),
)
def test_rien_de_ce_qui_entoure_ne_sauve_un_passage(avant, apres, nom, forme, casse):
    texte = f"{avant} {normalize(forme, casse(nom))} {apres}"
    rendu = occulteur(nom).occulter(texte)
    assert plier(nom) not in plier(rendu)
    assert MARQUE in rendu


@given(st.text(), st.text(min_size=3))
def test_n_importe_quel_texte_se_lit_sans_erreur(texte, passage):
    rendu = occulteur(passage).occulter(texte)
    assert not occulteur(passage).contient(rendu)


@pytest.mark.parametrize("longueur", range(40, 90))
def test_une_adresse_coupee_ne_garde_pas_le_debut_d_un_nom(longueur):
    titre = f"{'a' * longueur} Hélène Dupontel et la suite du titre qui est assez longue pour être coupée"
    occulte = occulteur("Hélène Dupontel").occulter(slugify(titre)[:ADRESSE_AU_PLUS], adresse=True)
    assert "hel" not in occulte
    assert len(occulte) <= ADRESSE_AU_PLUS
    assert slugify(occulte) == occulte.rstrip("-")


def test_un_document_ne_perd_que_du_texte_libre():
    document = {
        "schema": "demarche/1",
        "sel": "ab" * 16,
        "themes": ["logement"],
        "annoncee_le": "2025-01-06",
        "nombre": 3,
        "texte": "Le logement, le 2025-01-06.",
        "pieces": [{"fichier": {"sha256": "1234" * 16, "type_mime": "image/png", "nom": "logement.png"}}],
    }
    occulte = occulter_document(document, occulteur("logement", "2025-01-06", "1234" * 16, "image/png"))
    assert occulte == document | {
        "sel": "",
        "texte": f"Le {MARQUE}, le {MARQUE}.",
        "pieces": [{"fichier": document["pieces"][0]["fichier"] | {"nom": "[occulté].png"}}],
    }


def test_un_document_qui_ne_dit_rien_du_passage_reste_le_meme():
    document = {"schema": "demarche/1", "sel": "ab" * 16, "texte": "Rien."}
    assert occulter_document(document, occulteur("logement")) is document


@pytest.mark.parametrize(
    ("passage", "raison"),
    [
        ("a!", "trop court"),
        ("…", "trop court"),
        ("de la", "mots courants"),
        ("La République", "mots courants"),
        ("le 12 mars 2025", "mots courants"),
        ("Jean\0Dupont", "caractère interdit"),
        ("x" * 10_001, "dépasse 10 000 caractères"),
    ],
)
def test_un_passage_qui_emporterait_tout_est_refuse(passage, raison):
    [refus] = refus_des_passages([passage])
    assert refus.startswith("Le passage n° 1 ")
    assert raison in refus


@pytest.mark.parametrize("passage", ["Ali", "Li An", "Dupont", "a.*(bb|c)+[d", "0612345678", "é" * 10_000])
def test_un_passage_qui_dit_quelque_chose_est_admis(passage):
    assert refus_des_passages([passage]) == []


def test_vingt_passages_au_plus():
    assert refus_des_passages(["Dupont"] * 21) == ["Donnez 20 passages au plus par demande."]
