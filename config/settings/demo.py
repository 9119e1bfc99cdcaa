"""The demonstration: embedded PostgreSQL, plain HTTP on this machine, an adjustable clock, known accounts."""

import os

import environ

os.environ.setdefault("SECRET_KEY", "demonstration-sans-secret-" + "0123456789" * 4)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("DATABASE_URL", "embarque:///portail")
environ.Env.DB_SCHEMES["embarque"] = "config.postgres_embarque"

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import RACINE  # noqa: E402

DOSSIER_POSTGRES = RACINE / "var" / "postgres"

DEMONSTRATION = True
TACHES_IMMEDIATES = True
SECOND_FACTEUR_EXIGE = False
ADRESSE_DU_SITE = f"http://localhost:{os.environ.get('PORT', '8000')}"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = RACINE / "var" / "courriels"
HORLOGE_REGLABLE = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_PROXY_SSL_HEADER = None
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
CSRF_TRUSTED_ORIGINS = []
