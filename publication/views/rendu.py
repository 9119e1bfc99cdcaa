"""What the views of the back-office share: their look, and who sees what (404 for the rest)."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from publication import horloge
from publication.models import Dossier, Lot, Publication
from publication.permissions import peut_ecrire, peut_soumettre


def rendre(request, gabarit, titre, **contexte):
    """A page in the look of the back-office; `gabarit` is in templates/admin/publication/."""
    contexte = {**admin.site.each_context(request), "title": titre, "subtitle": None, **contexte}
    return TemplateResponse(request, f"admin/publication/{gabarit}.html", contexte)


def adresse_dans_l_atelier(cle: str) -> str:
    """Where the object of this key (see atelier.cle) is read and written."""
    modele, _, pk = cle.rpartition(":")
    return reverse(f"admin:{modele.replace('.', '_')}_change", args=[pk])


def dossier_visible(request, pk) -> Dossier:
    dossiers = Dossier.objects.visibles_par(request.user).select_related(
        "organisation", "demarche", "actualite"
    )
    return get_object_or_404(dossiers, pk=pk)


def dossier_redige(request, pk) -> Dossier:
    """The dossier, if the agent may write it: pages on which one writes do not exist for the others."""
    dossier = dossier_visible(request, pk)
    if not peut_ecrire(request.user, dossier):
        raise Http404
    return dossier


def dossier_a_soumettre(request, pk) -> Dossier:
    """The dossier, if the agent may submit some of it."""
    dossier = dossier_visible(request, pk)
    if not peut_soumettre(request.user, dossier):
        raise Http404
    return dossier


def publication_visible(request, pk) -> Publication:
    publications = Publication.objects.visibles_par(request.user).pour_la_liste()
    return get_object_or_404(publications, pk=pk)


def lot_visible(request, pk) -> Lot:
    lots = Lot.objects.visibles_par(request.user).select_related("dossier__organisation")
    return get_object_or_404(lots.avec_comptes(horloge.maintenant()), pk=pk)


def dire_le_refus(request, refus) -> None:
    for raison in refus.raisons:
        messages.error(request, raison)
