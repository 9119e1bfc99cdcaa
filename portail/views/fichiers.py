from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portail.views.commun import reponse_effacee
from publication import horloge
from publication.models import Fichier
from vitrine.models import FicheActualite, FicheDemarche


@login_not_required
@require_safe
def telecharger(request, sha256, nom):
    """A file, once a version that has begun cites it; always as a download, never run by the browser."""
    instant = horloge.maintenant()
    if efface := Fichier.objects.publics(instant).filter(pk=sha256, effacement__isnull=False).first():
        return reponse_effacee(request, efface.effacement)
    fichier = get_object_or_404(Fichier.objects.publics(instant), pk=sha256, nom=nom)
    if not any(
        fiche.objects.en_vigueur(instant).filter(dossier__publications__citations__fichier=fichier).exists()
        for fiche in (FicheDemarche, FicheActualite)
    ):
        raise Http404("Toutes les pages qui citent ce fichier ont été retirées.")
    reponse = FileResponse(
        fichier.contenu.open(), as_attachment=True, filename=fichier.nom, content_type=fichier.type_mime
    )
    reponse.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    reponse.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return reponse
