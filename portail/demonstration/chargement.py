"""The demonstration's content, told through the real verbs, in the order in which it happened."""

from django.db import transaction

from accounts.models import Organisation
from courriels.envoi import sans_courriel
from portail.demonstration import actualites, comptes, lecture, organisations
from portail.demonstration.recit import Recit
from publication import horloge
from publication.models import Dossier
from publication.refus import Refus


@transaction.atomic
def charger(dire=print, noms=None) -> dict[str, Recit]:
    """Load every démarche of the demonstration, or those of `noms`; all or nothing.

    `dire` receives one line per démarche. Raises Refus on a database that already holds some.
    """
    if Dossier.objects.exists():
        raise Refus("Cette base contient déjà des démarches : la démonstration part d’une base vide.")
    agents = comptes.creer()
    lus = [Recit(nom, lecture.lire(nom), agents) for nom in noms or lecture.noms()]
    recits = {recit.nom: recit for recit in sorted(lus, key=lambda recit: recit.rang)}
    etapes = [etape for recit in recits.values() for etape in recit.etapes(recits)]
    etapes += actualites.etapes(recits, agents)
    for recit in recits.values():
        dire(f"  {recit.contenu['demarche']['titre']}")
    for le, faire in sorted(etapes, key=lambda etape: etape.le):
        with horloge.reglee_sur(le), sans_courriel():
            faire()
    comptes.affecter(agents, Organisation.objects.exclude(slug="cipc"))
    organisations.dissoudre(recit.contenu for recit in recits.values())
    return recits
