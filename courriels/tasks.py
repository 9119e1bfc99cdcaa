"""Background jobs: found by their module's name, run by `manage.py procrastinate worker`."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from courriels import envoi

# 4, 16, 64… seconds: exponential_wait ** (attempts + 1)
APRES_UN_ECHEC = RetryStrategy(
    max_attempts=envoi.TENTATIVES - 1, exponential_wait=4, retry_exceptions=[envoi.EnvoiManque]
)


@app.task(name="envoyer_un_courriel", retry=APRES_UN_ECHEC)
def envoyer_un_courriel(courriel):
    envoi.envoyer(courriel)


@app.periodic(cron="27 3 * * *")
@app.task(name="oublier_les_anciens_courriels", queueing_lock="oubli_des_courriels")
def oublier_les_anciens_courriels(timestamp):
    envoi.oublier_les_anciens()


@app.periodic(cron="*/5 * * * *")
@app.task(name="reprendre_les_taches_interrompues", queueing_lock="reprise", pass_context=True)
async def reprendre_les_taches_interrompues(context, timestamp):
    """A worker killed at once leaves its jobs « doing » for ever: those without a heartbeat start again."""
    taches = context.app.job_manager
    for tache in await taches.get_stalled_jobs():
        await taches.retry_job(tache)
