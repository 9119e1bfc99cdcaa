"""Entrusting points: ten ministries answer one convention, and one leads it."""

from django.db import transaction

from accounts.models import Organisation
from demarches.models import Proposition
from publication.atelier import tracer_tous
from publication.models import Dossier
from publication.permissions import peut_ecrire
from publication.refus import Refus

A_QUI_CONFIER = (
    "Choisissez une organisation de l’État qui existe aujourd’hui, autre que celle qui pilote la démarche."
)


def a_qui_confier(demarche):
    """The organisations that may answer points of `demarche`: of the State, existing today, not its own."""
    return Organisation.objects.de_l_etat().existantes().exclude(pk=demarche.organisation.pk)


@transaction.atomic
def confier(demarche, points, organisation, par) -> list[Proposition]:
    """Entrust `points` to `organisation`, or take them back if it is None; return those that changed hands.

    Raises Refus, and changes nothing, if the agent does not lead the démarche, if a point is not of it, or
    if the organisation may not answer.
    """
    dossier = Dossier.objects.select_for_update().get(pk=demarche.pk)
    if not peut_ecrire(par, dossier):
        raise Refus("Seule l’organisation qui pilote la démarche confie ses points.")
    if organisation and not a_qui_confier(demarche).filter(pk=organisation.pk).exists():
        raise Refus(A_QUI_CONFIER)
    relus = list(demarche.propositions.filter(pk__in=[point.pk for point in points]))
    if not relus:
        raise Refus("Cochez au moins un point à confier.")
    if len(relus) != len(set(points)):
        raise Refus("Un des points cochés n’appartient pas à cette démarche : rechargez la page.")
    changes = [point for point in relus if point.confiee_a_id != (organisation and organisation.pk)]
    Proposition.objects.filter(pk__in=[point.pk for point in changes]).update(confiee_a=organisation)
    tracer_tous(changes, par, dossier)
    return changes
