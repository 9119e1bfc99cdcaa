"""`make demo`: everything from an empty folder to a portal that answers, then waits in the foreground."""

import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from demarches.models import Demarche
from portail.demonstration import comptes
from portail.demonstration.chargement import charger
from publication import horloge

HOTE = os.environ.get("HOTE", "127.0.0.1")  # known passwords: this machine only, unless asked otherwise
PORT_PAR_DEFAUT = "8000"


class Command(BaseCommand):
    help = "Prépare la démonstration (base, contenu, fichiers statiques) et la sert sur PORT (8000)."

    def add_arguments(self, parser):
        parser.add_argument("--sans-servir", action="store_true", help="préparer seulement")

    def handle(self, *, sans_servir, **options):
        comptes.exiger_une_demonstration()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        debut = time.monotonic()
        port = os.environ.get("PORT", PORT_PAR_DEFAUT)
        if not sans_servir:
            exiger_un_port_libre(port)
        try:
            self.preparer()
            if not sans_servir:
                self.servir(port, time.monotonic() - debut)
        except KeyboardInterrupt:
            self.stdout.write("\nDémonstration arrêtée ; son contenu est gardé dans var/.")

    def preparer(self) -> None:
        self.dire("Base de données…")
        call_command("migrate", verbosity=0, interactive=False)
        horloge.rendre_reglable()
        if not Demarche.objects.exists():
            self.dire("Contenu de démonstration…")
            charger(self.dire)
        self.dire("Fichiers statiques…")
        call_command("collectstatic", verbosity=0, interactive=False)

    def servir(self, port, duree) -> None:
        self.annoncer(port, duree)
        environnement = dict(os.environ)
        if est_embarquee():
            environnement["DATABASE_URL"] = connection.adresse_url()
        commande = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOTE}:{port}"]
        serveur = subprocess.Popen([*commande, "--workers", "2", "--log-level", "warning"], env=environnement)  # noqa: S603 - our own command
        try:
            sys.exit(serveur.wait())
        finally:
            serveur.terminate()
            serveur.wait()

    def annoncer(self, port, duree) -> None:
        self.dire(f"\nPrête en {duree:.0f} s : http://localhost:{port}/ (Ctrl+C pour arrêter)")
        self.dire(f"Back-office : http://localhost:{port}/admin/ – mot de passe « {comptes.MOT_DE_PASSE} »")
        for courriel, _, _, role, _ in comptes.COMPTES:
            self.dire(f"  {role.label:<20} {courriel}")
        self.dire(
            f"Courriels : aucun ne part, ils sont écrits dans {settings.EMAIL_FILE_PATH.relative_to(settings.RACINE)}/"
        )
        self.dire("")

    def dire(self, ligne) -> None:
        self.stdout.write(ligne)
        self.stdout.flush()


def est_embarquee() -> bool:
    return hasattr(connection, "adresse_url")


def exiger_un_port_libre(port) -> None:
    with socket.socket() as essai:
        essai.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            essai.bind((HOTE, int(port)))
        except (OSError, ValueError, OverflowError) as erreur:
            raise CommandError(
                f"Le port {port} n’est pas libre ou n’existe pas : choisissez-en un autre, par exemple « make demo PORT=8080 »."
            ) from erreur
