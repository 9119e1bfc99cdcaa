"""A password does not open the back-office: the second factor, as it is in production."""

import re
import time

import pytest
import time_machine
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import ChangementDeCompte
from courriels.models import Courriel
from tests.back_office.conftest import navigateur, texte
from tests.fabriques import MOT_DE_PASSE

pytestmark = pytest.mark.django_db
PAGE, CODES, ACCUEIL = "/admin/second-facteur/", "/admin/second-facteur/codes/", "/admin/"


@pytest.fixture(autouse=True)
def exige(settings):
    settings.SECOND_FACTEUR_EXIGE = True


@pytest.fixture(autouse=True)
def horloge():
    with time_machine.travel("2026-01-05 10:00:00+01:00", tick=False) as horloge:
        yield horloge


@pytest.fixture
def alice(alice_redactrice):
    return navigateur(alice_redactrice)


def code_du_moment(secret) -> str:
    totp = TOTP(bytes.fromhex(secret))
    totp.time = time.time()
    return f"{totp.token():06}"


def enregistrer(client) -> list[str]:
    """Enrol as on the first day; the recovery codes."""
    client.get(PAGE)
    client.post(PAGE, {"code": code_du_moment(client.session["second_facteur_a_confirmer"])})
    return client.session["codes_de_secours_a_noter"]


def revenir(agent) -> Client:
    """The same person, another day, who has just given the password."""
    agent.refresh_from_db()
    return navigateur(agent)


def entre(client) -> bool:
    return client.get(ACCUEIL).status_code == 200


@pytest.mark.parametrize(
    "adresse",
    [
        "/admin/",
        "/admin/publications/",
        "/admin/password_change/",
        "/admin/accounts/agent/",
        "/admin/jsi18n/",
    ],
)
def test_un_mot_de_passe_seul_mene_au_second_facteur(alice, adresse):
    for reponse in (alice.get(adresse), alice.post(adresse)):
        assert reponse.status_code == 302
        assert reponse.headers["Location"].startswith(PAGE)


def test_un_mot_de_passe_seul_permet_de_se_deconnecter(alice):
    assert alice.post("/admin/logout/").status_code == 200


def test_sans_mot_de_passe_on_va_a_la_connexion():
    assert Client().get(PAGE).headers["Location"].startswith("/admin/login/")


def test_le_premier_jour_on_enregistre_une_application_et_les_codes_se_montrent_une_fois(
    alice, alice_redactrice
):
    page = texte(alice.get(PAGE))
    assert "<svg" in page
    assert "otpauth://totp/" in page
    assert not TOTPDevice.objects.exists()
    avant = alice.session.session_key
    codes = enregistrer(alice)
    assert alice.session.session_key != avant
    assert len(set(codes)) == 10
    assert all(code in texte(alice.get(CODES)) for code in codes)
    assert entre(alice)
    alice.post(CODES)
    assert not any(code in texte(alice.get(CODES)) for code in codes)
    assert not StaticToken.objects.filter(token__in=codes).exists()
    [changement] = ChangementDeCompte.objects.filter(agent=alice_redactrice)
    assert changement.nature == "second_facteur"


def test_un_double_clic_garde_les_codes(alice):
    codes = enregistrer(alice)
    reponse = alice.post(PAGE, {"code": "000000"}, follow=True)
    assert codes[0] in texte(reponse)
    assert TOTPDevice.objects.count() == 1


@pytest.mark.parametrize(
    "code", ["", "000000", "12345", "abc", "\0", "１２３４５６", "9" * 5000, "-1", "é" * 30]
)
def test_un_mauvais_code_n_enregistre_rien(alice, code):
    alice.get(PAGE)
    assert alice.post(PAGE, {"code": code}).status_code == 200
    assert not TOTPDevice.objects.exists()
    assert not entre(alice)


