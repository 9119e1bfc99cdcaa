import pytest

from tests.back_office.conftest import navigateur
from tests.courriels.conftest import boite, sans_tache_des_autres  # noqa: F401 - fixtures


@pytest.fixture
def adele(adele_administratrice):
    return navigateur(adele_administratrice)


@pytest.fixture
def simone(simone_superutilisatrice):
    return navigateur(simone_superutilisatrice)
