"""Background jobs: found by their module's name, run by `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from publication import horloge
from vitrine import generation


@app.periodic(cron="37 3 * * *")
@app.task(name="oublier_les_anciennes_generations", queueing_lock="generations")
def oublier_les_anciennes_generations(timestamp):
    generation.oublier(horloge.maintenant())
