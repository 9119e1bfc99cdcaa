"""An account opens by a link that serves once: nobody but the agent ever knows the password."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.signing import Signer
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.enums import NatureDuChangement
from accounts.invitations import inviter, jeton
from accounts.models import Agent, ChangementDeCompte, Invitation
from tests.back_office.conftest import navigateur, texte
from tests.courriels.conftest import texte as texte_du_courriel
from tests.fabriques import AgentFactory

pytestmark = pytest.mark.django_db
NOUVEAU = "un tout autre mot de passe"
SAISIE = {"mot_de_passe": NOUVEAU, "confirmation": NOUVEAU}


@pytest.fixture
def nora(db):
    agent = AgentFactory(prenom="Nora", courriel="nora@exemple.gouv.fr")
    agent.set_unusable_password()
    agent.save()
    return agent


@pytest.fixture
def invitation(nora, adele_administratrice):
    return inviter(nora, adele_administratrice)


def page(invitation):
    return reverse("admin:choisir_son_mot_de_passe", args=[jeton(invitation)])


def test_de_l_ouverture_du_compte_a_la_connexion(adele, boite, django_capture_on_commit_callbacks):
    saisie = {"courriel": "Nora@exemple.gouv.fr", "prenom": "Nora", "nom": "Neuve"}
    saisie |= {"affectations-TOTAL_FORMS": "0", "affectations-INITIAL_FORMS": "0"}
    with django_capture_on_commit_callbacks(execute=True):
        reponse = adele.post(reverse("admin:accounts_agent_add"), saisie, follow=True)
    nora = Agent.objects.get(courriel="nora@exemple.gouv.fr")
    assert not nora.has_usable_password()
    assert "une invitation part à nora@exemple.gouv.fr" in texte(reponse)
    [adresse] = re.findall(r"https://\S+", texte_du_courriel(boite.de("nora@exemple.gouv.fr")))
    chemin = adresse.removeprefix("https://participation.example")
    client = Client()
    lue = client.get(chemin)
    assert lue.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in lue.headers["Cache-Control"]
    assert client.post(chemin, SAISIE).headers["Location"] == reverse("admin:login")
    connexion = client.post(reverse("admin:login"), {"username": "nora@exemple.gouv.fr", "password": NOUVEAU})
    assert connexion.status_code == 302
    natures = ChangementDeCompte.objects.filter(agent=nora).values_list("nature", flat=True)
    assert list(natures) == ["mot_de_passe", "invitation", "creation"]


def test_un_lien_sert_une_fois(invitation, nora):
    assert Client().post(page(invitation), SAISIE).status_code == 302
    seconde = Client().post(page(invitation), {"mot_de_passe": "x" * 20, "confirmation": "x" * 20})
    assert seconde.status_code == 410
    assert "Ce lien a déjà servi." in texte(seconde)
    nora.refresh_from_db()
    assert nora.check_password(NOUVEAU)


@pytest.mark.parametrize(("heures", "statut"), [(71.9, 200), (72.1, 410)])
def test_un_lien_vaut_72_heures_puis_dit_quoi_faire(invitation, heures, statut):
    with time_machine.travel(invitation.emise_le + dt.timedelta(hours=heures), tick=False):
        reponse = Client().get(page(invitation))
    assert reponse.status_code == statut
    if statut == 410:
        assert "demandez une nouvelle invitation à l’administrateur" in texte(reponse)


def test_une_nouvelle_invitation_remplace_l_ancienne(invitation, nora, adele_administratrice):
    nouvelle = inviter(nora, adele_administratrice)
    assert Client().get(page(invitation)).status_code == 410
    assert Client().get(page(nouvelle)).status_code == 200


def test_un_lien_ne_suit_pas_un_compte_qui_change_d_adresse_ni_un_compte_ferme(invitation, nora):
    nora.courriel = "autre@exemple.gouv.fr"
    nora.save()
    assert Client().get(page(invitation)).status_code == 410
    Invitation.objects.update(adresse="autre@exemple.gouv.fr")
    nora.is_active = False
    nora.save()
    assert "n’est plus actif" in texte(Client().get(page(invitation)))


@pytest.mark.parametrize("forge", ["1", "1:x", "x", "%00", "1:%F0%9F%98%80", "9" * 400, ":", "é:é"])
def test_un_lien_forge_n_existe_pas(invitation, forge):
    reponse = Client().get(f"/admin/invitation/{forge}/")
    assert reponse.status_code in {400, 404}
    assert Client().post(f"/admin/invitation/{forge}/", SAISIE).status_code in {400, 404}


def test_la_signature_d_un_autre_usage_ne_vaut_rien(invitation):
    forge = Signer(salt="autre").sign(str(invitation.pk))
    assert Client().get(reverse("admin:choisir_son_mot_de_passe", args=[forge])).status_code == 404


@pytest.mark.parametrize("envoi", [None, SAISIE])
def test_un_lien_tronque_dit_quoi_faire_dans_le_back_office(invitation, envoi):
    adresse = page(invitation)[:-4] + "/"
    reponse = Client().get(adresse) if envoi is None else Client().post(adresse, envoi)
    assert reponse.status_code == 404
    assert "admin/accounts/lien_inutilisable.html" in [gabarit.name for gabarit in reponse.templates]
    assert "demandez une nouvelle invitation à la personne qui vous a invité" in texte(reponse)
    assert reponse.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("premier", "second", "phrase"),
    [
        ("trop court", "trop court", "trop court"),
        (NOUVEAU, "un autre mot de passe encore", "Les deux mots de passe diffèrent"),
        ("x" * 1001, "x" * 1001, "1000"),
        ("x" * 20 + "\0", "x" * 20 + "\0", "nul"),
        ("", "", "obligatoire"),
    ],
)
def test_un_mauvais_mot_de_passe_est_refuse_avec_une_phrase(invitation, premier, second, phrase):
    reponse = Client().post(page(invitation), {"mot_de_passe": premier, "confirmation": second})
    assert reponse.status_code == 200
    assert phrase in texte(reponse)
    assert Client().get(page(invitation)).status_code == 200


def test_choisir_un_mot_de_passe_ferme_les_sessions(alice_redactrice, adele_administratrice):
    ouverte = navigateur(alice_redactrice)
    invitation = inviter(alice_redactrice, adele_administratrice)
    Client().post(page(invitation), SAISIE)
    assert ouverte.get(reverse("admin:index")).status_code == 302


def test_plus_aucune_page_ne_donne_un_mot_de_passe(adele, alice_redactrice):
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[alice_redactrice.pk])
    adresse = f"/admin/accounts/agent/{alice_redactrice.pk}/password/"
    assert adele.get(adresse, follow=True).status_code == 404
    saisie = {
        "courriel": "n@exemple.gouv.fr",
        "prenom": "N",
        "nom": "N",
        "password": "x",
        "password1": NOUVEAU,
        "password2": NOUVEAU,
    }
    adele.post(
        reverse("admin:accounts_agent_add"),
        saisie | {"affectations-TOTAL_FORMS": "0", "affectations-INITIAL_FORMS": "0"},
    )
    assert not Agent.objects.get(courriel="n@exemple.gouv.fr").has_usable_password()


@pytest.mark.parametrize(
    "page",
    [
        "acces",
        "inviter",
        "reinitialiser_le_second_facteur",
        "accounts_agent_change",
        "accounts_agent_history",
    ],
)
def test_pour_une_administratrice_le_compte_d_une_superutilisatrice_n_existe_pas(
    adele, simone_superutilisatrice, page
):
    adresse = reverse(f"admin:{page}", args=[simone_superutilisatrice.pk])
    assert adele.post(adresse, {"courriel": "moi@exemple.gouv.fr"}).status_code in {404, 405}
    if page not in {"inviter", "reinitialiser_le_second_facteur"}:
        assert adele.get(adresse).status_code == 404


def test_le_compte_d_exploitation_se_lit_et_ne_s_invite_pas(simone):
    compte = Agent.objects.exploitation()
    adresse = reverse("admin:accounts_agent_change", args=[compte.pk])
    assert "Ce compte ne se connecte pas." in texte(simone.get(adresse))
    assert simone.post(adresse, {"courriel": "moi@exemple.gouv.fr"}).status_code == 404
    assert simone.post(reverse("admin:inviter", args=[compte.pk])).status_code == 404


def test_un_compte_ferme_ne_s_invite_pas(adele, nora):
    nora.is_active = False
    nora.save()
    reponse = adele.post(reverse("admin:inviter", args=[nora.pk]), follow=True)
    assert "rouvrez-le" in texte(reponse)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "courriel",
    ["n\0ora@exemple.gouv.fr", "nora", "nora@exemple.gouv.fr\nBcc: x@y.fr", "a" * 300 + "@exemple.fr"],
)
def test_une_mauvaise_adresse_est_refusee(adele, courriel):
    saisie = {
        "courriel": courriel,
        "prenom": "N",
        "nom": "N",
        "affectations-TOTAL_FORMS": "0",
        "affectations-INITIAL_FORMS": "0",
    }
    assert adele.post(reverse("admin:accounts_agent_add"), saisie).status_code == 200
    assert not Invitation.objects.exists()


def test_la_trace_dit_qui_a_invite(invitation, adele_administratrice, nora):
    [changement] = ChangementDeCompte.objects.filter(nature=NatureDuChangement.INVITATION)
    assert (changement.par, changement.agent) == (adele_administratrice, nora)
