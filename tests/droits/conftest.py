"""One scene per module, in a transaction that is never committed; each test gives back what it changed."""

import pytest
from django.db import transaction

from tests.droits.scene import MAINTENANT, Scene
from tests.scenes import le


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Tests that use it are marked `django_db`: they run in a savepoint of this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        scene = Scene()
        with le(MAINTENANT):
            yield scene
        transaction.set_rollback(True)
