"""The demonstration: embedded PostgreSQL, plain HTTP on this machine, an adjustable clock, known accounts."""

import os

os.environ.setdefault("SECRET_KEY", "demonstration-sans-secret-" + "0123456789" * 4)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
_BASE_FOURNIE = "DATABASE_URL" in os.environ
os.environ.setdefault("DATABASE_URL", "postgres:///portail")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES, RACINE  # noqa: E402

if not _BASE_FOURNIE:
    DATABASES["default"] = {"ENGINE": "config.postgres_embarque", "NAME": "portail"}
DOSSIER_POSTGRES = RACINE / "var" / "postgres"

DEMONSTRATION = True
HORLOGE_REGLABLE = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_PROXY_SSL_HEADER = None
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
CSRF_TRUSTED_ORIGINS = []
