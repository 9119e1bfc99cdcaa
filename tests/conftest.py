"""People and places of the tests; the database clock can be set, as in a demonstration."""

import pytest

from publication import horloge


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        horloge.rendre_reglable()


pytest_plugins = ["tests.personnes"]
