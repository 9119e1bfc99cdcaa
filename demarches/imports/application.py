"""From a file to the workshop: the plan first, then its application, whole or not at all."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.db import transaction

from accounts.models.agent import COURRIEL_EXPLOITATION
from demarches.models import Proposition
from publication.atelier import tracer_tous
from publication.models import Dossier, types_de_version
from publication.permissions import peut_ecrire
from publication.refus import Refus

from .lecture import lire
from .plan import LignePrevue, Plan, Sort
from .planification import champs_lus, planifier
from .resultat import FichierRefuse, Lecture, Progression

__all__ = ["LignePrevue", "LignesRefusees", "Plan", "Sort", "appliquer", "importer", "planifier"]

LOT = 1_000
NOMMEES_AU_PLUS = 5
# What other documents repeat of a point: whoever changes it changes them too.
REPETES = {"titre", "verbatim", "verbatim_page"}


class LignesRefusees(FichierRefuse):
    """One line at least cannot be imported, so that none is; `plan` says which and why."""

    def __init__(self, plan: Plan):
        self.plan = plan
        refusees = plan.qui_seraient(Sort.REFUSEE)
        sont = f"{len(refusees)} lignes sont" if len(refusees) > 1 else "une ligne est"
        raisons = [f"ligne {ligne.numero} : {ligne.raison}" for ligne in refusees[:NOMMEES_AU_PLUS]]
        suite = ["…"] if len(refusees) > NOMMEES_AU_PLUS else []
        super().__init__(
            f"Le fichier n’a pas été importé, rien n’a changé : {sont} à corriger. {' '.join(raisons + suite)}"
        )


def importer(
    demarche,
    fichier,
    par,
    *,
    nom=None,
    essai=False,
    remplacer_publies=False,
    progression: Callable[[str, int, int | None], None] | None = None,
    **lecture,
) -> Plan:
    """Read `fichier` and, unless `essai`, write its lines into the workshop of `demarche`.

    Raises FichierRefuse (unreadable file, refused lines) or Refus (an agent who may not write). Idempotent on
    the reference. `progression(étape, faites, total)` is called for the lines « lues », « comparées », « écrites ».
    """
    if par is not None:
        _exiger_le_droit(par, demarche.dossier)
    nom = nom or Path(getattr(fichier, "name", fichier)).name
    lue = lire(fichier, nom, progression=_etape(progression, "lues"), **lecture)
    if essai:
        return planifier(
            demarche,
            lue,
            remplacer_publies=remplacer_publies,
            progression=_etape(progression, "comparées"),
        )
    return appliquer(demarche, lue, par, remplacer_publies=remplacer_publies, progression=progression)


@transaction.atomic
def appliquer(demarche, lecture: Lecture, par, *, remplacer_publies=False, progression=None) -> Plan:
    """Write the lines into the workshop, all of them or none, and trace who did it.

    Raises Refus if the agent may not write, LignesRefusees if a line is refused.
    """
    dossier = Dossier.objects.select_for_update().get(pk=demarche.dossier_id)
    _exiger_le_droit(par, dossier)
    plan = planifier(
        demarche, lecture, remplacer_publies=remplacer_publies, progression=_etape(progression, "comparées")
    )
    if plan.est_refuse:
        raise LignesRefusees(plan)
    _ecrire(plan, _etape(progression, "écrites"))
    tracer_tous(_touches(plan, dossier), par, dossier)
    return plan


def _etape(progression, nom: str) -> Progression | None:
    return partial(progression, nom) if progression else None


def _exiger_le_droit(par, dossier) -> None:
    """Whoever works on the server may import anywhere; anyone else where they may write."""
    if par.courriel != COURRIEL_EXPLOITATION and not peut_ecrire(par, dossier):
        raise Refus("Vous ne pouvez pas importer dans cette démarche : elle dépend d’une autre organisation.")


def _ecrire(plan: Plan, progression: Progression | None) -> None:
    """Whole points first, then their parts, then what changes: each may rest on the previous ones."""
    creees = [ligne.proposition for ligne in plan.qui_seraient(Sort.CREEE)]
    modifiees = [ligne.proposition for ligne in plan.qui_seraient(Sort.MODIFIEE)]
    # One INSERT … ON CONFLICT per batch: ten times faster than bulk_update.
    remplacer = {
        "update_conflicts": True,
        "unique_fields": ["pk"],
        "update_fields": [*champs_lus(plan.lecture), "partie_de"],
    }
    faites, total = 0, len(creees) + len(modifiees)
    for points, options in (
        ([point for point in creees if not point.partie_de], {}),
        ([point for point in creees if point.partie_de], {}),
        (modifiees, remplacer),
    ):
        for debut in range(0, len(points), LOT):
            lot = points[debut : debut + LOT]
            Proposition.objects.bulk_create(lot, **options)
            faites += len(lot)
            if progression:
                progression(faites, total)


def _touches(plan: Plan, dossier) -> Iterator:
    """The points written, then the objects whose document repeats what changes of them."""
    ecrites = [ligne for ligne in plan.lignes if ligne.sort in (Sort.CREEE, Sort.MODIFIEE)]
    points = {ligne.proposition for ligne in ecrites}
    yield from points
    repetes = {ligne.proposition for ligne in ecrites if REPETES & set(ligne.champs)}
    if repetes:
        yield from (objet for objet in _dependants(repetes, dossier) if objet not in points)


def _dependants(points: set, dossier) -> Iterator:
    """`publication.atelier.dependants` for many points, reading the dossier once and keeping nothing of it."""
    for modele in types_de_version():
        for objet in modele.objets_du_dossier(dossier).iterator(LOT):
            if not points.isdisjoint(modele.prealables(objet)):
                yield objet
