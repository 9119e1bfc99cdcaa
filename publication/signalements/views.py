"""The queue of what citizens report, and the page of each report, for CIPC validators."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from publication import horloge
from publication.atelier import objet_de_cle
from publication.enums import NatureDuSignalement
from publication.masquage import derniere_version, masquage_de
from publication.models import Signalement
from publication.permissions import peut_traiter_les_signalements
from publication.refus import Refus
from publication.signalements import traitement as verbes
from publication.signalements.forms import FileForm, InsertionForm, ReponseAuSignalementForm
from publication.views.rendu import dire_le_refus, rendre

PAR_PAGE = 30


def _pour_les_validateurs(vue):
    """For the others the queue does not exist."""

    @wraps(vue)
    def gardee(request, *args, **kwargs):
        if not peut_traiter_les_signalements(request.user):
            raise Http404
        return vue(request, *args, **kwargs)

    return gardee


@require_safe
@_pour_les_validateurs
def signalements(request):
    """What is due first comes first; what was dealt with is chosen by its state."""
    form = FileForm(request.GET)
    choisis = form.choisir(Signalement.objects.pour_la_liste()).de_la_plus_proche_echeance()
    requete = request.GET.copy()
    requete.pop("page", None)
    return rendre(
        request,
        "signalements",
        "Signalements",
        form=form,
        page=Paginator(choisis, PAR_PAGE).get_page(request.GET.get("page")),
        requete=f"{requete.urlencode()}&" if requete else "",
        jour=timezone.localdate(horloge.maintenant()),
    )


@require_safe
@_pour_les_validateurs
def signalement(request, pk):
    return _afficher(request, _lu(pk))


@require_POST
@_pour_les_validateurs
def prendre_en_charge_le_signalement(request, pk):
    try:
        verbes.prendre_en_charge_le_signalement(_lu(pk), request.user)
    except Refus as refus:
        dire_le_refus(request, refus)
    else:
        messages.success(
            request, "Vous avez pris ce signalement en charge : les autres validateurs le voient."
        )
    return redirect("admin:signalement", pk)


@require_POST
@_pour_les_validateurs
def traiter_le_signalement(request, pk):
    form = ReponseAuSignalementForm(request.POST)
    if not form.is_valid():
        return _afficher(request, _lu(pk), reponse=form)
    try:
        traite = verbes.traiter_le_signalement(_lu(pk), request.user, form.cleaned_data["reponse"])
    except Refus as refus:
        dire_le_refus(request, refus)
        return _afficher(request, _lu(pk), reponse=form)
    envoi = "elle part aussi par courriel" if traite.courriel else "son auteur n’a pas donné de courriel"
    messages.success(request, f"La réponse se lit avec le numéro {traite.numero} ; {envoi}.")
    return redirect("admin:signalement", pk)


@require_POST
@_pour_les_validateurs
def publier_le_droit_de_reponse(request, pk):
    form = InsertionForm(request.POST)
    form.is_valid()
    try:
        verbes.publier_le_droit_de_reponse(
            _lu(pk), request.user, identite_verifiee=form.cleaned_data.get("identite_verifiee", False)
        )
    except Refus as refus:
        dire_le_refus(request, refus)
        return _afficher(request, _lu(pk), insertion=form)
    messages.success(request, "Le droit de réponse est publié sur la page concernée.")
    return redirect("admin:signalement", pk)


def _afficher(request, signalement, reponse=None, insertion=None):
    """`reponse` and `insertion` are what was just sent and refused: what is typed stays, even once it is too late."""
    a_inserer = signalement.nature == NatureDuSignalement.DROIT_DE_REPONSE
    return rendre(
        request,
        "signalement",
        str(signalement),
        signalement=signalement,
        en_retard=signalement.est_en_retard(timezone.localdate(horloge.maintenant())),
        suites=signalement.suites.select_related("par"),
        masquer=_ou_masquer(signalement),
        reponse=reponse or (ReponseAuSignalementForm() if signalement.est_ouvert else None),
        insertion=(insertion or InsertionForm()) if a_inserer and signalement.est_ouvert else None,
    )


def _ou_masquer(signalement) -> str:
    """The page on which what is said to be illegal is hidden at once, if it can be and is not yet."""
    if signalement.nature != NatureDuSignalement.CONTENU_ILLICITE or not signalement.objet:
        return ""
    try:
        objet = objet_de_cle(signalement.objet)
    except ObjectDoesNotExist:
        return ""
    instant = horloge.maintenant()
    if derniere_version(objet, signalement.dossier, instant) is None or masquage_de(objet, instant):
        return ""
    return reverse("admin:masquer", args=[signalement.dossier_id, objet._meta.model_name, objet.pk])


def _lu(pk) -> Signalement:
    return get_object_or_404(Signalement.objects.pour_la_liste(), pk=pk)
