"""One small function per verb: it reads the request, calls the verb, and says what came of it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from publication import soumission, validation
from publication.forms import ControleForm, ProgrammationForm, RenvoiForm, ReserveForm
from publication.heure import en_toutes_lettres
from publication.refus import Refus
from publication.saisies import oublier
from publication.views.page import afficher, remarques_de
from publication.views.rendu import dire_le_refus, publication_visible


@require_POST
def prendre_en_charge(request, pk):
    publication = publication_visible(request, pk)
    return agir(
        request, publication, validation.prendre_en_charge, "Vous avez pris en charge cette soumission."
    )


@require_POST
def valider(request, pk):
    """Publish at once, or at the date given by the scheduling form."""
    publication = publication_visible(request, pk)
    plus_tard = request.POST.get("quand") == "plus_tard"
    controle, form = ControleForm(request.POST), ProgrammationForm(request.POST if plus_tard else None)
    saisies = {"controle": controle, "programmation": form, "reserve": ReserveForm(request.POST)}
    vu = {
        "controles": request.POST.getlist("controles"),
        "factuelle": "factuelle" in request.POST,
        "lues": {publication.pk: request.POST.get("empreinte", "")},
    }
    if plus_tard:
        if not form.is_valid():
            return afficher(request, publication, **saisies)
        publier_le = form.cleaned_data["publier_le"]
        succes = f"La publication est programmée pour le {en_toutes_lettres(publier_le)}."
        return agir(request, publication, validation.valider, succes, saisies, publier_le=publier_le, **vu)
    if request.POST.get("publier_le"):
        messages.error(
            request,
            "Vous avez donné une date et demandé de publier maintenant : rien n’est publié. "
            "Videz la date, ou choisissez « Valider et programmer ».",
        )
        return afficher(request, publication, **saisies | {"programmation": ProgrammationForm(request.POST)})
    return agir(request, publication, validation.valider, "C’est en ligne.", saisies, **vu)


@require_POST
def renvoyer(request, pk):
    publication = publication_visible(request, pk)
    form = RenvoiForm(request.POST)
    remarques = remarques_de(request.POST)
    saisies = {"renvoi": form, "remarques": remarques}
    if not form.is_valid():
        return afficher(request, publication, **saisies)
    return agir(
        request,
        publication,
        validation.renvoyer,
        "La soumission est renvoyée à l’organisateur.",
        saisies,
        commentaire=form.cleaned_data["commentaire"],
        remarques=remarques,
    )


@require_POST
def noter(request, pk):
    """Keep the remarks of this page: a submission of several pages is sent back with those of all of them."""
    publication = publication_visible(request, pk)
    remarques = remarques_de(request.POST)
    saisies = {"renvoi": RenvoiForm(request.POST), "remarques": remarques}
    succes = "Vos remarques sont gardées : l’organisateur les lira si vous renvoyez la soumission."
    return agir(request, publication, validation.noter, succes, saisies, remarques=remarques)


@require_POST
def annuler(request, pk):
    publication = publication_visible(request, pk)
    return agir(
        request, publication, soumission.annuler, "La soumission est annulée : rien n’a changé en ligne."
    )


@require_POST
def deprogrammer(request, pk):
    publication = publication_visible(request, pk)
    return agir(request, publication, validation.deprogrammer, "La publication est déprogrammée.")


def agir(request, publication, verbe, succes, saisies=None, **arguments):
    """Call `verbe`; if it refuses, show why on the page as it is now, with what was typed."""
    try:
        with transaction.atomic():
            oublier(request)
            verbe(publication, request.user, **arguments)
    except Refus as refus:
        dire_le_refus(request, refus)
        return afficher(request, publication_visible(request, publication.pk), **(saisies or {}))
    messages.success(request, succes)
    return redirect("admin:publication", publication.pk)
