import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from banc.peuplement import peupler
from publication.models import Dossier


class Command(BaseCommand):
    help = "Remplit une base de démarches fictives, pour mesurer le portail à sa taille (réglages config.settings.banc)."

    def add_arguments(self, parser):
        parser.add_argument("--demarches", type=int, default=10_000)
        parser.add_argument("--propositions", type=int, default=1_000_000)
        parser.add_argument(
            "--si-vide",
            action="store_true",
            help="ne rien faire, sans erreur, si elle a déjà ce nombre de démarches",
        )

    def handle(self, *, demarches, propositions, si_vide, **options):
        if settings.SETTINGS_MODULE != "config.settings.banc":
            raise CommandError("Ces démarches sont fictives : lancez avec --settings config.settings.banc.")
        if demarches < 2 or propositions < 0:
            raise CommandError("Il faut au moins deux démarches, et un nombre de propositions positif.")
        call_command("migrate", verbosity=0, interactive=False)
        if presentes := Dossier.objects.count():
            if si_vide and presentes == demarches:
                return
            raise CommandError(
                f"Cette base contient déjà {presentes} démarches, elle est gardée telle quelle : "
                f"supprimez {settings.DOSSIER_DU_BANC} pour recommencer."
            )
        debut = time.monotonic()
        for ecrits in peupler(demarches, propositions):
            duree = time.monotonic() - debut
            self.stdout.write(f"\r{ecrits} propositions sur {propositions}, {duree:.0f} s", ending="")
            self.stdout.flush()
        self.stdout.write("\nStatistiques de la base…")
        with connection.cursor() as curseur:
            curseur.execute("VACUUM ANALYZE")
        self.stdout.write(f"Prête en {time.monotonic() - debut:.0f} s.")
