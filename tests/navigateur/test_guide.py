"""The user guide in a real browser: every page, its pictures, at every width."""

import pytest

from config.guide import pages
from tests.navigateur.conftest import deborde, violations
from tests.navigateur.test_parcours_principal import Parcours


@pytest.mark.django_db(transaction=True)
def test_le_guide_se_lit_page_par_page(page, alice_redactrice, request):
    parcours = Parcours(page, f"guide-{request.node.callspec.id}")
    parcours.se_connecter(alice_redactrice)
    parcours.cliquer("Guide", "link", "sommaire", exact=True)
    parcours.cliquer("Soumettre au CIPC", "link", "soumettre")
    assert page.locator("h1").inner_text() == "Soumettre au CIPC"
    for nom in pages():
        page.goto(f"/admin/guide/{nom}/")
        assert page.locator(".guide img").evaluate_all("images => images.every(i => i.naturalWidth > 0)"), nom
        assert not deborde(page), nom
        if "avec-js" in parcours.identifiant:
            assert violations(page) == [], nom
    assert parcours.defauts == []
    assert page.erreurs == []
