"""The demonstration's accounts, one per role: known passwords, hence impossible in production."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured

from accounts.enums import Nature, Role
from accounts.models import Affectation, Agent, Organisation

MOT_DE_PASSE = "demonstration-seulement"
DEPUIS = "2020-01-01"
DEPLACEMENTS = (
    "ministere-fictif-deplacements-nocturnes"  # some points of « La nuit en ville » are entrusted to it
)

COMPTES = [
    # courriel, prénom, nom, role, slug of the organisation
    ("alice@exemple.gouv.fr", "Alice", "Rédactrice", Role.REDACTEUR, "cipc"),
    ("viktor@exemple.gouv.fr", "Viktor", "Valideur", Role.VALIDATEUR, "cipc"),
    ("valerie@exemple.gouv.fr", "Valérie", "Valideuse", Role.VALIDATEUR, "cipc"),
    ("camille@exemple.gouv.fr", "Camille", "Contributrice", Role.CONTRIBUTEUR, DEPLACEMENTS),
    ("renee@exemple.gouv.fr", "Renée", "Référente", Role.REFERENT, "ministere-fictif-ville-tranquille"),
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
    agents = {
        prenom: Agent.objects.create_user(courriel, prenom=prenom, nom=nom)
        for courriel, prenom, nom, _, _ in COMPTES
    }
    affecter(agents, Organisation.objects.filter(pk=cipc.pk))
    Agent.objects.filter(pk__in=[agent.pk for agent in agents.values()]).update(
        password=make_password(MOT_DE_PASSE)  # once: it is slow on purpose
    )
    return agents


def affecter(agents, organisations) -> None:
    """Give their roles to those who work in one of these organisations."""
    par_slug = {organisation.slug: organisation for organisation in organisations}
    Affectation.objects.bulk_create(
        Affectation(agent=agents[prenom], organisation=par_slug[slug], role=role, debut=DEPUIS)
        for _, prenom, _, role, slug in COMPTES
        if slug in par_slug
    )
