"""Frozen documents of every kind at once: one query, where asking each kind would cost seven."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Value

from publication.models import types_de_version


def lus(question, *champs) -> list[tuple]:
    """(version model, *values of `champs`) of what `question` (queryset → queryset) keeps of each kind.

    In reading order of the kinds, then by age: `question` orders nothing.
    """
    types = types_de_version()
    demandes = [
        question(modele.objects.order_by())
        .annotate(rang_du_type=Value(rang))
        .values_list("rang_du_type", "pk", *champs)
        for rang, modele in enumerate(types)
    ]
    lignes = sorted(demandes[0].union(*demandes[1:], all=True), key=lambda ligne: ligne[:2])
    return [(types[rang], *valeurs) for rang, _, *valeurs in lignes]


def versions(question) -> list:
    """The versions themselves."""
    types = types_de_version()
    champs = [champ.attname for champ in types[0]._meta.concrete_fields]  # the same for all of them
    return [modele.from_db(DEFAULT_DB_ALIAS, champs, valeurs) for modele, *valeurs in lus(question, *champs)]


def avec_leurs_objets(versions) -> list:
    """The same versions, each given its whole workshop object, in one query per kind."""
    identifiants = {}
    for version in versions:
        identifiants.setdefault((type(version), version.dossier_id), set()).add(version.objet_id)
    objets = {
        (modele, pk): objet
        for (modele, dossier), pks in identifiants.items()
        for pk, objet in modele.objets_du_dossier(dossier).in_bulk(list(pks)).items()
    }
    for version in versions:
        version.objet = objets[type(version), version.objet_id]
    return versions
