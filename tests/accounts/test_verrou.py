"""Five failures close an account, or an address, for a quarter of an hour, and tell nothing."""

import datetime as dt

import pytest
import time_machine
from django.test import Client, RequestFactory

from accounts.verrou import adresse_du_client
from tests.back_office.conftest import texte
from tests.fabriques import MOT_DE_PASSE, AgentFactory

pytestmark = pytest.mark.django_db
CONNEXION = "/admin/login/"


def essayer(courriel, mot_de_passe="faux", depuis="192.0.2.1", **entetes):
    saisie = {"username": courriel, "password": mot_de_passe}
    return Client(REMOTE_ADDR=depuis).post(CONNEXION, saisie, headers=entetes)


@pytest.fixture
def alice(alice_redactrice):
    return alice_redactrice.courriel


def test_cinq_echecs_ferment_le_compte_d_ou_qu_ils_viennent(alice):
    statuts = [
        essayer(alice.upper() if n % 2 else alice, depuis=f"192.0.2.{n}").status_code for n in range(5)
    ]
    assert statuts == [200, 200, 200, 200, 429]
    assert essayer(f" {alice} ", MOT_DE_PASSE, depuis="192.0.2.99").status_code == 429


def test_cinq_echecs_ferment_l_adresse_quels_que_soient_les_comptes(alice):
    for n in range(5):
        essayer(f"inconnu{n}@exemple.gouv.fr")
    assert essayer(alice, MOT_DE_PASSE).status_code == 429
    assert essayer(alice, MOT_DE_PASSE, depuis="192.0.2.2").status_code == 302


def test_la_page_est_la_meme_que_le_compte_existe_ou_non(alice):
    pages = []
    for courriel, reseau in ((alice, "192.0.2"), ("personne@exemple.gouv.fr", "198.51.100")):
        reponses = [essayer(courriel, depuis=f"{reseau}.{n}") for n in range(6)]
        pages.append([(r.status_code, texte(r).replace(courriel, "")) for r in reponses])
    sans_jeton = [[(s, t.split("csrfmiddlewaretoken")[0]) for s, t in page] for page in pages]
    assert sans_jeton[0] == sans_jeton[1]
    assert "Attendez 15 minutes" in sans_jeton[0][-1][1]


def test_le_verrou_s_ouvre_au_bout_d_un_quart_d_heure_meme_si_l_on_insiste(alice):
    with time_machine.travel("2026-01-05 10:00", tick=False) as horloge:
        for _ in range(5):
            essayer(alice)
        horloge.shift(dt.timedelta(minutes=14))
        assert essayer(alice, MOT_DE_PASSE).status_code == 429
        horloge.shift(dt.timedelta(minutes=2))
        assert essayer(alice, MOT_DE_PASSE).status_code == 302


def test_se_connecter_ne_rend_pas_des_essais_sur_le_compte_d_un_autre(alice):
    complice = AgentFactory().courriel
    for _ in range(4):
        essayer(alice)
    assert essayer(complice, MOT_DE_PASSE).status_code == 302
    assert essayer(alice).status_code == 429


@pytest.mark.parametrize(
    "courriel", ["a\0b", "é" * 254, "x" * 5000, "", "'; DROP TABLE axes;--", "\u202e@exemple.fr"]
)
@pytest.mark.parametrize("mot_de_passe", ["\0", "x" * 200_000, "faux"])
def test_une_saisie_folle_n_est_qu_un_refus(courriel, mot_de_passe):
    assert essayer(courriel, mot_de_passe).status_code in {200, 400, 429}


@pytest.mark.parametrize(
    ("proxys", "entete", "attendue"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9, 192.0.2.8", "203.0.113.9"),
        (1, "n’importe quoi", "192.0.2.1"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_l_adresse_se_lit_dans_l_entete_seulement_si_un_proxy_est_declare(settings, proxys, entete, attendue):
    settings.PROXYS_DEVANT = proxys
    requete = RequestFactory(REMOTE_ADDR="192.0.2.1").get(
        "/", headers={"x-forwarded-for": entete.replace("’", "'")}
    )
    assert adresse_du_client(requete) == attendue
