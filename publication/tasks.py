"""Background jobs: found by their module's name, run by `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from publication import saisies
from publication.signalements import oubli


@app.periodic(cron="17 3 * * *")
@app.task(name="oublier_les_anciennes_saisies", queueing_lock="saisies")
def oublier_les_anciennes_saisies(timestamp):
    saisies.oublier_les_anciennes()


@app.periodic(cron="37 3 * * *")
@app.task(name="oublier_les_auteurs_de_signalements", queueing_lock="signalements")
def oublier_les_auteurs_de_signalements(timestamp):
    oubli.oublier_les_auteurs()
