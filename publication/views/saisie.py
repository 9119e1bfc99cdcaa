"""What is typed, kept by the script of the forms (static/portail/saisie.js); and the button that erases it."""

from copy import copy
from urllib.parse import unquote

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from accounts import memoire
from publication import saisies
from publication.models import SaisieEnCours
from publication.refus import Refus


@require_POST
def garder_la_saisie(request):
    """Answers the sentence to show. 404 when the account may not open that form now; 400 when it is not kept."""
    try:
        adresse = saisies.lire_l_adresse(request.POST)
        dossier = _formulaire_ouvert(request, adresse).dossier
        saisie = saisies.garder(request.user, dossier, adresse, request.POST)
    except Refus as refus:
        return _phrase(str(refus), status=400)
    heure = date_format(timezone.localtime(saisie.gardee_le), "G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i")
    return _phrase(f"Saisie gardée à {heure} pour vous seul, pas encore enregistrée.")


def retrouver(request, paquet) -> None:
    """Keep for the agent who has just signed in what was sent after the session had ended."""
    envoi = saisies.deballer(paquet)
    if envoi is None:
        return
    try:
        adresse = saisies.lire_l_adresse(envoi)
        saisies.garder(request.user, _formulaire_ouvert(request, adresse).dossier, adresse, envoi)
    except (Refus, Http404):
        messages.warning(
            request, "Ce que vous aviez envoyé n’a pas pu être gardé : cette page ne garde pas les saisies."
        )


@require_POST
def effacer_la_saisie(request, pk):
    saisie = get_object_or_404(SaisieEnCours, pk=pk, agent=request.user)
    saisie.delete()
    return redirect(saisie.adresse)


def _formulaire_ouvert(request, adresse) -> saisies.Offre:
    """What the page at `adresse` offers to this account, now: the page itself is asked, so its rights decide."""
    chemin, _, parametres = adresse.partition("?")
    try:
        vue = resolve(unquote(chemin))
    except Resolver404:
        raise Http404 from None
    if vue.app_name != "admin":
        raise Http404
    lecture = copy(request)
    lecture.environ, lecture.META = request.environ, request.META | {"QUERY_STRING": parametres}
    lecture.method, lecture.resolver_match = "GET", vue
    lecture.path = lecture.path_info = unquote(chemin)
    lecture.GET, lecture.POST = QueryDict(parametres), QueryDict()
    with memoire.page():
        page = vue.func(lecture, *vue.args, **vue.kwargs)
    offre = (getattr(page, "context_data", None) or {}).get("saisie")
    if offre is None:
        raise Http404
    return offre


def _phrase(texte, status=200):
    return HttpResponse(texte, status=status, content_type="text/plain; charset=utf-8")
