"""What an administrator must see coming: nobody left to write for a démarche, too few people to validate."""

from accounts.enums import Role
from accounts.models import Affectation, Agent, Organisation
from demarches.models import Demarche

VALIDATEURS_AU_MOINS = 3  # four eyes, and someone on leave


def demarches_sans_redacteur():
    """Those for which no one who can sign in may write: neither rédacteur nor référent, at any level above."""
    ecrivent = Affectation.objects.actives().filter(
        role__in=Role.qui_redigent(), agent__in=Agent.objects.actifs()
    )
    ecrites = Organisation.objects.filter(pk__in=ecrivent.values("organisation")).perimetre()
    orphelines = Demarche.objects.exclude(dossier__organisation__in=ecrites)
    return orphelines.select_related("dossier__organisation").order_by("dossier__intitule", "pk")


def validateurs():
    """Those who can sign in today and validate."""
    return Agent.objects.actifs().exercant(Role.VALIDATEUR)


def a_signaler() -> bool:
    return validateurs().count() < VALIDATEURS_AU_MOINS or demarches_sans_redacteur().exists()
