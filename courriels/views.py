"""What was sent, to whom, and what did not leave: for administrators, who may try again."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from courriels import envoi
from courriels.models import Courriel
from courriels.permissions import peut_suivre_les_courriels

PAR_PAGE = 50


@require_safe
def courriels(request):
    _exiger_le_droit(request)
    page = Paginator(Courriel.objects.les_manques_d_abord(), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        **admin.site.each_context(request),
        "title": "Courriels",
        "page": page,
        "manques": Courriel.objects.en_souffrance().count(),
    }
    return TemplateResponse(request, "admin/courriels/courriels.html", contexte)


@require_POST
def renvoyer(request, pk):
    _exiger_le_droit(request)
    courriel = get_object_or_404(Courriel, pk=pk)
    if envoi.renvoyer(courriel):
        messages.success(
            request, f"Le courriel à {courriel.adresse} part de nouveau : rechargez la page pour le suivre."
        )
    else:
        messages.info(request, f"Le courriel à {courriel.adresse} n’est pas à renvoyer : rien n’a changé.")
    return redirect("admin:courriels")


def _exiger_le_droit(request):
    if not peut_suivre_les_courriels(request.user):
        raise Http404
