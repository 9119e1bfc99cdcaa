"""A public page as it would be: the very view that the public would read, and links that stay in the preview."""

import copy
import re

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve

from demarches.models import Demarche

PAGES_D_UN_DOSSIER = ("demarches", "actualites")


def premiere_page(dossier) -> str:
    """Where the preview of a dossier begins; its slug is put right by the page itself."""
    liste = "demarches" if Demarche.objects.filter(pk=dossier.pk).exists() else "actualites"
    return f"{liste}/{dossier.pk}-apercu/"


def rendre_l_apercu(request, chemin: str, dossier, prefixe: str, bandeau: dict) -> HttpResponse:
    """The public page at `/chemin`, rendered now; its links to the same dossier begin with `prefixe`.

    To be called while what is to be seen is online (`publication.apercu`). Raises Http404 for what is not a
    page of this dossier, or a file.
    """
    if not re.fullmatch(rf"(?:{'|'.join(PAGES_D_UN_DOSSIER)})/{dossier.pk}-.*|fichiers/.*", chemin):
        raise Http404
    try:
        trouve = resolve(f"/{chemin}")
    except Resolver404:
        raise Http404 from None
    reponse = _reponse(_requete_publique(request, chemin, trouve, bandeau), trouve)
    if "Location" in reponse:
        reponse = HttpResponseRedirect(prefixe + reponse["Location"].lstrip("/"))
    elif not reponse.streaming:
        reponse.content = rester_dans_l_apercu(reponse.content.decode(), dossier.pk, prefixe).encode()
    reponse.headers["Cache-Control"] = "no-store"
    reponse.headers["X-Robots-Tag"] = "noindex, nofollow"
    return reponse


def rester_dans_l_apercu(html: str, dossier: int, prefixe: str) -> str:
    """Every link, form and picture of the dossier's pages and of the files, moved under `prefixe`."""
    pages = rf"/((?:{'|'.join(PAGES_D_UN_DOSSIER)})/{dossier}-|fichiers/)"
    return re.sub(rf'\b(href|src|action)="{pages}', rf'\1="{prefixe}\2', html)


def _requete_publique(request, chemin, trouve, bandeau):
    """The same request, from someone who has not signed in."""
    publique = copy.copy(request)
    publique.path = publique.path_info = f"/{chemin}"
    publique.resolver_match = trouve
    publique.user = AnonymousUser()
    publique.apercu = bandeau
    return publique


def _reponse(request, trouve):
    try:
        reponse = trouve.func(request, *trouve.args, **trouve.kwargs)
    except Http404:
        return render(request, "portail/apercu_introuvable.html", status=404)
    return reponse.render() if hasattr(reponse, "render") else reponse
