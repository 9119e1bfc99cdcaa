"""The demonstration's accounts, one per role: known passwords, hence impossible in production."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured

from accounts.enums import Nature, Role
from accounts.models import Affectation, Agent, Organisation

MOT_DE_PASSE = "demonstration-seulement"
DEPUIS = "2020-01-01"

COMPTES = [
    # courriel, prénom, nom, role, slug of the organisation (None: the one of the démarche loaded)
    ("alice@exemple.gouv.fr", "Alice", "Rédactrice", Role.REDACTEUR, "cipc"),
    ("viktor@exemple.gouv.fr", "Viktor", "Valideur", Role.VALIDATEUR, "cipc"),
    ("valerie@exemple.gouv.fr", "Valérie", "Valideuse", Role.VALIDATEUR, "cipc"),
    ("ada@exemple.gouv.fr", "Ada", "Administratrice", Role.ADMINISTRATEUR, "cipc"),
]


def exiger_une_demonstration() -> None:
    """Raises ImproperlyConfigured under any settings but the demonstration's and the tests'."""
    if not settings.DEMONSTRATION:
        raise ImproperlyConfigured("La démonstration et ses comptes n’existent pas avec ces réglages.")


def creer() -> dict[str, Agent]:
    """Create the accounts and the CIPC; return them by first name."""
    exiger_une_demonstration()
    cipc, _ = Organisation.objects.get_or_create(
        slug="cipc",
        defaults={
            "nom": "Centre interministériel de la participation citoyenne",
            "sigle": "CIPC",
            "nature": Nature.DIRECTION,
        },
    )
    agents = {}
    for courriel, prenom, nom, role, slug in COMPTES:
        agent = Agent.objects.create_user(courriel, prenom=prenom, nom=nom)
        agents[prenom] = agent
        if slug:
            Affectation.objects.create(agent=agent, organisation=cipc, role=role, debut=DEPUIS)
    Agent.objects.filter(pk__in=[agent.pk for agent in agents.values()]).update(
        password=make_password(MOT_DE_PASSE)  # once: it is slow on purpose
    )
    return agents
