"""Django's PostgreSQL backend, except that it asks the embedded server where it listens."""

from django.db.backends.postgresql import base

from config.postgres_embarque import serveur


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts nothing until a connection is really opened (`check` and `collectstatic` stay light)."""

    def get_connection_params(self):
        return super().get_connection_params() | serveur.demarrer()

    def adresse_url(self) -> str:
        """A DATABASE_URL by which another process reaches the same server."""
        return serveur.adresse_url()
