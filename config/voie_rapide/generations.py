"""Which generation is in force: asked of the database through a connection of its own, never in a transaction."""

import logging
import time
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from publication import horloge
from vitrine.generation import generation

journal = logging.getLogger("voie_rapide")


class Generations:
    """The generation in force, never older than `fraicheur` seconds while the database answers.

    While it does not, the last one known stands: readers keep the pages that they had.
    """

    def __init__(self, fraicheur=0.02):
        self.fraicheur = fraicheur
        self.code = _version_du_code()
        self.connexion, self.lue, self.lue_a = None, "", float("-inf")

    def en_vigueur(self) -> str | None:
        """None when it was never known."""
        if time.monotonic() - self.lue_a >= self.fraicheur:
            self._relire()
        return f"{self.lue}-{self.code}" if self.lue else None

    def _relire(self):
        try:
            if self.connexion is None or self.connexion.closed:
                self.connexion = psycopg.connect(**_parametres(), autocommit=True)
            with self.connexion.cursor() as curseur:
                self.lue = generation(curseur, horloge.maintenant())
        except psycopg.Error:
            journal.warning(
                "The generation could not be read: pages already known are served.", exc_info=True
            )
            self.connexion = None
        self.lue_a = time.monotonic()


def _parametres() -> dict:
    """Those of Django's own connection, without what only its cursors understand."""
    gardes = connection.get_connection_params()
    return {
        cle: valeur
        for cle, valeur in gardes.items()
        if cle not in {"cursor_factory", "context", "prepare_threshold"}
    }


def _version_du_code() -> int:
    """Changes with any program or template deployed."""
    racine = Path(settings.RACINE)
    dossiers = ["config", "templates", *settings.APPLICATIONS_DU_PORTAIL]
    fichiers = (
        f for dossier in dossiers for f in (racine / dossier).rglob("*") if f.suffix in {".py", ".html"}
    )
    return max(fichier.stat().st_mtime_ns for fichier in fichiers)
