"""Entrusting several points at once, without a script: boxes, an organisation, one button."""

from itertools import groupby

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from demarches import repartition
from demarches.forms import RepartitionForm
from demarches.views.imports import demarche_redigee
from publication.refus import Refus
from publication.views.rendu import dire_le_refus


@require_http_methods(["GET", "HEAD", "POST"])
def confier(request, pk):
    """Say who answers which points; the leaves only, since a point cut into parts is answered part by part."""
    demarche = demarche_redigee(request, pk)
    form = RepartitionForm(demarche, request.POST if request.method == "POST" else None)
    coches = set(request.POST.getlist("points"))
    if form.is_valid() and _confier(request, demarche, coches, form.cleaned_data["organisation"]):
        return redirect("admin:confier", demarche.pk)
    points = demarche.propositions.feuilles().select_related("confiee_a").order_by("ordre", "pk")
    contexte = {
        **admin.site.each_context(request),
        "title": f"Confier des points : {demarche}",
        "subtitle": None,
        "demarche": demarche,
        "form": form,
        "chapitres": [
            (chapitre, [{"point": point, "coche": str(point.pk) in coches} for point in groupe])
            for chapitre, groupe in groupby(points, key=lambda point: point.chapitre)
        ],
    }
    return TemplateResponse(request, "admin/demarches/repartition.html", contexte)


def _confier(request, demarche, coches, organisation) -> bool:
    par_cle = {str(point.pk): point for point in demarche.propositions.all()}
    try:
        if coches - par_cle.keys():
            raise Refus("Un des points cochés n’appartient pas à cette démarche : rechargez la page.")
        changes = repartition.confier(demarche, [par_cle[cle] for cle in coches], organisation, request.user)
    except Refus as refus:
        dire_le_refus(request, refus)
        return False
    messages.success(request, _bilan(len(changes), organisation))
    return True


def _bilan(nombre, organisation) -> str:
    if not nombre:
        return "Rien n’a changé : ces points étaient déjà confiés ainsi."
    points = f"{nombre} points sont" if nombre > 1 else "1 point est"
    if organisation is None:
        return f"{points} de nouveau à la charge de votre organisation."
    accord = "confiés" if nombre > 1 else "confié"
    return f"{points} {accord} à « {organisation} », qui peut y répondre dès maintenant."
