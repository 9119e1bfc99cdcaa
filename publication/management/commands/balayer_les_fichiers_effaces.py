from datetime import timedelta

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from publication.fichiers import balayer_les_effaces
from publication.models import Fichier

AGE_D_UN_ORPHELIN = timedelta(days=1)  # younger, its deposit may not be committed yet


class Command(BaseCommand):
    help = (
        "Ôte du disque les fichiers effacés par la loi dont la suppression a été interrompue, "
        "et ceux qu’un dépôt annulé y a laissés depuis plus d’un jour."
    )

    def handle(self, **options):
        self.stdout.write(
            f"{balayer_les_effaces()} fichier(s) effacé(s), {self._orphelins()} orphelin(s) ôté(s)."
        )

    def _orphelins(self) -> int:
        ages = timezone.now() - AGE_D_UN_ORPHELIN
        connus = set(Fichier.objects.values_list("pk", flat=True))
        otes = 0
        for dossier in default_storage.listdir("")[0] if default_storage.exists("") else []:
            for nom in default_storage.listdir(dossier)[1]:
                chemin = f"{dossier}/{nom}"
                if nom[:64] not in connus and default_storage.get_modified_time(chemin) < ages:
                    default_storage.delete(chemin)
                    otes += 1
        return otes
