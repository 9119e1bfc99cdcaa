import pytest

from tests.back_office.conftest import navigateur
from tests.courriels.conftest import boite  # noqa: F401 - a fixture


@pytest.fixture
def adele(adele_administratrice):
    return navigateur(adele_administratrice)


@pytest.fixture
def simone(simone_superutilisatrice):
    return navigateur(simone_superutilisatrice)
