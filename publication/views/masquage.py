"""Hiding what is online for the moment: asked by one validator, confirmed by another, lifted with a reason."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from publication import horloge, saisies
from publication import masquage as verbes
from publication.forms import LeveeForm, MasquageForm
from publication.models import Dossier, Masquage
from publication.permissions import peut_confirmer_le_masquage, peut_effacer, peut_masquer
from publication.refus import Refus
from publication.views.rendu import adresse_dans_l_atelier, dire_le_refus, dossier_visible, rendre
from publication.views.retrait import objet_en_ligne


@require_http_methods(["GET", "HEAD", "POST"])
def masquer(request, pk, modele, objet):
    dossier = dossier_visible(request, pk)
    if not peut_masquer(request.user):
        raise Http404
    objet = objet_en_ligne(dossier, modele, objet)
    form = MasquageForm(
        request.POST if request.method == "POST" else None, initial=saisies.initiales(request, MasquageForm)
    )
    if form.is_valid():
        try:
            with transaction.atomic():
                saisies.oublier(request)
                masquage = verbes.masquer(objet, dossier, request.user, **form.cleaned_data)
        except Refus as refus:
            dire_le_refus(request, refus)
        else:
            messages.success(
                request, "Ce contenu n’est plus lu par le public. Un autre validateur doit le confirmer."
            )
            return redirect("admin:masquage", masquage.pk)
    return rendre(
        request,
        "masquage_pose",
        f"Masquer : {objet}",
        dossier=dossier,
        form=form,
        saisie=saisies.offrir(request, dossier),
    )


@require_safe
def masquage(request, pk):
    return _afficher(request, _visible(request, pk))


@require_POST
def confirmer_le_masquage(request, pk):
    masquage = _a_traiter(request, pk)
    try:
        verbes.confirmer_le_masquage(masquage, request.user)
    except Refus as refus:
        dire_le_refus(request, refus)
    else:
        messages.success(request, "Le masquage dure maintenant jusqu’à ce qu’un validateur le lève.")
    return redirect("admin:masquage", pk)


@require_POST
def lever_le_masquage(request, pk):
    masquage = _a_traiter(request, pk)
    form = LeveeForm(request.POST)
    if not form.is_valid():
        return _afficher(request, masquage, form)
    try:
        verbes.lever_le_masquage(masquage, request.user, form.cleaned_data["raison"])
    except Refus as refus:
        dire_le_refus(request, refus)
        return _afficher(request, _visible(request, pk), form)
    messages.success(request, "Le masquage est levé : tous lisent de nouveau ce contenu.")
    return redirect("admin:masquage", pk)


def _afficher(request, masquage, levee=None):
    instant = horloge.maintenant()
    en_cours = masquage.est_en_cours(instant)
    traite = en_cours and peut_masquer(request.user)
    confirmable = en_cours and not masquage.confirme_le
    return rendre(
        request,
        "masquage",
        str(masquage),
        masquage=masquage,
        adresse=adresse_dans_l_atelier(masquage.objet),
        dossier=masquage.dossier,
        en_cours=en_cours,
        efface=peut_effacer(request.user),
        confirmable=confirmable and peut_confirmer_le_masquage(request.user, masquage),
        attend_un_autre=confirmable and masquage.pose_par_id == request.user.pk,
        copies=_copies(masquage, instant) if traite else [],
        levee=(levee or LeveeForm()) if traite else None,
    )


def _copies(masquage, instant) -> list[dict]:
    return [
        {
            "nom": f"{version.libelle()} : {version.objet}",
            "adresse": reverse(
                "admin:masquer",
                args=[masquage.dossier_id, version.objet._meta.model_name, version.objet_id],
            ),
        }
        for version in verbes.qui_recopient(masquage, instant)
    ]


def _a_traiter(request, pk) -> Masquage:
    masquage = _visible(request, pk)
    if not peut_masquer(request.user):
        raise Http404
    return masquage


def _visible(request, pk) -> Masquage:
    visibles = Dossier.objects.visibles_par(request.user)
    return get_object_or_404(Masquage.objects.pour_la_liste().filter(dossier__in=visibles), pk=pk)
