"""What an installation must say of itself before it goes online."""

from django.conf import settings
from django.core.checks import Warning, register

ATTENDUS = {
    "nom": "EDITEUR_NOM",
    "adresse": "EDITEUR_ADRESSE",
    "directeur": "EDITEUR_DIRECTEUR",
    "hebergeur": "EDITEUR_HEBERGEUR",
    "courriel": "EDITEUR_COURRIEL",
}


@register("site", deploy=True)
def mentions_legales(app_configs, **options):
    """The law asks who publishes and who hosts (LCEN, art. 1-1)."""
    absents = [variable for cle, variable in ATTENDUS.items() if not settings.EDITEUR[cle]]
    if not absents:
        return []
    return [
        Warning(
            f"Les mentions légales sont incomplètes : {', '.join(absents)} manque{'nt' if len(absents) > 1 else ''}.",
            hint="Donnez ces variables d’environnement (voir README.md).",
            id="portail.W001",
        )
    ]
