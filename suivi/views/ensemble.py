"""Two things that several ticked points become: one answer for all, or one point that unites them."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from publication import saisies
from publication.refus import Refus
from publication.views.rendu import dire_le_refus
from suivi.models import Reponse
from suivi.travail import verbes
from suivi.travail.forms import ReponseCommuneForm, ReunionForm
from suivi.views.commun import demarche_menee, rendre


@require_http_methods(["GET", "HEAD", "POST"])
def reponse_commune(request, pk):
    """One text for n points; the points already answered are named, and kept unless one says otherwise."""
    demarche, points = _points(request, pk)
    form = ReponseCommuneForm(request.POST or None, initial=saisies.initiales(request, ReponseCommuneForm))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                saisies.oublier(request)
                faits = verbes.repondre_ensemble(
                    demarche, points, request.user, form.valeurs, remplacer=form.cleaned_data["remplacer"]
                )
        except Refus as refus:
            dire_le_refus(request, refus)
        else:
            messages.success(request, _bilan(faits))
            return redirect("admin:tableau_des_reponses", demarche.pk)
    deja = Reponse.objects.filter(proposition__in=points).select_related("proposition")
    return rendre(
        request,
        "reponse_commune",
        f"Une même réponse à {len(points)} point{'s' if len(points) > 1 else ''}",
        demarche=demarche,
        points=points,
        deja=deja,
        saisie=saisies.offrir(request, demarche.dossier) if points else None,
        form=form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reunir(request, pk):
    """One new point that comes from those ticked, which keep their own text."""
    demarche, points = _points(request, pk)
    reformulation = "\n\n".join(p.verbatim for p in points)
    initiales = saisies.initiales(request, ReunionForm, reformulation=reformulation)
    form = ReunionForm(request.POST or None, initial=initiales)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                saisies.oublier(request)
                reuni = verbes.reunir(demarche, points, request.user, **form.cleaned_data)
        except Refus as refus:
            dire_le_refus(request, refus)
        else:
            messages.success(
                request,
                f"{len(points)} points sont réunis dans « {reuni} » : répondez-y là. Chacun garde son texte et sa page.",
            )
            return redirect("admin:tableau_des_reponses", demarche.pk)
    return rendre(
        request,
        "reunir",
        f"Réunir {len(points)} points",
        demarche=demarche,
        points=points,
        form=form,
        saisie=saisies.offrir(request, demarche.dossier) if points else None,
    )


def _points(request, pk):
    """The démarche, and those of its points that the address names; others are left aside."""
    demarche = demarche_menee(request, pk)
    nommes = [p for p in request.GET.getlist("points") if p.isascii() and p.isdigit() and len(p) < 19]
    points = demarche.propositions.feuilles().filter(pk__in=nommes).order_by("ordre", "pk")
    return demarche, list(points)


def _bilan(faits) -> str:
    ecrites = len(faits.ecrites)
    phrase = f"La même réponse est écrite pour {ecrites} point{'s' if ecrites > 1 else ''}."
    if gardees := len(faits.gardees):
        accord = "avaient déjà la leur, gardée" if gardees > 1 else "avait déjà la sienne, gardée"
        phrase += f" {gardees} {accord} telle quelle."
    return phrase
