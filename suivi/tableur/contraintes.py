"""What the database would refuse, asked for many objects at once, in its own words."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import CheckConstraint
from django.db.models.sql import Query


def violees(modele, objets) -> list[list[CheckConstraint]]:
    """The check constraints that each object would break, in one query whatever their number.

    Django's own `validate_constraints` asks one query per constraint and per object.
    """
    contraintes = [c for c in modele._meta.constraints if isinstance(c, CheckConstraint)]
    if not objets or not contraintes:
        return [[] for _ in objets]
    conditions, parametres = [], []
    for contrainte in contraintes:
        requete = Query(modele, alias_cols=False)
        condition = requete.build_where(contrainte.condition)
        sql, valeurs = condition.as_sql(requete.get_compiler(connection=connection), connection)
        conditions.append(f"({sql}) IS NOT FALSE")
        parametres += valeurs
    table = connection.ops.quote_name(modele._meta.db_table)
    with connection.cursor() as curseur:
        curseur.execute(
            f"SELECT ARRAY[{', '.join(conditions)}] "  # noqa: S608 - our own constraints, their values apart
            f"FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) WITH ORDINALITY AS {table} "
            "ORDER BY ordinality",
            [*parametres, json.dumps([_rangee(objet) for objet in objets], cls=DjangoJSONEncoder)],
        )
        tenues = [ligne for (ligne,) in curseur.fetchall()]
    return [[c for c, tient in zip(contraintes, ligne, strict=True) if not tient] for ligne in tenues]


def _rangee(objet) -> dict:
    return {champ.column: getattr(objet, champ.attname) for champ in objet._meta.concrete_fields}
