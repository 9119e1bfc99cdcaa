"""A démarche of the ministère de la Ville, and browsers in which each agent has signed in."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Nature, Role
from publication.atelier import tracer
from publication.soumission import soumettre
from tests.fabriques import (
    AvisFactory,
    DemarcheFactory,
    OrganisationFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.personnes import agent
from tests.verbes import valider

DEMAIN = timezone.now() + dt.timedelta(days=1)


def navigateur(personne) -> Client:
    client = Client()
    client.force_login(personne)
    client.personne = personne
    return client


@pytest.fixture
def alice(alice_redactrice):
    return navigateur(alice_redactrice)


@pytest.fixture
def oscar(oscar_d_ailleurs):
    return navigateur(oscar_d_ailleurs)


@pytest.fixture
def viktor(viktor_valideur):
    return navigateur(viktor_valideur)


@pytest.fixture
def valerie(valerie_valideuse):
    return navigateur(valerie_valideuse)


@pytest.fixture
def simone(simone_superutilisatrice):
    return navigateur(simone_superutilisatrice)


@pytest.fixture
def routes(db):
    """A ministry to which points are entrusted."""
    return OrganisationFactory(nom="Ministère des Routes", nature=Nature.MINISTERE)


@pytest.fixture
def lou(routes):
    return navigateur(agent("Lou", Role.CONTRIBUTEUR, routes))


@pytest.fixture
def rita(ministere):
    return navigateur(agent("Rita", Role.REFERENT, ministere))


@pytest.fixture
def adele(adele_administratrice):
    return navigateur(adele_administratrice)


@pytest.fixture
def demarche(ministere, alice_redactrice):
    demarche = DemarcheFactory(titre="Convention sur la nuit", organisation=ministere)
    tracer(demarche, alice_redactrice, demarche.dossier)
    return demarche


@pytest.fixture
def proposition(demarche):
    return PropositionFactory(demarche=demarche, reference="C1.1")


@pytest.fixture
def avis(demarche):
    return AvisFactory(demarche=demarche)


@pytest.fixture
def reponse(proposition):
    return ReponseFactory(proposition=proposition)


@pytest.fixture
def en_attente(demarche, alice_redactrice):
    """A first submission, waiting for the CIPC."""
    return soumettre(demarche.dossier, [demarche], alice_redactrice, note="Notre première démarche.")


@pytest.fixture
def en_ligne(demarche, en_attente, viktor_valideur):
    valider(en_attente, viktor_valideur)
    return demarche


def champs_du_formulaire(reponse) -> dict:
    """What a browser would send back of a form page of the back-office, untouched."""
    formulaire = reponse.context["adminform"].form
    valeurs = _valeurs(formulaire)
    for ensemble in reponse.context["inline_admin_formsets"]:
        valeurs |= _valeurs(ensemble.formset.management_form)
        for partie in ensemble.formset.forms:
            valeurs |= _valeurs(partie)
    return valeurs


def _valeurs(formulaire) -> dict:
    valeurs = {}
    for champ in formulaire:
        valeur = (
            champ.field.prepare_value(champ.value())
            if hasattr(champ.field, "prepare_value")
            else champ.value()
        )
        if valeur is None or valeur is False:
            continue
        valeurs[champ.html_name] = "on" if valeur is True else valeur
    return valeurs


def texte(reponse) -> str:
    """The page, whatever its non-breaking spaces."""
    return reponse.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def messages_de(reponse) -> list[str]:
    return [str(message).replace("\N{NO-BREAK SPACE}", " ") for message in reponse.context["messages"]]
