"""What production may not do without."""

from django.conf import settings
from django.core.checks import Error, register


@register("security", deploy=True)
def second_facteur_exige(app_configs, **options):
    """Only a demonstration or a test may let people in with a password alone."""
    if settings.SECOND_FACTEUR_EXIGE:
        return []
    return [
        Error(
            "SECOND_FACTEUR_EXIGE est faux : un mot de passe suffirait pour entrer dans le back-office.",
            hint="Retirez ce réglage : il n’est fait que pour la démonstration et les tests.",
            id="accounts.E001",
        )
    ]
