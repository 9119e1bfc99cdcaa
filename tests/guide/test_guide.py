"""The user guide says what the screens say, shows pictures that exist, and is read by whoever is signed in."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from config.guide import DOSSIER, en_html, lire, pages
from tests.guide.captures import IMAGES, POIDS_MAXIMAL
from tests.guide.ecrans import ECRANS

RACINE = Path(settings.RACINE)
APPS = ["accounts", "courriels", "publication", "demarches", "suivi", "portail"]
TEXTES = {nom: (DOSSIER / f"{nom}.md").read_text(encoding="utf-8") for nom in pages()}
MONTREES = [image for texte in TEXTES.values() for image in re.findall(r"!\[(.*?)\]\((.+?)\)", texte)]


def cites(texte) -> set[str]:
    """What a page quotes of the screens, in bold; a line of « si quelque chose ne va pas » is named by a sentence."""
    return {cite for cite in re.findall(r"\*\*(.+?)\*\*", texte) if not cite.endswith(".")}


@pytest.fixture(scope="module")
def ecrans_ecrits() -> str:
    """All that the screens may say: the templates, and the sentences of the code."""
    gabarits = [chemin.read_text(encoding="utf-8") for chemin in (RACINE / "templates").rglob("*.html")]
    phrases = [
        noeud.value
        for app in APPS
        for chemin in (RACINE / app).rglob("*.py")
        if not {"migrations", "demonstration"} & set(chemin.parts)
        for noeud in ast.walk(ast.parse(chemin.read_text(encoding="utf-8")))
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str)
    ]
    return simple("\n".join([*gabarits, *phrases]))


def simple(texte) -> str:
    return re.sub(r"\s+", " ", texte.replace("&nbsp;", " ")).casefold()


# The pages


@pytest.mark.parametrize("nom", pages())
def test_chaque_bouton_cite_existe_sur_les_ecrans(nom, ecrans_ecrits):
    inconnus = {
        cite
        for cite in cites(TEXTES[nom])
        if not re.search(rf"(?<!\w){re.escape(simple(cite))}(?!\w)", ecrans_ecrits)
    }
    assert not inconnus, f"docs/guide/{nom}.md cite ce qu’aucun écran ne dit"


def test_un_bouton_qui_n_existe_pas_est_denonce(ecrans_ecrits):
    assert cites("Appuyez sur **Tout publier d’un coup**.") == {"Tout publier d’un coup"}
    assert simple("Tout publier d’un coup") not in ecrans_ecrits
    assert simple("Soumettre au CIPC") in ecrans_ecrits


@pytest.mark.parametrize("nom", pages())
def test_chaque_page_dit_quand_s_en_servir_et_que_faire_si_cela_ne_va_pas(nom):
    titres = re.findall(r"^## (.+)$", TEXTES[nom], re.M)
    assert TEXTES[nom].startswith("# ")
    assert len(re.findall(r"^# ", TEXTES[nom], re.M)) == 1
    if nom != "sommaire":
        assert titres[0] == "Quand"
        assert titres[-1] == "Si quelque chose ne va pas"


@pytest.mark.parametrize("nom", pages())
def test_la_typographie_est_francaise(nom):
    texte = re.sub(r"\(.+?\.(?:md|png)\)|https?://\S+", "", TEXTES[nom])
    assert not re.findall(r"[^\u00a0][:;?!»](?=\s|$)|«[^\u00a0]|'", texte)


def test_le_sommaire_mene_a_toutes_les_pages():
    menees = re.findall(r"\((.+?)\.md\)", TEXTES["sommaire"])
    assert sorted([*menees, "sommaire"]) == pages()


def test_chaque_lien_mene_a_une_page_du_guide():
    for nom, texte in TEXTES.items():
        assert set(re.findall(r"\(([\w-]+)\.md\)", texte)) <= set(pages()), nom


# The pictures


def test_chaque_image_montree_existe_et_le_script_sait_la_faire():
    montrees = {adresse.removeprefix("../../static/guide/").removesuffix(".png") for _, adresse in MONTREES}
    assert montrees == set(ECRANS) == {image.stem for image in IMAGES.glob("*")}


def test_chaque_image_est_decrite():
    descriptions = [description for description, _ in MONTREES]
    assert all(description.endswith(".") for description in descriptions)
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize("nom", ECRANS)
def test_chaque_image_est_legere(nom):
    octets = (IMAGES / f"{nom}.png").read_bytes()
    assert octets.startswith(b"\x89PNG")
    assert len(octets) <= POIDS_MAXIMAL


# In the back-office


@pytest.mark.django_db
@pytest.mark.parametrize("nom", pages())
def test_un_agent_lit_chaque_page(client, alice_redactrice, nom):
    client.force_login(alice_redactrice)
    reponse = client.get(f"/admin/guide/{nom}/")
    assert reponse.status_code == 200
    contenu = reponse.content.decode()
    assert contenu.count("<h1") == 1
    assert lire(nom).titre in contenu
    assert ".md" not in contenu
    assert "../static" not in contenu


@pytest.mark.django_db
def test_chaque_page_du_back_office_mene_au_guide(client, adele_administratrice):
    client.force_login(adele_administratrice)
    assert '<a href="/admin/guide/">Guide</a>' in client.get("/admin/").content.decode()
    assert "/admin/guide/repondre/" in client.get("/admin/guide/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("nom", ["inconnue", "sommaire-", "..", "..%2F..%2FREADME", "%00"])
def test_une_page_qui_n_existe_pas_est_introuvable(client, alice_redactrice, nom):
    client.force_login(alice_redactrice)
    assert client.get(f"/admin/guide/{nom}/").status_code in {400, 404}


@pytest.mark.django_db
def test_le_guide_se_lit_seulement(client, alice_redactrice):
    client.force_login(alice_redactrice)
    assert client.post("/admin/guide/").status_code == 405


@pytest.mark.django_db
def test_le_guide_demande_de_se_connecter(client):
    assert client.get("/admin/guide/").status_code == 302


def test_aucun_html_ne_passe():
    html = en_html("<script>alert(1)</script> <b onclick=x>gras</b> [x](javascript:alert(1))")
    assert "<script" not in html
    assert "<b" not in html
    assert "href" not in html


def test_un_tableau_une_liste_et_une_image_passent():
    html = en_html(
        "1. un\n\n| a | b |\n|---|---|\n| c | d |\n\n![Une image.](../../static/guide/accueil.png)"
    )
    assert "<ol>" in html
    assert '<th scope="col">a</th>' in html
    assert '<img src="/static/guide/accueil.png" alt="Une image.">' in html
