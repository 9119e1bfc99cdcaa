"""How a background job begins (procrastinate, in PostgreSQL, no broker)."""

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app


def lancer(nom, **arguments) -> None:
    """Run the job of this name (courriels/tasks.py) once the transaction is committed, never if it is rolled back.

    With TACHES_IMMEDIATES (demonstration, tests) it runs in this process right after the commit; a failure is
    then logged, and does not reach whoever asked.
    """
    tache = app.tasks[nom]
    if settings.TACHES_IMMEDIATES:
        transaction.on_commit(lambda: tache(**arguments), robust=True)
    else:
        tache.defer(**arguments)
