"""Importing propositions from the back-office: deposit, read what would happen, agree."""

import io

from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from demarches.imports import FichierRefuse, gabarit_csv, gabarit_xlsx, lire
from demarches.imports.application import appliquer, planifier
from demarches.imports.forms import LIGNES_PAR_LE_BACK_OFFICE, DepotForm
from demarches.models import Demarche, FichierAImporter
from publication import horloge
from publication.permissions import peut_ecrire_quelque_part
from publication.refus import Refus
from publication.views.rendu import dire_le_refus, dossier_redige

GABARITS = {
    "csv": (gabarit_csv, "text/csv; charset=utf-8"),
    "xlsx": (gabarit_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def deposer(request, pk):
    """Send a file; what it would do is shown line by line, and nothing is written."""
    demarche = demarche_redigee(request, pk)
    form = DepotForm(request.POST or None, request.FILES or None)
    fichier = plan = None
    if request.method == "POST" and form.is_valid():
        fichier, plan = _essayer(form, demarche, request.user)
    contexte = {
        **admin.site.each_context(request),
        "title": f"Importer des propositions : {demarche}",
        "subtitle": None,
        "demarche": demarche,
        "form": form,
        "fichier": fichier,
        "plan": plan,
    }
    return TemplateResponse(request, "admin/demarches/import.html", contexte)


@require_POST
def importer(request, pk):
    """Write the file that was tried. What changed meanwhile in the workshop is seen again, under lock."""
    demarche = demarche_redigee(request, pk)
    fichier = _fichier_essaye(request, demarche)
    if fichier is None:
        messages.error(
            request, "Ce fichier a déjà été importé, ou un autre a été déposé depuis : déposez-le à nouveau."
        )
        return redirect("admin:importer_propositions", demarche.pk)
    try:
        plan = appliquer(
            demarche, _lire(fichier), request.user, remplacer_publies="remplacer_publies" in request.POST
        )
    except FichierRefuse as refus:
        messages.error(request, str(refus))
        return redirect("admin:importer_propositions", demarche.pk)
    except Refus as refus:
        dire_le_refus(request, refus)
        return redirect("admin:importer_propositions", demarche.pk)
    fichier.delete()
    messages.success(
        request, f"Propositions importées dans l’atelier : {plan.resume} Rien n’est encore en ligne."
    )
    return redirect("admin:dossier", demarche.pk)


@require_safe
def gabarit(request, extension):
    """A blank file to fill in."""
    if extension not in GABARITS or not peut_ecrire_quelque_part(request.user):
        raise Http404
    produire, type_mime = GABARITS[extension]
    return HttpResponse(
        produire(),
        content_type=type_mime,
        headers={"Content-Disposition": f'attachment; filename="propositions.{extension}"'},
    )


def demarche_redigee(request, pk) -> Demarche:
    dossier = dossier_redige(request, pk)
    demarche = Demarche.objects.filter(dossier=dossier).first()
    if demarche is None:
        raise Http404
    return demarche


def _fichier_essaye(request, demarche) -> FichierAImporter | None:
    """The very file whose lines the agent has read: not another, deposited meanwhile in another tab."""
    identifiant = request.POST.get("fichier", "")
    if not (identifiant.isascii() and identifiant.isdigit() and len(identifiant) < 19):
        return None
    return FichierAImporter.objects.filter(pk=identifiant, demarche=demarche, agent=request.user).first()


def _essayer(form, demarche, agent):
    """The file kept for the import and its plan, or nothing with the refusal said beside the file."""
    envoye = form.cleaned_data["fichier"]
    FichierAImporter.objects.filter(demarche=demarche, agent=agent).delete()
    fichier = FichierAImporter(
        demarche=demarche,
        agent=agent,
        nom=envoye.name[-200:],
        contenu=envoye.read(),
        feuille=form.cleaned_data["feuille"],
        colonnes=form.cleaned_data["colonnes"],
        depose_le=horloge.maintenant(),
    )
    try:
        lecture = _lire(fichier)
    except FichierRefuse as refus:
        form.add_error("fichier", str(refus))
        return None, None
    if len(lecture.lignes) > LIGNES_PAR_LE_BACK_OFFICE:
        form.add_error(
            "fichier",
            f"Le fichier a {len(lecture.lignes)} lignes : au-delà de 2 000, demandez l’import à l’exploitation du portail.",
        )
        return None, None
    fichier.save()
    return fichier, planifier(demarche, lecture)


def _lire(fichier):
    return lire(
        io.BytesIO(fichier.contenu),
        fichier.nom,
        feuille=fichier.feuille or None,
        correspondance=fichier.colonnes or None,
    )
