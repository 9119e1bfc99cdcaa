"""The links that let someone without an account read what is not online yet: made, listed, closed."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from portail.forms import PartageForm
from publication import horloge, partages
from publication.models import Partage
from publication.permissions import peut_partager
from publication.refus import Refus
from publication.views.rendu import dire_le_refus, dossier_visible


@require_http_methods(["GET", "HEAD", "POST"])
def partager(request, pk):
    """The links of a dossier, and the form that makes one."""
    dossier = _dossier(request, pk)
    form = PartageForm(dossier, horloge.maintenant(), request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and _creer(request, dossier, form):
        return redirect("admin:partages", dossier.pk)
    contexte = {
        **admin.site.each_context(request),
        "title": "Faire relire sans compte",
        "subtitle": None,
        "dossier": dossier,
        "form": form,
        "partages": _liens(request, dossier),
    }
    return TemplateResponse(request, "admin/portail/partages.html", contexte)


@require_POST
def fermer(request, pk, partage):
    dossier = _dossier(request, pk)
    partage = get_object_or_404(Partage, pk=partage, dossier=dossier)
    partages.fermer(partage, request.user)
    messages.success(request, f"Le lien destiné à {partage.pour} est fermé : il ne montre plus rien.")
    return redirect("admin:partages", dossier.pk)


def _dossier(request, pk):
    dossier = dossier_visible(request, pk)
    if not peut_partager(request.user, dossier):
        raise Http404
    return dossier


def _creer(request, dossier, form) -> bool:
    try:
        partages.partager(dossier, request.user, **form.ce_qui_est_partage)
    except Refus as refus:
        dire_le_refus(request, refus)
        return False
    messages.success(request, "Le lien est prêt : copiez-le depuis la liste ci-dessous.")
    return True


def _liens(request, dossier) -> list[dict]:
    """Open ones first, each with its whole address."""
    instant = horloge.maintenant()
    liens = dossier.partages.select_related("publication", "lot", "cree_par", "ferme_par")[:50]
    lignes = [
        {
            "partage": partage,
            "ouvert": partage.est_ouvert(instant),
            "adresse": request.build_absolute_uri(f"/apercu/{partage.jeton}/"),
        }
        for partage in liens
    ]
    return sorted(lignes, key=lambda ligne: not ligne["ouvert"])
