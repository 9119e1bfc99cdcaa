"""An agent who has never done it: what they prepare, what was already debated, then the fiche page by page."""

import pytest

from demarches.models import Demarche
from publication.atelier import tracer
from publication.soumission import soumettre
from tests.fabriques import DemarcheFactory
from tests.navigateur.test_parcours_principal import Parcours
from tests.verbes import valider

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def deja_tenue(ministere, alice_redactrice, viktor_valideur):
    demarche = DemarcheFactory(organisation=ministere, titre="Convention sur la nuit")
    tracer(demarche, alice_redactrice, demarche.dossier)
    valider(soumettre(demarche.dossier, [demarche], alice_redactrice), viktor_valideur)
    return demarche


def test_de_la_premiere_question_a_la_fiche_page_par_page(page, request, deja_tenue, alice_redactrice):
    parcours = Parcours(page, f"charte-{request.node.callspec.id}")
    parcours.se_connecter(alice_redactrice)
    parcours.cliquer("Créer une démarche", "link", "creation")
    page.get_by_label("Faire connaître un plan").check()
    page.get_by_label("Titre").fill("La ville et la nuit")
    page.get_by_label("Pourquoi une démarche").fill("Parce que la nuit divise.")
    parcours.cliquer("Continuer", nom_de_la_page="orientation")
    assert page.get_by_role("heading", name="campagne de communication").is_visible()
    parcours.cliquer("Revenir à mes réponses", nom_de_la_page="retour")
    assert page.get_by_label("Pourquoi une démarche").input_value() == "Parce que la nuit divise."
    page.get_by_label("Demander à des citoyens").check()
    parcours.cliquer("Continuer", nom_de_la_page="semblables")
    assert page.get_by_role("link", name="Convention sur la nuit").is_visible()
    parcours.cliquer("Créer cette démarche", nom_de_la_page="identite")

    demarche = Demarche.objects.get(titre="La ville et la nuit")
    page.locator("#id_chapo").fill("Écrit avant de changer de page.")
    parcours.cliquer("Qui décide", nom_de_la_page="decision", exact=True)
    assert "section=decision" in page.url
    page.get_by_role("link", name="la fonction du commanditaire").click()
    assert page.evaluate("document.querySelector(':target').id") == "id_commanditaire_fonction"
    page.locator("#id_commanditaire_fonction").fill("Ministre chargé de la Ville")
    with page.expect_navigation():
        page.locator("#id_commanditaire_fonction").press("Enter")
    assert "section=decision" in page.url
    demarche.refresh_from_db()
    assert (demarche.chapo, demarche.commanditaire_fonction) == (
        "Écrit avant de changer de page.",
        "Ministre chargé de la Ville",
    )

    page.goto(f"/admin/dossiers/{demarche.pk}/")
    parcours.voir("tableau")
    with page.expect_navigation():
        page.get_by_role("link", name="un engagement, ou la mention").click()
    parcours.voir("engagements")
    assert page.locator("#id_engagements-0-texte").is_visible(), "ce qui manque est déplié"
    page.goto(f"/admin/dossiers/{demarche.pk}/cadrage/")
    parcours.voir("cadrage")
    for section in ("calendrier", "participants", "information", "mentions"):
        page.goto(f"/admin/demarches/demarche/{demarche.pk}/change/?section={section}")
        parcours.voir(section)
    assert not parcours.defauts, "\n".join(parcours.defauts)
    assert not [erreur for erreur in page.erreurs if "404" not in erreur]
