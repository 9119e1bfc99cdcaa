from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from demarches.models import Demarche
from publication.models import Dossier
from publication.permissions import peut_ecrire


def demarche_visible(request, pk) -> Demarche:
    visibles = Dossier.objects.visibles_par(request.user)
    return get_object_or_404(
        Demarche.objects.select_related("dossier__organisation"), pk=pk, dossier__in=visibles
    )


def demarche_menee(request, pk) -> Demarche:
    """The démarche, if the agent leads it: pages on which one treats several points do not exist for the others."""
    demarche = demarche_visible(request, pk)
    if not peut_ecrire(request.user, demarche.dossier):
        raise Http404
    return demarche


def rendre(request, gabarit, titre, **contexte):
    """A page in the look of the back-office; `gabarit` is in templates/admin/suivi/."""
    contexte = {**admin.site.each_context(request), "title": titre, "subtitle": None, **contexte}
    return TemplateResponse(request, f"admin/suivi/{gabarit}.html", contexte)
