"""A name is erased by two people in a real browser, then looked for on the public page."""

import pytest

from tests.navigateur.test_parcours_principal import Parcours
from tests.portail.recits import demarche_en_ligne, publier

NOM = "Jean Dupont"


@pytest.mark.django_db(transaction=True)
def test_deux_personnes_effacent_un_nom(
    page, ministere, alice_redactrice, viktor_valideur, adele_administratrice, request
):
    demarche = demarche_en_ligne(ministere, alice_redactrice, viktor_valideur, points=3)
    demarche.engagements.create(texte=f"Répondre à {NOM}, dupont@exemple.fr", par="La ministre fictive")
    declaration = {"modification": "mise_a_jour", "raison": "Un engagement."}
    publier(demarche, [demarche], alice_redactrice, viktor_valideur, **declaration)
    parcours = Parcours(page, request.node.callspec.id)
    publique = f"/demarches/{demarche.pk}-{demarche.slug}/"

    parcours.se_connecter(adele_administratrice)
    parcours.cliquer("Effacements légaux", "link", "effacements")
    page.get_by_label("Démarche").fill(f"https://exemple.fr{publique}")
    parcours.cliquer("Continuer", nom_de_la_page="demander")
    page.get_by_label("Données personnelles").check()
    page.get_by_label("Référence légale").fill("RGPD, art. 17")
    page.get_by_label("Passages à effacer").fill("de la")
    parcours.cliquer("Demander l’effacement", nom_de_la_page="refusee")
    assert "mots courants" in page.content()
    page.get_by_label("Passages à effacer").fill(NOM)
    parcours.cliquer("Demander l’effacement", nom_de_la_page="demandee")
    assert "une autre personne doit le confirmer" in page.content()

    parcours.se_connecter(viktor_valideur)
    page.goto("/admin/effacements/")
    parcours.voir("liste")
    parcours.cliquer("N° ", "link", "apercu")
    assert "dupont@exemple.fr" in page.content()  # close to the passage, and not erased
    parcours.cliquer("Confirmer et effacer", nom_de_la_page="efface")
    assert NOM not in page.content()

    page.context.clear_cookies()
    page.goto(publique)
    parcours.voir("fiche-publique")
    assert NOM not in page.content()
    assert "[passage occulté : données personnelles]" in page.content()
    assert "Un passage a été occulté le" in page.content()
    assert not parcours.defauts, "\n".join(parcours.defauts)
    assert not page.erreurs