def test_ensuite_le_code_du_moment_suffit_une_fois(alice, alice_redactrice, horloge):
    enregistrer(alice)
    secret = TOTPDevice.objects.get().key
    horloge.shift(60)
    client = revenir(alice_redactrice)
    assert "otpauth" not in texte(client.get(PAGE))
    code = code_du_moment(secret)
    reponse = client.post(PAGE, {"code": f"{code[:3]} {code[3:]}", "next": "/admin/publications/"})
    assert reponse.headers["Location"] == "/admin/publications/"
    assert entre(client)
    rejoue = revenir(alice_redactrice)
    assert "Ce code n’est pas le bon" in texte(rejoue.post(PAGE, {"code": code}))
    assert not entre(rejoue)


@pytest.mark.parametrize("suite", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)"])
def test_on_ne_repart_pas_vers_un_autre_site(alice, suite):
    alice.get(PAGE)
    enregistrer(alice)
    assert alice.post(PAGE, {"next": suite}).headers["Location"].startswith("/admin/")


def test_un_code_de_secours_sert_une_fois(alice, alice_redactrice, horloge):
    codes = enregistrer(alice)
    client = revenir(alice_redactrice)
    reponse = client.post(PAGE, {"code": codes[0].upper().replace("-", " ")}, follow=True)
    assert "il vous en reste 9" in texte(reponse)
    assert entre(client)
    autre = revenir(alice_redactrice)
    autre.post(PAGE, {"code": codes[0]})
    assert not entre(autre)
    assert ChangementDeCompte.objects.filter(nature="code_de_secours").count() == 1


def test_qui_essaie_des_codes_attend_de_plus_en_plus(alice, alice_redactrice, horloge):
    enregistrer(alice)
    secret = TOTPDevice.objects.get().key
    client = revenir(alice_redactrice)
    horloge.shift(60)
    client.post(PAGE, {"code": "000000"})
    reponse = client.post(PAGE, {"code": code_du_moment(secret)})
    assert "Trop d’essais" in texte(reponse)
    horloge.shift(60)
    assert client.post(PAGE, {"code": code_du_moment(secret)}).status_code == 302


def test_le_second_facteur_d_une_personne_ne_sert_pas_a_une_autre(alice, oscar_d_ailleurs):
    enregistrer(alice)
    oscar = navigateur(oscar_d_ailleurs)
    session = oscar.session
    session["otp_device_id"] = TOTPDevice.objects.get().persistent_id
    session.save()
    assert not entre(oscar)


def test_un_administrateur_reinitialise_et_cela_se_sait(alice, alice_redactrice, adele_administratrice):
    enregistrer(alice)
    adele = navigateur(adele_administratrice)
    enregistrer(adele)
    adresse = reverse("admin:reinitialiser_le_second_facteur", args=[alice_redactrice.pk])
    adele.post(adresse)
    assert alice.get(ACCUEIL).headers["Location"].startswith("/admin/login/")
    assert "otpauth" in texte(revenir(alice_redactrice).get(PAGE))
    changement = ChangementDeCompte.objects.filter(agent=alice_redactrice).first()
    assert (changement.nature, changement.par) == ("reinitialisation", adele_administratrice)
    assert Courriel.objects.get(nature="acces").adresse == alice_redactrice.courriel
    adele.post(adresse)
    assert ChangementDeCompte.objects.filter(nature="reinitialisation").count() == 1


def test_on_ne_reinitialise_pas_le_sien(adele_administratrice):
    adele = navigateur(adele_administratrice)
    enregistrer(adele)
    adele.post(reverse("admin:reinitialiser_le_second_facteur", args=[adele_administratrice.pk]))
    assert TOTPDevice.objects.count() == 1


def test_la_production_refuse_de_s_en_passer(settings):
    assert [
        e.id for e in run_checks(tags=["security"], include_deployment_checks=True) if e.id == "accounts.E001"
    ] == []
    settings.SECOND_FACTEUR_EXIGE = False
    assert [
        e.id for e in run_checks(tags=["security"], include_deployment_checks=True) if e.id == "accounts.E001"
    ]


def test_de_la_page_de_connexion_a_l_accueil(alice_redactrice):
    client = Client()
    saisie = {"username": alice_redactrice.courriel, "password": MOT_DE_PASSE, "next": "/admin/publications/"}
    reponse = client.post("/admin/login/", saisie, follow=True)
    assert re.match(re.escape(PAGE) + r"\?next=/admin/publications/", reponse.redirect_chain[-1][0])
