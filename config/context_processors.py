from django.conf import settings


def site(request) -> dict:
    """What every page shows of the installation itself."""
    return {
        "MARQUE_ETAT": settings.MARQUE_ETAT,
        "NOM_DU_SITE": settings.NOM_DU_SITE,
    }
