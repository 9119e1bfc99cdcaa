"""Rows written by COPY, with the identifiers that the sequences would have given."""

from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections


def numeroter(modele, lignes) -> list:
    """The same rows, each with its primary key, taken from the sequence of the table."""
    table, cle = modele._meta.db_table, modele._meta.pk.column
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, cle, len(lignes)],
        )
        for ligne, (pk,) in zip(lignes, curseur.fetchall(), strict=True):
            ligne.pk = pk
    return lignes


def copier(modele, lignes) -> None:
    """Write rows that have their primary key; generated columns are left to the database."""
    base = connections[DEFAULT_DB_ALIAS]  # the proxy would be asked a hundred times a row
    champs = [(champ.attname, champ.get_db_prep_save) for champ in _champs(modele)]
    noms = ", ".join(base.ops.quote_name(champ.column) for champ in _champs(modele))
    with (
        base.cursor() as curseur,
        curseur.copy(f"COPY {base.ops.quote_name(modele._meta.db_table)} ({noms}) FROM STDIN") as copie,
    ):
        for ligne in lignes:
            copie.write_row([preparer(getattr(ligne, nom), base) for nom, preparer in champs])


def _champs(modele) -> list:
    return [champ for champ in modele._meta.concrete_fields if not champ.generated]


@contextmanager
def sans_declencheurs():
    """Inside, no trigger of any table fires, not even those of foreign keys; afterwards each is as it was."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT tgrelid::regclass::text, quote_ident(tgname), tgenabled FROM pg_trigger WHERE NOT tgisinternal"
        )
        gardes = curseur.fetchall()
        tables = connection.introspection.table_names(curseur)
        curseur.execute("".join(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL;' for table in tables))
    try:
        yield
    finally:
        with connection.cursor() as curseur:
            curseur.execute("".join(f'ALTER TABLE "{table}" ENABLE TRIGGER ALL;' for table in tables))
            for table, nom, etat in gardes:
                mode = {"A": "ENABLE ALWAYS", "O": "ENABLE", "R": "ENABLE REPLICA", "D": "DISABLE"}[etat]
                curseur.execute(f"ALTER TABLE {table} {mode} TRIGGER {nom}")
