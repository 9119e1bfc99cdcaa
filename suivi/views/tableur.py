"""The round trip by workbook: take out, bring back, read what would change, agree."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from demarches.imports import FichierRefuse
from demarches.models import Demarche
from publication import horloge
from publication.admin.droits import Droits
from suivi.enums import GenreDeTableur
from suivi.forms import DepotForm, LignesForm
from suivi.models import TableurDepose
from suivi.permissions import peut_repondre, peut_suivre_les_mesures
from suivi.tableur import application
from suivi.tableur.classeurs import PAR_GENRE, lire_le_depot
from suivi.tableur.ecriture import ecrire, ecrire_a_reprendre
from suivi.tableur.planification import planifier

DROITS = {GenreDeTableur.REPONSES: peut_repondre, GenreDeTableur.MESURES: peut_suivre_les_mesures}
TITRES = {
    GenreDeTableur.REPONSES: "Répondre par tableur",
    GenreDeTableur.MESURES: "Mesures par tableur",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
LIGNES_PAR_PAGE = 100
DEPOTS_MONTRES = 10


@require_http_methods(["GET", "HEAD", "POST"])
def deposer(request, pk, genre):
    """Choose what to take out; send a workbook back, which is kept and tried."""
    classeur = _classeur(request, pk, genre)
    form = DepotForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (depot := _garder(form, classeur, request.user)):
        return redirect("admin:tableur_essai", pk, genre, depot.pk)
    contexte = {
        "form": form,
        "lignes": LignesForm(classeur) if classeur.genre == GenreDeTableur.REPONSES else None,
        "depots": _depots(classeur, request.user).defer("contenu")[:DEPOTS_MONTRES],
    }
    return _rendre(request, "tableur", classeur, TITRES[classeur.genre], contexte)


@require_safe
def telecharger(request, pk, genre):
    """The workbook of the lines asked for, as the workshop holds them now."""
    classeur = _classeur(request, pk, genre)
    objets = _objets_demandes(request, classeur)
    if not objets and not classeur.s_allonge:
        messages.warning(request, "Aucune ligne ne correspond à ce choix : élargissez-le.")
        return redirect("admin:tableur", pk, genre)
    return _fichier(ecrire(classeur, objets), f"{genre}-{slugify(str(classeur.demarche))[:60]}.xlsx", XLSX)


@require_safe
def essai(request, pk, genre, depot):
    """What the workbook would change, line by line; nothing is written."""
    classeur = _classeur(request, pk, genre)
    depot = _depot(request, classeur, depot)
    plan = _plan_ou_retour(request, classeur, depot)
    if plan is None:
        return redirect("admin:tableur", pk, genre)
    page = Paginator(plan.a_montrer, LIGNES_PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"depot": depot, "plan": plan, "page": page}
    return _rendre(request, "tableur_essai", classeur, f"Essai de « {depot} »", contexte)


@require_POST
def appliquer(request, pk, genre, depot):
    """Write the lines that can be, and those in conflict for which the agent chose the file."""
    depot = _depot(request, _classeur(request, pk, genre), depot)
    try:
        ecrites, reste = application.appliquer(depot, request.user, _choix(request))
    except FichierRefuse as refus:
        messages.error(request, str(refus))
        return redirect("admin:tableur", pk, genre)
    if ecrites:
        messages.success(request, _bilan(ecrites))
    else:
        messages.info(request, "Rien à écrire : ce que ce fichier pouvait changer est déjà dans l’atelier.")
    if reste:
        messages.warning(request, _reste(len(reste)))
    return redirect("admin:tableur_essai", pk, genre, depot.pk)


@require_safe
def fichier_depose(request, pk, genre, depot):
    """The very file that was sent."""
    depot = _depot(request, _classeur(request, pk, genre), depot)
    contenu = bytes(depot.contenu)
    en_ods = b"opendocument" in contenu[:100]
    return _fichier(contenu, depot.nom, ODS if en_ods else XLSX)


@require_safe
def a_reprendre(request, pk, genre, depot):
    """The lines that could not be written, as the file says them, each with the reason."""
    classeur = _classeur(request, pk, genre)
    depot = _depot(request, classeur, depot)
    plan = _plan_ou_retour(request, classeur, depot)
    if plan is None or not plan.a_reprendre:
        return redirect("admin:tableur", pk, genre)
    nom = f"a-reprendre-{slugify(depot.nom.rpartition('.')[0])[:60]}.xlsx"
    return _fichier(ecrire_a_reprendre(classeur, plan.a_reprendre), nom, XLSX)


# Who and what


def _classeur(request, pk, genre):
    """The kind of workbook, for whoever may write some of it; for the others it does not exist."""
    if genre not in GenreDeTableur.values:
        raise Http404
    demarches = Demarche.objects.select_related("dossier__organisation")
    demarche = get_object_or_404(demarches, pk=pk)
    droits = Droits.de(request)
    if not DROITS[GenreDeTableur(genre)](droits, demarche.dossier):
        raise Http404
    return PAR_GENRE[GenreDeTableur(genre)](demarche, droits)


def _depots(classeur, agent):
    """One's own: what others sent may hold the answers entrusted to them."""
    return TableurDepose.objects.filter(demarche=classeur.demarche, genre=classeur.genre, agent=agent)


