"""What a list of publications says of each: how big it is, of what kind, since when it has been waiting."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q

from publication.enums import Etat
from publication.models import Publication, types_de_version


@dataclass
class Attente:
    """Une publication dans une liste."""

    publication: Publication
    tailles: list[tuple[str, int]]
    retraits: int
    est_premiere: bool
    jours: int
    programmee: bool

    @property
    def nature(self) -> str:
        if self.retraits:
            return "Retrait"
        if self.est_premiere:
            return "Première publication"
        return self.publication.get_modification_display() or "Ajout"


def lignes(publications, instant) -> list[Attente]:
    """In the same order, with two queries per kind of object at most, however many they are."""
    publications = list(publications)
    tailles, retraits = _tailles(publications)
    debuts = _debuts({publication.dossier_id for publication in publications})
    return [
        Attente(
            publication=publication,
            tailles=tailles.get(publication.pk, []),
            retraits=retraits.get(publication.pk, 0),
            est_premiere=_est_premiere(publication, debuts),
            jours=(instant - publication.soumise_le).days,
            programmee=publication.est_programmee(instant),
        )
        for publication in publications
    ]


def _tailles(publications):
    tailles, retraits = {}, {}
    for modele in types_de_version():
        comptes = (
            modele.objects.filter(publication__in=publications)
            .values_list("publication")
            .annotate(n=Count("pk"), retires=Count("pk", filter=Q(contenu__has_key="retrait")))
            .order_by()
        )
        for pk, n, retires in comptes:
            tailles.setdefault(pk, []).append((modele.libelle_pluriel() if n > 1 else modele.libelle(), n))
            retraits[pk] = retraits.get(pk, 0) + retires
    return tailles, retraits


def _debuts(dossiers) -> dict:
    """Dossier → the first instant at which anything of it was public."""
    validees = Publication.objects.filter(dossier__in=dossiers, etat=Etat.VALIDEE)
    return dict(validees.values_list("dossier").annotate(Min("publiee_le")).order_by())


def _est_premiere(publication, debuts) -> bool:
    debut = debuts.get(publication.dossier_id)
    return debut is None or (debut > publication.soumise_le and debut == (publication.publiee_le or debut))
