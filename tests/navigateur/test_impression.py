"""What is printed: the page without the ways to elsewhere, nothing folded, the address of each external source."""

import datetime as dt

import pytest

from demarches.models import Piece
from publication.fichiers import deposer
from tests import fichiers_parlants
from tests.navigateur.conftest import capturer
from tests.portail.recits import demarche_en_ligne, publier

PAGES = {"fiche": "", "avis": "avis/", "point": "propositions/N2/", "mandat": "mandat/"}
CACHES = (
    ".fr-skiplinks, .menu-principal, .fr-breadcrumb, .sections, .fr-summary, .filtres, .voisins, "
    ".historique, .fr-pagination, footer, a[href^='/signaler/']"
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", [(1280, False)], indirect=True, ids=["papier"])
def test_chaque_page_s_imprime_sans_navigation_et_sans_rien_de_replie(
    page, ministere, alice_redactrice, viktor_valideur
):
    demarche = demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)
    demarche.liens.create(titre="Décret fictif", url="https://exemple.fr/decret")
    demarche.rendez_vous.create(titre="Réunion passée", date=dt.date(2025, 3, 3), presence="en_ligne")
    octets = fichiers_parlants.depot(fichiers_parlants.pdf("Bonjour"))
    fichier = deposer(octets, "a.pdf", demarche.dossier, alice_redactrice)
    Piece.objects.create(demarche=demarche, titre="Le dossier", fichier=fichier)
    publier(
        demarche, [demarche], alice_redactrice, viktor_valideur, modification="mise_a_jour", raison="Sources."
    )
    for nom, chemin in PAGES.items():
        page.goto(f"/demarches/{demarche.pk}-{demarche.slug}/{chemin}")
        page.emulate_media(media="print")
        capturer(page, f"impression-{nom}")
        for element in page.locator(CACHES).all():
            assert not element.is_visible(), (nom, element.get_attribute("class"))
        assert page.locator("h1").is_visible()
        coupes = page.evaluate(
            "() => [...document.querySelectorAll('main *')].filter(e => e.checkVisibility() "
            "&& e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible').length"
        )
        assert coupes == 0, nom
        if nom == "fiche":
            assert page.get_by_text("Réunion passée").is_visible()
            adresse = page.evaluate(
                "() => getComputedStyle(document.querySelector('a[href=\"https://exemple.fr/decret\"]'), '::after').content"
            )
            assert "exemple.fr" in adresse or "attr(href)" in adresse
        page.emulate_media(media="screen")