def _depot(request, classeur, pk) -> TableurDepose:
    return get_object_or_404(_depots(classeur, request.user), pk=pk)


def _objets_demandes(request, classeur) -> list:
    if classeur.genre != GenreDeTableur.REPONSES:
        return classeur.a_telecharger()
    form = LignesForm(classeur, request.GET)
    return form.lignes(classeur) if form.is_valid() else []


def _garder(form, classeur, agent) -> TableurDepose | None:
    """The file, kept as it came if it can be read; otherwise the refusal is said beside the field."""
    envoye = form.cleaned_data["fichier"]
    depot = TableurDepose(
        demarche=classeur.demarche,
        agent=agent,
        genre=classeur.genre,
        nom=envoye.name[-200:],
        contenu=envoye.read(),
        depose_le=horloge.maintenant(),
    )
    try:
        lire_le_depot(depot, classeur)
    except FichierRefuse as refus:
        form.add_error("fichier", str(refus))
        return None
    depot.save()
    return depot


def _plan_ou_retour(request, classeur, depot):
    try:
        return planifier(classeur, lire_le_depot(depot, classeur), depot.creees)
    except FichierRefuse as refus:
        messages.error(request, str(refus))
        return None


def _choix(request) -> dict[int, str]:
    """Key of a line in conflict → the state over which the agent chose the file: « conflit-12=fichier:ab… »."""
    choix = {}
    for nom, valeur in request.POST.items():
        pk, (quoi, _, etat) = nom.removeprefix("conflit-"), valeur.partition(":")
        if (
            nom.startswith("conflit-")
            and pk.isascii()
            and pk.isdigit()
            and len(pk) < 19
            and quoi == "fichier"
        ):
            choix[int(pk)] = etat
    return choix


# What one reads


def _rendre(request, gabarit, classeur, titre, contexte):
    contexte = {
        **admin.site.each_context(request),
        "title": titre,
        "subtitle": None,
        "classeur": classeur,
        "demarche": classeur.demarche,
        "page_du_classeur": TITRES[classeur.genre],
        **contexte,
    }
    return TemplateResponse(request, f"admin/suivi/{gabarit}.html", contexte)


def _fichier(contenu, nom, type_mime) -> HttpResponse:
    reponse = HttpResponse(contenu, content_type=type_mime)
    reponse.headers["Content-Disposition"] = content_disposition_header(True, nom)
    reponse.headers["Cache-Control"] = "no-store"
    return reponse


def _bilan(ecrites) -> str:
    lignes = f"{len(ecrites)} lignes sont écrites" if len(ecrites) > 1 else "1 ligne est écrite"
    return f"{lignes} dans l’atelier. Rien n’est encore en ligne."


def _reste(nombre) -> str:
    lignes = f"{nombre} lignes restent" if nombre > 1 else "1 ligne reste"
    return f"{lignes} à reprendre, ci-dessous : votre fichier est gardé tel quel."
