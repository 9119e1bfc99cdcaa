import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - once Django is ready

from config.voie_rapide import VoieRapide  # noqa: E402
from config.voie_rapide.generations import Generations  # noqa: E402
from config.voie_rapide.pages import Pages  # noqa: E402

application = VoieRapide(django, Pages(settings.DOSSIER_DES_PAGES), Generations())
