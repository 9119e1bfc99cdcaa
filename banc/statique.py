"""What pages are compared with: files of their size, served by WhiteNoise and nothing else."""

import os

from whitenoise import WhiteNoise


def _introuvable(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b""]


application = WhiteNoise(_introuvable, root=os.environ["FICHIERS_DU_BANC"])
