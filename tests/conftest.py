"""The database clock can be set, as in a demonstration; people and places come from tests/personnes.py."""

import pytest

from publication import horloge

pytest_plugins = ["tests.personnes", "tests.scenes"]


def pytest_addoption(parser):
    parser.addoption(
        "--navigateur",
        choices=["si-present", "exige"],
        default="si-present",
        help="« exige » : l’absence de Chromium fait échouer les tests de navigateur au lieu de les passer",
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        horloge.rendre_reglable()
