import re

import pytest
from django.conf import settings
from django.test.html import parse_html

from config.context_processors import MENU_PRINCIPAL, courant

PAGE = "{% extends 'base.html' %}{% block titre %}Une page{% endblock %}{% block contenu %}<h1>Une page</h1>{% endblock %}"


@pytest.fixture
def page(rendre_texte):
    return rendre_texte(PAGE)


def test_le_html_est_bien_forme(page):
    parse_html(page)


def test_la_page_dit_sa_langue_et_son_titre(page):
    assert '<html lang="fr"' in page
    assert f"<title>Une page – {settings.NOM_DU_SITE}</title>" in page


def test_les_liens_d_evitement_viennent_en_premier_et_leurs_cibles_prennent_le_focus(page):
    corps = page[page.index("<body>") :]
    evitement = re.search(r'<div class="fr-skiplinks">.*?</nav>', corps, re.S)
    assert evitement, "Pas de liens d’évitement"
    assert corps.index("<a ") > evitement.start()
    cibles = re.findall(r'href="#([\w-]+)"', evitement[0])
    assert cibles == ["contenu", "menu", "pied-de-page"]
    for cible in cibles:
        balise = re.search(rf'<\w+[^>]*\bid="{cible}"[^>]*>', corps)
        assert balise, f"La cible #{cible} n’existe pas"
        assert 'tabindex="-1"' in balise[0]


def test_aucun_identifiant_n_est_double(page):
    identifiants = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiants) == len(set(identifiants))


def test_deux_rendus_donnent_les_memes_octets(rendre_texte):
    assert rendre_texte(PAGE) == rendre_texte(PAGE)


def test_le_menu_signale_la_page_courante(page):
    assert '<a class="fr-nav__link" href="/demarches/" aria-current="page">' in page
    assert page.count("aria-current") == 1


@pytest.mark.parametrize(
    ("url", "chemin", "attendu"),
    [
        ("/", "/", "page"),
        ("/", "/demarches/", ""),
        ("/demarches/", "/demarches/", "page"),
        ("/demarches/", "/demarches/12-climat/avis/", "true"),
        ("/demarches/", "/suivi/", ""),
    ],
)
def test_une_entree_du_menu_est_courante_sur_sa_page_et_en_dessous(url, chemin, attendu):
    assert courant(url, chemin) == attendu


def test_toutes_les_entrees_du_menu_sont_affichees(page):
    for libelle, url in MENU_PRINCIPAL:
        assert re.search(rf'href="{url}"[^>]*>{libelle}</a>', page)


def test_le_pied_de_page_porte_les_mentions_de_l_etat_dans_l_ordre(page):
    pied = page[page.index("<footer") :]
    attendus = [
        "info.gouv.fr",
        "service-public.gouv.fr",
        "legifrance.gouv.fr",
        "data.gouv.fr",
        "Accessibilité : non conforme",
        "licence etalab-2.0",
    ]
    positions = [pied.index(attendu) for attendu in attendus]
    assert positions == sorted(positions)


def test_sans_la_marque_de_l_etat_le_site_se_dit_non_officiel(page):
    assert "Démonstration, site non officiel" in page
    assert 'class="sans-marque"' in page
    assert "fr-logo" not in page


def test_avec_la_marque_de_l_etat_le_bloc_marque_est_la_et_l_avertissement_disparait(rendre_texte, settings):
    settings.MARQUE_ETAT, settings.DEMONSTRATION = True, False
    page = rendre_texte(PAGE)
    assert page.count("République<br>Française") == 2
    assert "non officiel" not in page
    assert "sans-marque" not in page


def test_une_demonstration_se_dit_non_officielle_meme_avec_la_marque(rendre_texte, settings):
    settings.MARQUE_ETAT = settings.DEMONSTRATION = True
    assert "Démonstration, site non officiel" in rendre_texte(PAGE)


def test_les_reglages_d_affichage_sont_invisibles_sans_javascript(page):
    for bouton in re.finditer(r"<button[^>]*data-ouvre", page):
        parent = page[: bouton.start()].rsplit("js-seulement", 1)
        assert len(parent) == 2, "Un bouton sans effet resterait visible"
        assert len(parent[1]) < 200


def test_la_page_ne_demande_rien_a_un_tiers(page):
    for balise in re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*>", page):
        if 'rel="canonical"' not in balise:  # a name, that no browser fetches
            assert not re.search(r'(?:href|src)="(?:https?:)?//', balise), balise
