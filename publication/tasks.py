"""Background jobs: found by their module's name, run by `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from publication import saisies


@app.periodic(cron="17 3 * * *")
@app.task(name="oublier_les_anciennes_saisies", queueing_lock="saisies")
def oublier_les_anciennes_saisies(timestamp):
    saisies.oublier_les_anciennes()
