"""For whoever runs the portal: is the process alive, does the database answer?"""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

TEXTE = "text/plain; charset=utf-8"


@never_cache
@login_not_required
@require_safe
def vivant(request):
    return HttpResponse("vivant\n", content_type=TEXTE)


@never_cache
@login_not_required
@require_safe
def pret(request):
    """503 by the middleware when the database is lost."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT 1")
    return HttpResponse("prêt\n", content_type=TEXTE)
