"""What an administrator must see coming: accounts that are missing, e-mails and jobs that failed."""

from procrastinate.contrib.django.models import ProcrastinateJob

from config.accueil.liste import premieres
from courriels.models import Courriel
from demarches import vigilance

TACHES_AU_PLUS = 5


def sections() -> dict:
    validateurs = vigilance.validateurs().count()
    echouees = ProcrastinateJob.objects.filter(status__in=["failed", "aborted"]).order_by("-pk")
    return {
        "validateurs": validateurs,
        "validateurs_au_moins": vigilance.VALIDATEURS_AU_MOINS,
        "validateurs_manquent": validateurs < vigilance.VALIDATEURS_AU_MOINS,
        "sans_redacteur": premieres(vigilance.demarches_sans_redacteur()),
        "courriels_en_souffrance": Courriel.objects.en_souffrance().count(),
        "taches_echouees": premieres(echouees.values_list("pk", "task_name"), TACHES_AU_PLUS),
    }
