"""What a validator asks to be corrected in what is online, and the answer of the organisation."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from publication import rectification as verbes
from publication import saisies
from publication.forms import NePasRectifierForm, RectificationForm
from publication.models import DemandeDeRectification, Dossier
from publication.permissions import peut_demander_une_rectification, peut_soumettre
from publication.refus import Refus
from publication.views.rendu import adresse_dans_l_atelier, dire_le_refus, dossier_visible, rendre
from publication.views.retrait import objet_en_ligne


@require_http_methods(["GET", "HEAD", "POST"])
def demander_une_rectification(request, pk, modele, objet):
    dossier = dossier_visible(request, pk)
    if not peut_demander_une_rectification(request.user):
        raise Http404
    objet = objet_en_ligne(dossier, modele, objet)
    form = RectificationForm(
        request.POST if request.method == "POST" else None,
        initial=saisies.initiales(request, RectificationForm),
    )
    if form.is_valid():
        try:
            with transaction.atomic():
                saisies.oublier(request)
                demande = verbes.demander_une_rectification(objet, dossier, request.user, **form.cleaned_data)
        except Refus as refus:
            dire_le_refus(request, refus)
        else:
            messages.success(request, "Votre demande attend maintenant l’organisation.")
            return redirect("admin:rectification", demande.pk)
    titre = f"Demander une rectification : {objet}"
    saisie = saisies.offrir(request, dossier)
    return rendre(request, "rectification_demande", titre, dossier=dossier, form=form, saisie=saisie)


@require_safe
def rectification(request, pk):
    return _afficher(request, _visible(request, pk))


@require_POST
def refuser_de_rectifier(request, pk):
    demande = _visible(request, pk)
    form = NePasRectifierForm(request.POST)
    if not form.is_valid():
        return _afficher(request, demande, form)
    try:
        verbes.refuser_de_rectifier(demande, request.user, form.cleaned_data["raison"])
    except Refus as refus:
        dire_le_refus(request, refus)
        return _afficher(request, _visible(request, pk), form)
    messages.success(request, "Le CIPC lira pourquoi vous ne rectifiez pas.")
    return redirect("admin:rectification", pk)


def _afficher(request, demande, refus=None):
    attend = bool(verbes.suivies([demande]))
    return rendre(
        request,
        "rectification",
        f"Demande de rectification n° {demande.pk}",
        demande=demande,
        dossier=demande.dossier,
        attend=attend,
        nom=verbes.nom_de_l_objet(demande),
        adresse=adresse_dans_l_atelier(demande.objet),
        repond=attend and peut_soumettre(request.user, demande.dossier),
        refus=refus or NePasRectifierForm(),
    )


def _visible(request, pk) -> DemandeDeRectification:
    visibles = Dossier.objects.visibles_par(request.user)
    return get_object_or_404(
        DemandeDeRectification.objects.pour_la_liste().filter(dossier__in=visibles), pk=pk
    )
