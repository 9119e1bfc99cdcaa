"""What a list of publications says of each: how big it is, of what kind, since when it has been waiting.

A lot is one line, held by one of its publications.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Min, Q, Value, When

from publication.enums import Etat
from publication.models import Lot, Publication, types_de_version


@dataclass
class Attente:
    """Une publication, ou un lot, dans une liste."""

    publication: Publication
    lot: Lot | None
    tailles: list[tuple[str, int]]
    retraits: int
    est_premiere: bool
    jours: int
    programmee: bool

    @property
    def nature(self) -> str:
        if self.retraits:
            return "Retrait"
        if self.lot:
            return "Au fil de l’eau"
        if self.est_premiere:
            return "Première publication"
        return self.publication.get_modification_display() or "Ajout"


def lignes(publications, instant) -> list[Attente]:
    """In the same order, in three queries, however many they are."""
    publications = list(publications)
    lots = {publication.lot_id for publication in publications} - {None}
    return _lignes(publications, Lot.objects.avec_comptes(instant).in_bulk(lots), instant)


def ligne(publication, instant) -> Attente:
    """One publication for itself, whatever its lot."""
    return _lignes([publication], {}, instant)[0]


def _lignes(publications, lots, instant) -> list[Attente]:
    tailles, retraits = _tailles(publications, lots)
    debuts = _debuts({publication.dossier_id for publication in publications})
    return [
        Attente(
            publication=publication,
            lot=lots.get(publication.lot_id),
            tailles=tailles.get(_cle(publication, lots), []),
            retraits=retraits.get(_cle(publication, lots), 0),
            est_premiere=_est_premiere(publication, debuts),
            jours=(instant - publication.soumise_le).days,
            programmee=publication.est_programmee(instant),
        )
        for publication in publications
    ]


def _cle(publication, lots) -> int:
    """What is counted together: the publication (negative), or the lot."""
    return publication.lot_id if publication.lot_id in lots else -publication.pk


def _tailles(publications, lots):
    tailles, retraits = {}, {}
    ensemble = Case(
        When(publication__lot__in=list(lots), then=F("publication__lot")), default=-F("publication")
    )
    types = types_de_version()
    comptes = [
        modele.objects.filter(Q(publication__in=publications) | Q(publication__lot__in=list(lots)))
        .annotate(ensemble=ensemble, rang=Value(rang))
        .values_list("ensemble", "rang")
        .annotate(n=Count("pk"), retires=Count("pk", filter=Q(contenu__has_key="retrait")))
        .order_by()
        for rang, modele in enumerate(types)
    ]
    for cle, rang, n, retires in sorted(comptes[0].union(*comptes[1:], all=True)):
        modele = types[rang]
        tailles.setdefault(cle, []).append((modele.libelle_pluriel() if n > 1 else modele.libelle(), n))
        retraits[cle] = retraits.get(cle, 0) + retires
    return tailles, retraits


def _debuts(dossiers) -> dict:
    """Dossier → the first instant at which anything of it was public."""
    validees = Publication.objects.filter(dossier__in=dossiers, etat=Etat.VALIDEE)
    return dict(validees.values_list("dossier").annotate(Min("publiee_le")).order_by())


def _est_premiere(publication, debuts) -> bool:
    debut = debuts.get(publication.dossier_id)
    return debut is None or (debut > publication.soumise_le and debut == (publication.publiee_le or debut))
