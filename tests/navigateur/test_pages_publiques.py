import pytest

from tests.navigateur.conftest import capturer, deborde, violations
from tests.portail.recits import demarche_en_ligne

PAGES = {
    "accueil": "/",
    "demarches": "/demarches/",
    "demarches-vide": "/demarches/?theme=sport",
    "recherche": "/recherche/?q=point",
    "participer": "/participer/",
    "agenda": "/agenda/",
    "organisations": "/organisations/",
    "organisation": "/organisations/{organisation}/",
    "themes": "/themes/",
    "theme": "/themes/{theme}/",
    "glossaire": "/glossaire/",
    "chiffres": "/a-propos/",
    "signaler": "/signaler/?nature=droit_de_reponse",
    "organiser": "/organiser/",
    "fiche": "/demarches/{id}-{slug}/",
    "avis": "/demarches/{id}-{slug}/avis/",
    "avis-filtre": "/demarches/{id}-{slug}/avis/?reponse=sans_reponse",
    "avis-page-2": "/demarches/{id}-{slug}/avis/?page=2",
    "proposition": "/demarches/{id}-{slug}/propositions/N2/",
    "proposition-sans-reponse": "/demarches/{id}-{slug}/propositions/N9/",
    "proposition-decoupee": "/demarches/{id}-{slug}/propositions/N3/",
    "impact": "/demarches/{id}-{slug}/impact/",
    "mesure": "/demarches/{id}-{slug}/mesures/1/",
    "introuvable": "/demarches/999-rien/",
}


@pytest.mark.django_db(transaction=True)
def test_chaque_page_publique_se_lit_partout(page, ministere, alice_redactrice, viktor_valideur, request):
    demarche = demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)
    defauts = []
    for nom, adresse in PAGES.items():
        page.goto(
            adresse.format(
                id=demarche.pk,
                slug=demarche.slug,
                organisation=f"{ministere.pk}-{ministere.slug}",
                theme=demarche.themes[0],
            )
        )
        capturer(page, f"{nom}-{request.node.callspec.id}")
        if page.locator("h1").count() != 1:
            defauts.append(f"{nom} : {page.locator('h1').count()} titres de niveau 1")
        if page.viewport_size["width"] == 320 and request.node.callspec.params["page"][1] and deborde(page):
            defauts.append(f"{nom} : défile en largeur")
        if request.node.callspec.params["page"][1]:
            defauts += [f"{nom} : {violation}" for violation in violations(page)]
    assert not defauts, "\n".join(defauts)
    assert not [erreur for erreur in page.erreurs if "404" not in erreur]
