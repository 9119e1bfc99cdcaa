"""One small function per verb: it reads the request, calls the verb, and says what came of it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from publication import soumission, validation
from publication.forms import ProgrammationForm, RenvoiForm
from publication.heure import en_toutes_lettres
from publication.refus import Refus
from publication.views.page import afficher
from publication.views.rendu import dire_le_refus, publication_visible


@require_POST
def prendre_en_charge(request, pk):
    publication = publication_visible(request, pk)
    return _agir(
        request, publication, validation.prendre_en_charge, "Vous avez pris en charge cette soumission."
    )


@require_POST
def valider(request, pk):
    """Publish at once, or at the date given by the scheduling form."""
    publication = publication_visible(request, pk)
    if "publier_le" not in request.POST:
        return _agir(request, publication, validation.valider, "C’est en ligne.")
    form = ProgrammationForm(request.POST)
    if not form.is_valid():
        return afficher(request, publication, programmation=form)
    return _agir(
        request,
        publication,
        validation.valider,
        f"La publication est programmée pour le {en_toutes_lettres(form.cleaned_data['publier_le'])}.",
        saisies={"programmation": form},
        publier_le=form.cleaned_data["publier_le"],
    )


@require_POST
def renvoyer(request, pk):
    publication = publication_visible(request, pk)
    form = RenvoiForm(request.POST)
    if not form.is_valid():
        return afficher(request, publication, renvoi=form)
    return _agir(
        request,
        publication,
        validation.renvoyer,
        "La soumission est renvoyée à l’organisateur.",
        saisies={"renvoi": form},
        commentaire=form.cleaned_data["commentaire"],
    )


@require_POST
def annuler(request, pk):
    publication = publication_visible(request, pk)
    return _agir(
        request, publication, soumission.annuler, "La soumission est annulée : rien n’a changé en ligne."
    )


@require_POST
def deprogrammer(request, pk):
    publication = publication_visible(request, pk)
    return _agir(request, publication, validation.deprogrammer, "La publication est déprogrammée.")


def _agir(request, publication, verbe, succes, saisies=None, **arguments):
    """Call `verbe`; if it refuses, show why on the page as it is now, with what was typed."""
    try:
        verbe(publication, request.user, **arguments)
    except Refus as refus:
        dire_le_refus(request, refus)
        return afficher(request, publication_visible(request, publication.pk), **(saisies or {}))
    messages.success(request, succes)
    return redirect("admin:publication", publication.pk)
