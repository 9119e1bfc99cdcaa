"""Read the portal as if something were online: it is put online in a transaction that is always undone.

What is shown is therefore what the verbs would produce, and not an imitation of it.
"""

from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.db import transaction

from publication import horloge
from publication.atelier import contenus_en_vigueur, document_a_publier, objets_changes
from publication.effets import produire_les_effets
from publication.enums import Etat, PointDeControle
from publication.models import Dossier, Masquage, Publication
from publication.recevabilite import Declaration
from publication.soumission import figer
from publication.transitions import changer
from publication.vigueur import instant_possible, mettre_en_vigueur, retirer_de_la_programmation


@contextmanager
def atelier_en_ligne(dossier, par, a_decouvert=False):
    """Inside, all that the workshop of `dossier` changes is online; complete or not, nothing is checked.

    What was withdrawn stays withdrawn; what is hidden for the moment too, unless `a_decouvert`. `par` reads it: on their behalf nothing is written that remains.
    """
    with _sans_lendemain(dossier, a_decouvert) as instant:
        retirer_de_la_programmation(Publication.objects.filter(dossier=dossier).programmees(instant))
        publications = []
        if documents := _documents_changes(dossier, instant):
            publications = figer(dossier, [(documents, Declaration())], par, instant, note="", appuis=False)
        with _publiees(publications, instant, a=instant):
            yield


@contextmanager
def soumissions_en_ligne(dossier, publications, a_decouvert=False):
    """Inside, these submissions are online as they were submitted; what is scheduled is read at its own hour."""
    with _sans_lendemain(dossier, a_decouvert) as instant:
        publications = list(Publication.objects.filter(pk__in=[p.pk for p in publications]))
        heures = [p.publiee_le for p in publications if p.est_programmee(instant)]
        with _publiees([p for p in publications if p.est_ouverte], instant, a=max(heures, default=instant)):
            yield


@contextmanager
def _sans_lendemain(dossier, a_decouvert):
    """A transaction on the locked dossier, at one instant, of which nothing remains."""
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        instant = horloge.instant_de_la_base()
        if a_decouvert and Masquage.objects.filter(dossier=dossier).delete()[0]:
            produire_les_effets(dossier, instant)
        yield instant
        transaction.set_rollback(True)


@contextmanager
def _publiees(publications, instant, a):
    """They are online at `instant`, and read at `a`."""
    if publications:
        instant = instant_possible(publications, instant)
        mettre_en_vigueur(publications, instant)
        for auteurs, ecrites in _par_auteurs(publications).items():
            changer(
                ecrites,
                etat=Etat.VALIDEE,
                validee_par=_autre_que(auteurs),
                publiee_le=instant,
                traitee_le=instant,
                controles=PointDeControle.values,
            )
        produire_les_effets(publications[0].dossier, instant)
    with horloge.lue_a(max(a, instant, horloge.maintenant())):
        yield


def _documents_changes(dossier, instant) -> dict:
    changes = objets_changes(dossier, instant)
    retires = {
        objet for objet, document in contenus_en_vigueur(changes, instant).items() if "retrait" in document
    }
    return {objet: document_a_publier(objet) for objet in changes if objet not in retires}


def _par_auteurs(publications) -> dict:
    """A lot of 2,000 has one or two sets of authors, hence as many statements."""
    groupes = {}
    for publication in publications:
        groupes.setdefault(tuple(publication.auteurs), []).append(publication)
    return groupes


def _autre_que(auteurs):
    """Someone who wrote none of it: the database asks for a name, which is undone with the rest."""
    agents = get_user_model().objects
    exploitation = agents.exploitation()
    return exploitation if exploitation.pk not in auteurs else agents.exclude(pk__in=auteurs).first()
