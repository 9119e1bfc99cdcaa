"""One small function per verb on several publications of a lot: those that are ticked, or all that remains."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from publication import horloge, soumission, validation
from publication.forms import ControleForm, ProgrammationForm, RenvoiForm, ReserveForm
from publication.heure import en_toutes_lettres
from publication.models import Publication
from publication.refus import Refus
from publication.saisies import oublier
from publication.views.lot import afficher, coches_de
from publication.views.rendu import dire_le_refus, lot_visible


@require_POST
def prendre_en_charge_du_lot(request, pk):
    return _agir(request, pk, _ouvertes, validation.prendre_en_charge_toutes, "prise{s} en charge")


@require_POST
def valider_du_lot(request, pk):
    return _valider(request, pk, "en ligne")


@require_POST
def programmer_du_lot(request, pk):
    form = ProgrammationForm(request.POST)
    if not form.is_valid():
        return _afficher(
            request,
            pk,
            programmation=form,
            controle=ControleForm(request.POST),
            reserve=ReserveForm(request.POST),
        )
    publier_le = form.cleaned_data["publier_le"]
    succes = f"programmée{{s}} pour le {en_toutes_lettres(publier_le)}"
    return _valider(request, pk, succes, {"programmation": form}, publier_le=publier_le)


@require_POST
def renvoyer_du_lot(request, pk):
    form = RenvoiForm(request.POST)
    if not form.is_valid():
        return _afficher(request, pk, renvoi=form)
    commentaire = form.cleaned_data["commentaire"]
    return _agir(
        request,
        pk,
        _ouvertes,
        validation.renvoyer_toutes,
        "renvoyée{s} à l’organisateur",
        {"renvoi": form},
        commentaire=commentaire,
    )


@require_POST
def annuler_du_lot(request, pk):
    return _agir(request, pk, _ouvertes, soumission.annuler_toutes, "annulée{s}, rien n’a changé en ligne")


@require_POST
def deprogrammer_du_lot(request, pk):
    return _agir(request, pk, _programmees, validation.deprogrammer_toutes, "déprogrammée{s}")


def _valider(request, pk, succes, saisies=None, **arguments):
    """All that remains leaves aside, and tells, what cannot be validated; what is ticked is all or nothing."""
    saisies = (saisies or {}) | {
        "controle": ControleForm(request.POST),
        "reserve": ReserveForm(request.POST),
    }
    arguments |= {
        "controles": request.POST.getlist("controles"),
        "factuelle": "factuelle" in request.POST,
        "lues": _lues(request),
    }
    if _tout_le_reste(request):
        return _agir(
            request, pk, _ouvertes, validation.valider_ce_qui_peut_l_etre, succes, saisies, **arguments
        )
    return _agir(request, pk, _ouvertes, validation.valider_toutes, succes, saisies, **arguments)


def _agir(request, pk, reste, verbe, succes, saisies=None, **arguments):
    lot = lot_visible(request, pk)
    choisies = list(reste(lot)) if _tout_le_reste(request) else _cochees(request, lot)
    try:
        if _tout_le_reste(request) and not choisies:
            raise Refus("Il ne reste rien à traiter ainsi dans ce lot.")
        with transaction.atomic():
            if verbe is not validation.prendre_en_charge_toutes:  # which saves nothing of what is typed
                oublier(request)
            faites = verbe(choisies, request.user, **arguments)
    except Refus as refus:
        dire_le_refus(request, refus)
        return _afficher(request, pk, **(saisies or {}))
    faites, raisons = faites if isinstance(faites, tuple) else (faites, [])
    pluriel = "s" if len(faites) > 1 else ""
    messages.success(request, f"{len(faites)} soumission{pluriel} {succes.format(s=pluriel)}.")
    for raison in raisons:
        messages.warning(request, f"Laissée de côté : {raison}")
    return redirect("admin:lot", pk)


def _afficher(request, pk, **saisies):
    lot = lot_visible(request, pk)
    return afficher(request, lot, request.POST.get("voir"), coches_de(request.POST), **saisies)


def _lues(request) -> dict[int, str]:
    """The digests of the submissions that the page showed."""
    lues = {
        nom.removeprefix("empreinte:"): v for nom, v in request.POST.items() if nom.startswith("empreinte:")
    }
    return {int(pk): empreinte for pk, empreinte in lues.items() if pk.isascii() and pk.isdecimal()}


def _tout_le_reste(request) -> bool:
    return request.POST.get("portee") == "reste"


def _cochees(request, lot) -> list[Publication]:
    """A key that is not of this lot does not exist, and nothing is done."""
    cles = set(request.POST.getlist("publications"))
    if not all(cle.isascii() and cle.isdecimal() and len(cle) < 19 for cle in cles):
        raise Http404
    cochees = list(lot.publications.filter(pk__in=cles).order_by("pk"))
    if len(cochees) != len({int(cle) for cle in cles}):
        raise Http404
    return cochees


def _ouvertes(lot):
    return lot.publications.ouvertes()


def _programmees(lot):
    return Publication.objects.filter(lot=lot).programmees(horloge.maintenant())
