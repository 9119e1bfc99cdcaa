"""Addresses of the former portal: links and bookmarks from before lead to the same démarche."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import re_path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from publication import horloge
from vitrine.models import FicheDemarche

RACINE = "trouver-une-concertation"
SECTIONS = {
    "fiche_identite": "fiche",
    "avis_des_citoyens": "avis",
    "suites_de_la_concertation": "impact",
}


@login_not_required
@require_safe
def liste(request):
    return redirect("portail:demarches", permanent=True)


@login_not_required
@require_safe
def demarche(request, numero, nom, section=""):
    """Where the démarche is now; else a search for the words of its former name, since it may come one day."""
    en_vigueur = FicheDemarche.objects.en_vigueur(horloge.maintenant())
    fiche = en_vigueur.filter(ancien_numero=numero).order_by("dossier_id").first()
    if fiche is None:
        return redirect(f"{reverse('portail:recherche')}?{urlencode({'q': nom.replace('-', ' ')})}")
    return redirect(f"portail:{SECTIONS.get(section, 'fiche')}", fiche.dossier_id, fiche.slug, permanent=True)


adresses = [
    re_path(rf"^{RACINE}/?$", liste, name="ancienne_liste"),
    re_path(
        rf"^{RACINE}/(?P<numero>[0-9]{{1,9}})_(?P<nom>[^/]{{0,200}})(?:/(?P<section>{'|'.join(SECTIONS)}))?/?$",
        demarche,
        name="ancienne_demarche",
    ),
]
