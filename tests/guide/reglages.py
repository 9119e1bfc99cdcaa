"""A demonstration of its own, thrown away afterwards, so that pictures never depend on what someone tried before."""

import os
from pathlib import Path

from config.settings.demo import *  # noqa: F403

JETABLE = Path(os.environ["DOSSIER_JETABLE"])
DOSSIER_POSTGRES = JETABLE / "postgres"
MEDIA_ROOT = JETABLE / "fichiers"
STATIC_ROOT = JETABLE / "static"
EMAIL_FILE_PATH = RACINE / "var" / "courriels" / JETABLE.name  # noqa: F405 - under RACINE: the demonstration says so
