from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from publication import horloge
from publication.models import Dossier
from vitrine.indexation import ecarts, reindexer_dossier


class Command(BaseCommand):
    help = "Reconstruit l’index du présent à partir des versions ; --verifier compare sans rien écrire."

    def add_arguments(self, parser):
        parser.add_argument(
            "--verifier", action="store_true", help="comparer seulement ; code 1 si l’index est faux"
        )

    def handle(self, *, verifier, **options):
        differences = []
        dossiers = Dossier.objects.order_by("pk")
        for dossier in dossiers.iterator():
            with transaction.atomic():
                Dossier.objects.select_for_update().get(pk=dossier.pk)
                instant = horloge.instant_de_la_base()
                if verifier:
                    differences += ecarts(dossier, instant)
                else:
                    reindexer_dossier(dossier, instant)
        if differences:
            raise CommandError(
                f"L’index diffère des versions sur {len(differences)} objet(s) : "
                f"{', '.join(differences[:20])}. Lancez « manage.py reindexer » pour le reconstruire."
            )
        verbe = "vérifié" if verifier else "reconstruit"
        self.stdout.write(f"Index {verbe} : {dossiers.count()} dossier(s).")
