"""The database clock can be set, as in a demonstration; people and places come from tests/personnes.py."""

import gc

import pytest
from django.db import connection

from publication import horloge

pytest_plugins = ["tests.personnes", "tests.scenes"]


def pytest_addoption(parser):
    parser.addoption(
        "--navigateur",
        choices=["si-present", "exige"],
        default="si-present",
        help="« exige » : l’absence de Chromium fait échouer les tests de navigateur au lieu de les passer",
    )


def pytest_collection_finish(session):
    """What is loaded by now stays: looking at it again and again took a tenth of the time of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        horloge.rendre_reglable()
        yield
        # a thread of the live server may still hold a connection: the database could not be dropped
        with connection.cursor() as curseur:
            curseur.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
