import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")


def avec_la_voie_rapide(django):
    """The fast lane in front of Django: it reads the index, whose models are there only once Django is ready."""
    from django.conf import settings

    from config.voie_rapide import VoieRapide
    from config.voie_rapide.generations import Generations
    from config.voie_rapide.pages import Pages

    return VoieRapide(django, Pages(settings.DOSSIER_DES_PAGES), Generations())


application = avec_la_voie_rapide(get_wsgi_application())
