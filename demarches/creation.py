"""To open a démarche or a piece of news in the workshop, and to keep its dossier under the same name."""

from django.db import transaction

from demarches.models import Actualite, Cadrage, Demarche
from demarches.permissions import peut_cadrer, peut_creer, peut_creer_une_actualite
from publication.atelier import tracer
from publication.models import Dossier
from publication.refus import Refus


@transaction.atomic
def creer(titre, organisation, par, question="", cadrage=None) -> Demarche:
    """A démarche that says little more than its title, and its dossier, established by the CIPC unless an
    author of `organisation` opens it. `cadrage` (field → text) is kept beside it, in private.

    Raises Refus if the agent may not open one for this organisation, or if it has ended.
    """
    if not peut_creer(par, organisation):
        raise Refus(
            "Vous ne pouvez créer une démarche que pour une organisation qui existe et pour laquelle vous écrivez."
        )
    demarche = _ouvrir(Demarche, titre, organisation, par, {"question": question}, etabli_par_le_cipc=True)
    Cadrage.objects.create(demarche=demarche, **(cadrage or {}))
    return demarche


@transaction.atomic
def noter_le_cadrage(demarche, reponses, par) -> Cadrage:
    """Write the answers to the framing questions (field → text). Raises Refus if the agent may not."""
    dossier = Dossier.objects.select_for_update().get(pk=demarche.pk)
    if not peut_cadrer(par, dossier):
        raise Refus("Vous ne pouvez pas écrire le cadrage de cette démarche : rien n’a été changé.")
    cadrage, _ = Cadrage.objects.update_or_create(demarche=demarche, defaults=reponses)
    tracer(cadrage, par, dossier)
    return cadrage


def creer_une_actualite(titre, organisation, par) -> Actualite:
    """A blank piece of news and its dossier. Raises Refus if the agent does not write for `organisation`."""
    if not peut_creer_une_actualite(par, organisation):
        raise Refus("Vous ne pouvez écrire que pour une organisation qui existe et dont vous êtes rédacteur.")
    return _ouvrir(Actualite, titre, organisation, par)


@transaction.atomic
def _ouvrir(modele, titre, organisation, par, champs=None, **dossier):
    dossier = Dossier.objects.create(organisation=organisation, intitule=titre, **dossier)
    objet = modele.objects.create(dossier=dossier, titre=titre, **(champs or {}))
    tracer(objet, par, dossier)  # an author of the organisation takes over at once what would be the CIPC's
    return objet


def renommer_le_dossier(objet) -> None:
    """The dossier bears the title of what it publishes."""
    Dossier.objects.filter(pk=objet.pk).update(intitule=objet.titre)
