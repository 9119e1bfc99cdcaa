"""The agents that tests speak of, first names by role."""

import pytest

from accounts.enums import Nature, Role
from accounts.models import Affectation
from tests.fabriques import AgentFactory, OrganisationFactory


@pytest.fixture
def ministere(db):
    return OrganisationFactory(nom="Ministère de la Ville", nature=Nature.MINISTERE)


@pytest.fixture
def autre_ministere(db):
    return OrganisationFactory(nom="Ministère des Forêts", nature=Nature.MINISTERE)


@pytest.fixture
def cipc(db):
    return OrganisationFactory(nom="Centre interministériel de la participation citoyenne", sigle="CIPC")


def agent(prenom, role, organisation):
    personne = AgentFactory(prenom=prenom)
    Affectation.objects.create(agent=personne, role=role, organisation=organisation, debut="2020-01-01")
    return personne


@pytest.fixture
def alice_redactrice(ministere):
    return agent("Alice", Role.REDACTEUR, ministere)


@pytest.fixture
def oscar_d_ailleurs(autre_ministere):
    """An author of another ministry."""
    return agent("Oscar", Role.REDACTEUR, autre_ministere)


@pytest.fixture
def viktor_valideur(cipc):
    return agent("Viktor", Role.VALIDATEUR, cipc)


@pytest.fixture
def valerie_valideuse(cipc):
    return agent("Valérie", Role.VALIDATEUR, cipc)


@pytest.fixture
def adele_administratrice(cipc):
    return agent("Adèle", Role.ADMINISTRATEUR, cipc)


@pytest.fixture
def simone_superutilisatrice(db):
    return AgentFactory(prenom="Simone", is_superuser=True)
