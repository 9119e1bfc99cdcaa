"""To open a démarche or a piece of news in the workshop, and to keep its dossier under the same name."""

from django.db import transaction

from demarches.models import Actualite, Demarche
from demarches.permissions import peut_creer
from publication.atelier import tracer
from publication.models import Dossier
from publication.refus import Refus


def creer(titre, organisation, par) -> Demarche:
    """A blank démarche and its dossier. Raises Refus if the agent does not write for `organisation`."""
    return _ouvrir(Demarche, titre, organisation, par)


def creer_une_actualite(titre, organisation, par) -> Actualite:
    """A blank piece of news and its dossier. Raises Refus if the agent does not write for `organisation`."""
    return _ouvrir(Actualite, titre, organisation, par)


@transaction.atomic
def _ouvrir(modele, titre, organisation, par):
    if not peut_creer(par, organisation):
        raise Refus("Vous ne pouvez écrire que pour une organisation dont vous êtes rédacteur.")
    dossier = Dossier.objects.create(organisation=organisation, intitule=titre)
    objet = modele.objects.create(dossier=dossier, titre=titre)
    tracer(objet, par, dossier)
    return objet


def renommer_le_dossier(objet) -> None:
    """The dossier bears the title of what it publishes."""
    Dossier.objects.filter(pk=objet.pk).update(intitule=objet.titre)
