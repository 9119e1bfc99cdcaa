"""Creating a démarche: what one prepares and why, what was already debated, and only then a blank fiche."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from demarches.creation import creer, noter_le_cadrage
from demarches.forms import CadrageForm, CreationForm
from demarches.models import Cadrage, Demarche
from demarches.orientation import CIPC, ORIENTATIONS
from demarches.permissions import peut_cadrer
from demarches.similaires import demarches_semblables
from publication import horloge, saisies
from publication.refus import Refus
from publication.views.rendu import dire_le_refus, dossier_visible


@require_http_methods(["GET", "HEAD", "POST"])
def creer_une_demarche(request):
    """Three pages at one address, each carrying what was typed: the questions, a turn elsewhere, what looks alike."""
    if request.method != "POST" or "revenir" in request.POST:
        initiales = saisies.initiales(request, CreationForm) or request.POST.dict()
        return _questions(request, CreationForm(request.user, initial=initiales))
    form = CreationForm(request.user, request.POST)
    if not form.is_valid():
        return _questions(request, form)
    saisie = form.cleaned_data
    if orientation := ORIENTATIONS.get(saisie["nature"]):
        return _creation(
            request, "orientation", orientation.titre, form=form, orientation=orientation, cipc=CIPC
        )
    if "confirmer" not in request.POST and (semblables := _semblables(request, saisie)):
        titre = "Ce sujet a peut-être déjà fait l’objet d’une démarche"
        return _creation(request, "semblables", titre, form=form, semblables=semblables)
    try:
        with transaction.atomic():
            saisies.oublier(request)
            demarche = creer(
                saisie["titre"], saisie["organisation"], request.user, saisie["question"], form.cadrage
            )
    except Refus as refus:
        dire_le_refus(request, refus)
        return _questions(request, form)
    messages.success(request, f"« {demarche} » est créée : complétez-la, page par page.")
    return redirect("admin:demarches_demarche_change", demarche.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cadrage(request, pk):
    """The private answers to the framing questions, to be read again, and completed by whoever writes the fiche."""
    dossier = dossier_visible(request, pk)
    demarche = Demarche.objects.filter(pk=dossier.pk).first()
    ecriture = peut_cadrer(request.user, dossier)
    if demarche is None or (request.method == "POST" and not ecriture):
        raise Http404
    notes = Cadrage.objects.filter(pk=demarche.pk).first() or Cadrage(demarche=demarche)
    form = CadrageForm(
        request.POST if request.method == "POST" else None,
        instance=notes,
        initial=saisies.initiales(request, CadrageForm),
    )
    if form.is_valid() and _noter(request, demarche, form):
        return redirect("admin:dossier", dossier.pk)
    return _rendre(
        request,
        "cadrage",
        f"Cadrage : {demarche}",
        form=form,
        dossier=dossier,
        ecriture=ecriture,
        saisie=saisies.offrir(request, dossier) if ecriture else None,
    )


def _noter(request, demarche, form) -> bool:
    try:
        with transaction.atomic():
            saisies.oublier(request)
            noter_le_cadrage(demarche, form.cleaned_data, request.user)
    except Refus as refus:
        dire_le_refus(request, refus)
        return False
    messages.success(request, "Le cadrage est enregistré. Il n’est jamais publié.")
    return True


def _questions(request, form):
    return _creation(request, "creation", "Créer une démarche", form=form)


def _creation(request, gabarit, titre, **contexte):
    """What is typed is kept from the first of the three pages to the last; there is no dossier yet."""
    return _rendre(request, gabarit, titre, saisie=saisies.offrir(request), **contexte)


def _semblables(request, saisie):
    texte = f"{saisie['titre']} {saisie['question']}"
    return demarches_semblables(texte, request.user, horloge.maintenant())


def _rendre(request, gabarit, titre, **contexte):
    contexte = {**admin.site.each_context(request), "title": titre, "subtitle": None, **contexte}
    return TemplateResponse(request, f"admin/demarches/{gabarit}.html", contexte)
