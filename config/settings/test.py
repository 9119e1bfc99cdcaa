"""The test suite: like the demonstration, with a fast password hash and its own files."""

import tempfile
from pathlib import Path

from config.settings.demo import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DOSSIER_DES_PAGES = Path(tempfile.mkdtemp(prefix="portail-pages-"))
MEDIA_ROOT = tempfile.mkdtemp(prefix="portail-tests-")
STATIC_ROOT = tempfile.mkdtemp(prefix="portail-tests-")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

# Tests read sentences as they are written; tests/test_typographie.py reads them as they leave.
MIDDLEWARE = [classe for classe in MIDDLEWARE if classe != "config.typographie.Typographie"]  # noqa: F405
