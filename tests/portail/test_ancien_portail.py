"""Dead links of the former portal live again."""

import pytest
from django.urls import reverse

from tests.scenes import jour, le
from tests.vitrine.lignes import fiche_de_demarche

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(scene):
    scene.demarche.ancien_numero = 83
    scene.demarche.save()
    with le(0):
        scene.publier(scene.demarche)
    return scene


@pytest.mark.parametrize(
    ("fin", "page"),
    [
        ("", "fiche"),
        ("/", "fiche"),
        ("/fiche_identite", "fiche"),
        ("/avis_des_citoyens", "avis"),
        ("/suites_de_la_concertation/", "impact"),
    ],
)
def test_l_ancienne_adresse_mene_a_la_meme_page(scene, client, fin, page):
    with le(1):
        reponse = client.get(f"/trouver-une-concertation/83_un-nom-d-avant{fin}")
    nouvelle = reverse(f"portail:{page}", args=[scene.demarche.pk, scene.demarche.slug])
    assert (reponse.status_code, reponse.headers["Location"]) == (301, nouvelle)


def test_ce_qui_n_est_pas_encore_repris_se_cherche_par_son_nom(scene, client):
    with le(1):
        reponse = client.get("/trouver-une-concertation/84_grand-debat/fiche_identite")
    assert (reponse.status_code, reponse.headers["Location"]) == (302, "/recherche/?q=grand+debat")


def test_l_ancienne_liste_mene_a_la_nouvelle(client):
    reponse = client.get("/trouver-une-concertation")
    assert (reponse.status_code, reponse.headers["Location"]) == (301, "/demarches/")


def test_l_atelier_ne_change_aucune_adresse(scene, client):
    """The number is public when it is published, not when it is typed."""
    scene.demarche.ancien_numero = 84
    scene.demarche.save()
    with le(1):
        assert client.get("/trouver-une-concertation/83_x").status_code == 301
        assert client.get("/trouver-une-concertation/84_x").status_code == 302


def test_deux_fiches_ne_se_disputent_pas_une_adresse(scene, client):
    fiche_de_demarche(ancien_numero=83, validite=(jour(0), None), titre="La seconde").save()
    with le(1):
        assert (
            f"/demarches/{scene.demarche.pk}-"
            in client.get("/trouver-une-concertation/83_x").headers["Location"]
        )


@pytest.mark.parametrize("fin", ["99999999999_x", "83", "_x", "83_x/autre", "83_x/fiche_identite/y"])
def test_une_adresse_qui_n_a_jamais_existe_repond_404(scene, client, fin):
    assert client.get(f"/trouver-une-concertation/{fin}").status_code == 404
