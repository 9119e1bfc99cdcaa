"""From an invitation to the back-office, in a real browser, the second factor asked as in production."""

import base64
import time

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_facteur
from accounts.enums import Role
from accounts.invitations import inviter, jeton
from tests.fabriques import AgentFactory
from tests.navigateur.test_parcours_principal import Parcours
from tests.personnes import agent

pytestmark = pytest.mark.django_db(transaction=True)
MOT_DE_PASSE = "un tout autre mot de passe"


@pytest.fixture(autouse=True)
def exige(settings):
    settings.SECOND_FACTEUR_EXIGE = True


def code(secret_en_clair) -> str:
    totp = TOTP(base64.b32decode(secret_en_clair.replace(" ", "")))
    totp.time = time.time()
    return f"{totp.token():06}"


def connecter(page, courriel):
    page.get_by_label("Courriel").fill(courriel)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Connexion").click()


def test_de_l_invitation_au_back_office(page, request, cipc):
    parcours = Parcours(page, f"comptes-{request.node.callspec.id}")
    adele, nora = agent("Adèle", Role.ADMINISTRATEUR, cipc), AgentFactory(prenom="Nora", is_superuser=True)

    page.goto(f"/admin/invitation/{jeton(inviter(nora, adele))}/")
    parcours.voir("invitation")
    for champ in page.locator("input[type=password]").all():
        champ.fill(MOT_DE_PASSE)
    parcours.cliquer("Choisir ce mot de passe", "button", "mot-de-passe-choisi")
    connecter(page, nora.courriel)
    parcours.voir("enregistrer")
    page.get_by_role("textbox", name="Code").fill("000000")
    parcours.cliquer("Enregistrer", "button", "code-refuse")
    page.get_by_role("textbox", name="Code").fill(code(page.locator(".secret").inner_text()))
    parcours.cliquer("Enregistrer", "button", "codes-de-secours")
    assert page.locator(".codes-de-secours li").count() == second_facteur.CODES_DE_SECOURS
    secours = page.locator(".codes-de-secours li").first.inner_text()
    parcours.cliquer("J’ai gardé ces codes", "button", "accueil-de-l-administratrice")

    page.goto(f"/admin/comptes/{nora.pk}/acces/")
    parcours.voir("acces")
    page.goto(f"/admin/accounts/agent/{nora.pk}/history/")
    parcours.voir("historique-du-compte")
    for nom in ("comptes-a-surveiller", "courriels", "accounts/agent/add"):
        page.goto(f"/admin/{nom}/")
        parcours.voir(nom.replace("/", "-"))

    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/admin/")
    connecter(page, nora.courriel)
    parcours.voir("second-facteur")
    page.get_by_role("textbox", name="Code").fill(secours)
    parcours.cliquer("Continuer", "button", "entree-par-code-de-secours")
    assert page.get_by_text("il vous en reste 9").is_visible()
    assert TOTPDevice.objects.count() == 1
    assert parcours.defauts == []
    assert page.erreurs == []
