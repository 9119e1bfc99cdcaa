"""What is not online yet, read as it would be: by agents, and by whoever holds a link that one of them made."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portail.apercu import premiere_page, rendre_l_apercu
from publication import horloge
from publication.apercu import atelier_en_ligne, soumissions_en_ligne
from publication.models import Partage
from publication.views.rendu import dossier_visible, lot_visible, publication_visible


@require_safe
def apercu_du_dossier(request, pk, chemin=""):
    """The workshop as it is now."""
    return _apercu(request, chemin, dossier=dossier_visible(request, pk))


@require_safe
def apercu_de_la_publication(request, pk, chemin=""):
    """One submission, as it was frozen."""
    publication = publication_visible(request, pk)
    return _apercu(request, chemin, dossier=publication.dossier, publication=publication)


@require_safe
def apercu_du_lot(request, pk, chemin=""):
    """All that still awaits the CIPC, or its day, in a lot."""
    lot = lot_visible(request, pk)
    return _apercu(request, chemin, dossier=lot.dossier, lot=lot)


@login_not_required
@require_safe
def apercu_partage(request, jeton, chemin=""):
    """The same, for whoever holds a link: 410 once it has expired or was closed."""
    partages = Partage.objects.du_jeton(jeton).select_related(
        "dossier__organisation", "publication", "lot", "cree_par"
    )
    partage = get_object_or_404(partages)
    if not partage.est_ouvert(horloge.maintenant()):
        return render(request, "portail/apercu_ferme.html", {"partage": partage}, status=410)
    return _apercu(
        request,
        chemin,
        dossier=partage.dossier,
        publication=partage.publication,
        lot=partage.lot,
        partage=partage,
    )


def _apercu(request, chemin, *, dossier, publication=None, lot=None, partage=None):
    prefixe = _prefixe(request)
    if not chemin:
        return redirect(prefixe + premiere_page(dossier))
    bandeau = {
        "masquages": [] if partage else list(dossier.masquages.en_cours(horloge.maintenant())),
        "publication": publication,
        "lot": lot,
        "partage": partage,
        "retour": "" if partage else _retour(dossier, publication, lot),
    }
    with _en_ligne(dossier, publication, lot, request.user, partage):
        return rendre_l_apercu(request, chemin, dossier, prefixe, bandeau)


def _en_ligne(dossier, publication, lot, agent, partage):
    """What is hidden to the public is hidden to whoever holds a link, not to the agents who deal with it."""
    a_decouvert = partage is None
    if publication:
        return soumissions_en_ligne(dossier, [publication], a_decouvert)
    if lot:
        return soumissions_en_ligne(dossier, list(lot.publications.all()), a_decouvert)
    return atelier_en_ligne(dossier, partage.cree_par if partage else agent, a_decouvert)


def _prefixe(request) -> str:
    """The address of the preview itself, without the page that is read in it."""
    trouve = request.resolver_match
    arguments = {cle: valeur for cle, valeur in trouve.kwargs.items() if cle != "chemin"}
    return reverse(trouve.view_name.removesuffix("_page"), kwargs=arguments)


def _retour(dossier, publication, lot) -> str:
    if publication:
        return reverse("admin:publication", args=[publication.pk])
    return reverse("admin:lot", args=[lot.pk]) if lot else reverse("admin:dossier", args=[dossier.pk])
