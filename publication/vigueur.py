"""How validities are given and taken back, in a constant number of statements per kind of object."""

from datetime import timedelta

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField, Exists, F, Func, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from publication.models import types_de_version

A_PEINE_PLUS_TARD = timedelta(microseconds=1)


def instant_possible(publications, voulu):
    """After the beginning of every version replaced: a transaction that waited for the lock may be the older."""
    for _, remplacees in _versions_remplacees(publications):
        debut = remplacees.aggregate(debut=Max("validite__startswith"))["debut"]
        if debut and debut >= voulu:
            voulu = debut + A_PEINE_PLUS_TARD
    return voulu


def mettre_en_vigueur(publications, instant) -> None:
    """Close what is replaced, then open and number what replaces it."""
    for nouvelles, remplacees in _versions_remplacees(publications):
        remplacees.update(validite=_validite(jusqu_a=instant))
        numeros = nouvelles.model.objects.filter(objet=OuterRef("objet")).order_by().values("objet")
        dernier = Subquery(numeros.annotate(dernier=Max("numero")).values("dernier"))
        nouvelles.update(numero=Coalesce(dernier, 0) + 1, validite=DateTimeTZRange(instant, None))


def retirer_de_la_programmation(publications) -> None:
    """Take back validities and numbers, then open again what they were to replace."""
    for modele in types_de_version():
        programmees = modele.objects.filter(publication__in=publications)
        programmees.update(numero=None, validite=None)
        suivantes = modele.objects.filter(objet=OuterRef("objet"), numero__gt=OuterRef("numero"))
        modele.objects.filter(
            ~Exists(suivantes), objet__in=programmees.values("objet"), validite__isnull=False
        ).update(validite=_validite(jusqu_a=None))


def _versions_remplacees(publications):
    """Per kind of object: the versions of these publications, and those in force that they replace."""
    for modele in types_de_version():
        nouvelles = modele.objects.filter(publication__in=publications)
        yield nouvelles, modele.objects.filter(objet__in=nouvelles.values("objet"), validite__upper_inf=True)


def _validite(*, jusqu_a):
    """The same beginning, another end."""
    return Func(
        Func(F("validite"), function="lower"),
        Value(jusqu_a, output_field=DateTimeField()),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )
