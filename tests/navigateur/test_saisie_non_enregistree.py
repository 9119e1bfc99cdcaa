"""A tab closed before saving, in a real browser: what was typed is there again; without a script, the form works the same."""

import pytest

from publication.atelier import tracer
from publication.models import SaisieEnCours
from tests.fabriques import DemarcheFactory
from tests.navigateur.test_parcours_principal import Parcours

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demarche(ministere, alice_redactrice):
    demarche = DemarcheFactory(organisation=ministere, titre="Convention sur la nuit")
    tracer(demarche, alice_redactrice, demarche.dossier)
    return demarche


def test_un_onglet_ferme_sans_enregistrer_ne_perd_rien(page, request, demarche, alice_redactrice):
    _, javascript = request.node.callspec.params["page"]
    parcours = Parcours(page, f"saisie-{request.node.callspec.id}")
    parcours.se_connecter(alice_redactrice)
    fiche = f"/admin/demarches/demarche/{demarche.pk}/change/?section=engagements"
    if javascript:
        taper_et_fermer(page.context.new_page(), fiche)
        page.goto(fiche)
        parcours.voir("en-attente")
        parcours.cliquer("Reprendre cette saisie", "link", "reprise")
        page.locator("#id_evaluation_quand").press("End")
        page.keyboard.type(" 2027")
        page.get_by_role("status").filter(has_text="Saisie gardée à").wait_for()
        page.mouse.wheel(0, 3000)
        parcours.voir("gardee")
        assert SaisieEnCours.objects.get().champs["evaluation_quand"] == ["en juin 2027"]
    else:
        page.goto(fiche)
        page.locator("#engagements-group summary").click()
        page.locator("#id_evaluation_quand").fill("en juin 2027")
        page.locator("#id_engagements-0-texte").fill("Répondre à tout.")
        page.locator("#id_engagements-0-par").fill("Le ministre")
    parcours.cliquer("Enregistrer cette page", nom_de_la_page="enregistree")
    demarche.refresh_from_db()
    assert demarche.evaluation_quand == "en juin 2027"
    attendus = ["Répondre à tout."] + ["Dire pourquoi."] * javascript
    assert sorted(e.texte for e in demarche.engagements.all()) == sorted(attendus)
    assert not SaisieEnCours.objects.exists()
    assert "saisie non enregistrée" not in page.content()
    assert not parcours.defauts, "\n".join(parcours.defauts)
    assert not [erreur for erreur in page.erreurs if "404" not in erreur]


def taper_et_fermer(onglet, fiche):
    """Two lines, one of them added by the script of the page; closed a moment after, without saving."""
    onglet.goto(fiche)
    onglet.locator("#id_evaluation_quand").fill("en juin")
    onglet.locator("#engagements-group summary").click()
    onglet.locator("#engagements-group .add-row a").click()
    for rang, texte in enumerate(["Répondre à tout.", "Dire pourquoi."]):
        onglet.locator(f"#id_engagements-{rang}-texte").fill(texte)
        onglet.locator(f"#id_engagements-{rang}-par").fill("Le ministre")
    onglet.get_by_role("status").filter(has_text="Saisie gardée à").wait_for()
    onglet.close()
