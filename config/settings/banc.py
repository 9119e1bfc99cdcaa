"""The benchmark: the demonstration's settings on a database of its own, filled with fictitious démarches."""

import os

from config.settings.demo import *  # noqa: F403
from config.settings.demo import INSTALLED_APPS, RACINE

DOSSIER_DU_BANC = RACINE / "var" / "banc" / os.environ.get("BANC", "grand")
DOSSIER_POSTGRES = DOSSIER_DU_BANC / "postgres"
DOSSIER_DES_PAGES = DOSSIER_DU_BANC / "pages"
INSTALLED_APPS = [*INSTALLED_APPS, "banc"]
ROOT_URLCONF = "banc.urls"
