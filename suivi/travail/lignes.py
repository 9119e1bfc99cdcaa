"""The lines of the working table: which points, and where the answer to each stands in the workshop."""

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q

from demarches.models import Filiation
from suivi.enums import Position


class Situation(models.TextChoices):
    """Ce que l’on cherche dans le tableau des réponses."""

    SANS_REPONSE = "sans_reponse", "Sans réponse"
    EN_ATTENTE = "en_attente", "Réponse d’attente"
    DEPASSEE = "depassee", "Échéance dépassée"
    A_RELIRE = "a_relire", "À relire"
    REPONDUE = "repondue", "Réponse écrite"


NOUS = "nous"  # points that nobody else answers


def lignes(demarche, jour):
    """The points that are answered by themselves, with their answer and how many notes they bear.

    One that was merged or split is answered where it went.
    """
    return (
        demarche.propositions.feuilles()
        .select_related("reponse", "confiee_a")
        .annotate(
            nombre_de_notes=Count("notes"),
            depassee=ExpressionWrapper(_depassee(jour), models.BooleanField()),
            remplacee=Exists(Filiation.objects.filter(origine=OuterRef("pk"))),
        )
        .order_by("ordre", "pk")
    )


def filtrer(points, jour, *, q="", chapitre="", situation="", position="", service=""):
    """Those that answer all that is asked; what is empty asks nothing."""
    if q:
        points = points.filter(
            Q(reference__icontains=q) | Q(titre__icontains=q) | Q(reponse__motivation__icontains=q)
        )
    if chapitre:
        points = points.filter(chapitre=chapitre)
    if position:
        points = points.filter(reponse__position=position)
    if service:
        points = points.filter(confiee_a=None if service == NOUS else service)
    return points.filter(_condition(situation, jour)) if situation else points


def _condition(situation, jour) -> Q:
    ecrite, attente = Q(reponse__isnull=False), Q(reponse__position__in=Position.d_attente())
    return {
        Situation.SANS_REPONSE: ~ecrite & Q(remplacee=False),
        Situation.EN_ATTENTE: attente,
        Situation.DEPASSEE: _depassee(jour),
        Situation.A_RELIRE: Q(reponse__a_relire=True),
        Situation.REPONDUE: ecrite & ~attente,
    }[Situation(situation)]


def _depassee(jour) -> Q:
    return Q(reponse__position__in=Position.d_attente(), reponse__echeance__lt=jour)
