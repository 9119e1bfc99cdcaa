"""Who may give a password to whom: an administrator to ordinary accounts, a superuser to all people."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Agent
from tests.fabriques import MOT_DE_PASSE, AgentFactory
from tests.personnes import agent

NOUVEAU = "un tout autre mot de passe"


@pytest.fixture
def comptes(cipc, simone_superutilisatrice, alice_redactrice, viktor_valideur):
    return {
        "Simone": simone_superutilisatrice,
        "Solène": AgentFactory(prenom="Solène", is_superuser=True),
        "Adèle": agent("Adèle", Role.ADMINISTRATEUR, cipc),
        "Alice": alice_redactrice,
        "Viktor": viktor_valideur,
        "exploitation": Agent.objects.exploitation(),
    }


def navigateur(personne):
    client = Client()
    client.force_login(personne)
    return client


def donner_un_mot_de_passe(par, a) -> int:
    adresse = reverse("admin:auth_user_password_change", args=[a.pk])
    donnees = {"password1": NOUVEAU, "password2": NOUVEAU, "usable_password": "true"}
    return navigateur(par).post(adresse, donnees).status_code


@pytest.mark.parametrize(
    ("par", "a", "permis"),
    [
        ("Adèle", "Alice", True),
        ("Adèle", "Viktor", True),
        ("Adèle", "Simone", False),
        ("Adèle", "Adèle", False),
        ("Adèle", "exploitation", False),
        ("Simone", "Alice", True),
        ("Simone", "Adèle", True),
        ("Simone", "Solène", True),
        ("Simone", "Simone", False),
        ("Simone", "exploitation", False),
        ("Alice", "Viktor", False),
        ("Viktor", "Alice", False),
    ],
)
def test_qui_donne_un_mot_de_passe_a_qui(comptes, par, a, permis):
    donner_un_mot_de_passe(comptes[par], comptes[a])
    assert Agent.objects.get(pk=comptes[a].pk).check_password(NOUVEAU) is permis


def test_son_propre_mot_de_passe_demande_l_ancien(comptes):
    adele = comptes["Adèle"]
    reponse = navigateur(adele).get(reverse("admin:auth_user_password_change", args=[adele.pk]))
    assert reponse.headers["Location"] == reverse("admin:password_change")
    assert adele.check_password(MOT_DE_PASSE)


@pytest.mark.parametrize(
    "page", ["accounts_agent_change", "accounts_agent_history", "auth_user_password_change"]
)
def test_pour_une_administratrice_le_compte_d_une_superutilisatrice_n_existe_pas(comptes, page):
    adresse = reverse(f"admin:{page}", args=[comptes["Simone"].pk])
    assert navigateur(comptes["Adèle"]).get(adresse).status_code == 404
    assert navigateur(comptes["Adèle"]).post(adresse, {"courriel": "moi@exemple.gouv.fr"}).status_code == 404


@pytest.mark.parametrize("par", ["Adèle", "Simone"])
def test_le_compte_d_exploitation_se_lit_et_ne_se_change_pas(comptes, par):
    compte = comptes["exploitation"]
    adresse = reverse("admin:accounts_agent_change", args=[compte.pk])
    assert "Ce compte ne se connecte pas." in navigateur(comptes[par]).get(adresse).content.decode()
    assert navigateur(comptes[par]).post(adresse, {"courriel": "moi@exemple.gouv.fr"}).status_code == 404
    assert donner_un_mot_de_passe(comptes[par], compte) == 404
