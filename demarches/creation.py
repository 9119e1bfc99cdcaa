"""To open a démarche in the workshop, and to keep its dossier under the same name."""

from django.db import transaction

from demarches.models import Demarche
from demarches.permissions import peut_creer
from publication.atelier import tracer
from publication.models import Dossier
from publication.refus import Refus


@transaction.atomic
def creer(titre, organisation, par) -> Demarche:
    """A blank démarche and its dossier. Raises Refus if the agent does not write for `organisation`."""
    if not peut_creer(par, organisation):
        raise Refus("Vous ne pouvez créer une démarche que pour une organisation pour laquelle vous écrivez.")
    dossier = Dossier.objects.create(organisation=organisation, intitule=titre)
    demarche = Demarche.objects.create(dossier=dossier, titre=titre)
    tracer(demarche, par, dossier)
    return demarche


def renommer_le_dossier(demarche) -> None:
    """The dossier bears the title of its démarche."""
    Dossier.objects.filter(pk=demarche.pk).update(intitule=demarche.titre)
