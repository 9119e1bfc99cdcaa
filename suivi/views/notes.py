from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from demarches.models import Proposition
from publication import saisies
from publication.models import Dossier
from publication.permissions import peut_ecrire_l_objet
from publication.refus import Refus
from publication.views.rendu import dire_le_refus
from suivi.models import Reponse
from suivi.travail import verbes
from suivi.travail.forms import NoteForm
from suivi.views.commun import rendre


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request, pk):
    """What agents say to each other about a point; whoever reads the démarche reads it, nobody else ever does."""
    point = _point(request, pk)
    ecrit = peut_ecrire_l_objet(request.user, Reponse(proposition=point), point.demarche.dossier)
    form = NoteForm(request.POST or None, initial=saisies.initiales(request, NoteForm))
    if request.method == "POST":
        if not ecrit:
            raise Http404
        if form.is_valid() and _noter(request, point, form):
            return redirect("admin:notes_du_point", point.pk)
    return rendre(
        request,
        "notes",
        f"Notes internes : {point}",
        point=point,
        dossier=point.demarche.dossier,
        notes=point.notes.select_related("agent"),
        form=form if ecrit else None,
        saisie=saisies.offrir(request, point.demarche.dossier) if ecrit else None,
    )


def _point(request, pk) -> Proposition:
    visibles = Dossier.objects.visibles_par(request.user)
    points = Proposition.objects.select_related("demarche__dossier__organisation")
    return get_object_or_404(points, pk=pk, demarche__dossier__in=visibles)


def _noter(request, point, form) -> bool:
    try:
        with transaction.atomic():
            saisies.oublier(request)
            verbes.noter(point, request.user, form.cleaned_data["texte"])
    except Refus as refus:
        dire_le_refus(request, refus)
        return False
    messages.success(request, "Votre note est gardée.")
    return True
