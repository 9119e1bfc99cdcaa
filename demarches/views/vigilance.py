from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import peut_administrer
from demarches import vigilance

PAR_PAGE = 30


@require_safe
def comptes_a_surveiller(request):
    """For administrators: the démarches that nobody can write, and how many can validate."""
    if not peut_administrer(request.user):
        raise Http404
    page = Paginator(vigilance.demarches_sans_redacteur(), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        **admin.site.each_context(request),
        "title": "Comptes à surveiller",
        "page": page,
        "validateurs": vigilance.validateurs(),
        "au_moins": vigilance.VALIDATEURS_AU_MOINS,
    }
    return TemplateResponse(request, "admin/demarches/comptes_a_surveiller.html", contexte)
