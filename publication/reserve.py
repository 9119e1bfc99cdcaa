"""Election periods: a new announcement is factual and indispensable, its author says so and the CIPC says so again.

Only what was never public is an announcement (a fiche d'identité, a piece of news). Nothing is hidden, no clock
stops, and what is already online goes on being kept up to date.
"""

from django.utils import timezone

from accounts.memoire import une_fois
from publication import horloge
from publication.models import PeriodeDeReserve, type_de_version, types_de_version
from publication.refus import Refus


def exiger_de_l_auteur(documents, instant, factuelle) -> None:
    """`documents`: object → the document submitted. Raises Refus for a new announcement that is not called factual."""
    if factuelle:
        return
    annonces = {objet: d for objet, d in documents.items() if type_de_version(objet).est_une_annonce}
    if phrases := _phrases(_jamais_lus(annonces, instant), _du_jour(instant) if annonces else []):
        raise Refus(
            *phrases,
            "Si c’est factuel et indispensable, cochez-le ; sinon, soumettez-la après cette période.",
        )


def non_confirmees(publications, instant, factuelle) -> dict[int, list[str]]:
    """Publication's pk → why it may not begin at `instant`: neither its author nor the CIPC may stay silent."""
    raisons = {}
    for pk, phrases in _annonces_soumises(publications, instant, _du_jour(instant)).items():
        declaree = next(p.factuelle for p in publications if p.pk == pk)
        if not declaree:
            raisons[pk] = [
                *phrases,
                "L’organisation n’a pas dit qu’elle est factuelle et indispensable : renvoyez-la-lui, ou programmez-la après cette période.",
            ]
        elif not factuelle:
            raisons[pk] = [
                *phrases,
                "Si c’est factuel et indispensable, cochez-le ; sinon, renvoyez-la ou programmez-la après cette période.",
            ]
    return raisons


def a_declarer(dossier, instant) -> list[str]:
    """The periods, in progress or to come, that a first submission of this dossier would meet, one sentence each."""
    periodes = _pas_finies(instant)
    objets = {
        objet: {"territoire": getattr(objet, "territoire", "")}
        for modele in (types_de_version() if periodes else [])
        if modele.est_une_annonce and modele.concerne(dossier)
        for objet in modele.objets_du_dossier(dossier)
    }
    return _phrases(_jamais_lus(objets, instant), periodes)


def a_confirmer(publications, instant) -> list[str]:
    """The same, of what awaits the CIPC in `publications`."""
    soumises = _annonces_soumises(publications, instant, _pas_finies(instant))
    return list(dict.fromkeys(phrase for phrases in soumises.values() for phrase in phrases))


def reserves_du_jour(request) -> list[PeriodeDeReserve]:
    """The periods in progress, for the banner."""
    return _du_jour(horloge.maintenant())


def _annonces_soumises(publications, instant, periodes) -> dict[int, list[str]]:
    raisons = {}
    for modele in types_de_version() if periodes else []:
        if modele.est_une_annonce:
            soumises = modele.objects.filter(publication__in=publications, contenu__retrait__isnull=True)
            deja = modele.objects.commencees(instant).order_by().values("objet")
            neuves = soumises.exclude(objet__in=deja).select_related("objet")
            for version in neuves:
                if phrases := _phrases({version.objet: version.contenu}, periodes):
                    raisons.setdefault(version.publication_id, []).extend(phrases)
    return raisons


def _jamais_lus(documents, instant) -> dict:
    """Those of `documents`, by object, that no one has ever read in public."""
    return {
        objet: document
        for objet, document in documents.items()
        if not type_de_version(objet).objects.commencees(instant).filter(objet=objet.pk).exists()
    }


def _du_jour(instant) -> list[PeriodeDeReserve]:
    jour = timezone.localdate(instant)
    return [periode for periode in _pas_finies(instant) if periode.debut <= jour]


def _pas_finies(instant) -> list[PeriodeDeReserve]:
    jour = timezone.localdate(instant)
    return une_fois(("réserves", jour), lambda: list(PeriodeDeReserve.objects.pas_finies(jour)))


def _phrases(annonces, periodes) -> list[str]:
    return [
        f"{objet} : nouvelle annonce pendant une période de réserve, {periode.phrase}."
        for objet, document in annonces.items()
        for periode in periodes
        if periode.concerne(document.get("territoire", ""))
    ]
