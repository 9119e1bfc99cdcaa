import datetime
import re

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html

SANS_CONTEXTE = ["400", "500", "503"]
AVEC_CONTEXTE = ["403", "403_csrf", "404", "410"]


@pytest.mark.parametrize("page", SANS_CONTEXTE)
def test_la_page_se_passe_de_base_et_de_contexte(page):
    """No database mark: a query would fail the test."""
    html = render_to_string(f"{page}.html")
    parse_html(html)
    assert html.count("<h1") == 1
    assert "Accessibilité : non conforme" in html


@pytest.mark.parametrize("page", AVEC_CONTEXTE)
def test_la_page_a_un_seul_titre_et_dit_quoi_faire(rendre, page):
    html = rendre(f"{page}.html")
    parse_html(html)
    assert html.count("<h1") == 1
    titre = re.search(r"<h1>([^<]+)</h1>", html)[1]
    assert f"<title>{titre} – " in html
    assert "Accessibilité : non conforme" in html


def test_une_page_retiree_dit_quand_et_pourquoi(rendre):
    html = rendre("410.html", {"motif": "doublon", "date": datetime.date(2026, 3, 12)})
    assert "retirée le 12 mars 2026 pour le motif suivant : doublon" in html


def test_une_page_retiree_se_rend_sans_motif_ni_date(rendre):
    html = rendre("410.html")
    assert "puis retirée ;" in html
