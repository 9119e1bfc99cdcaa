from django.contrib.auth.decorators import login_not_required
from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portail.views.commun import reponse_effacee, reponse_masquee
from publication import horloge
from publication.models import Fichier, Masquage
from publication.prealables import par_modele_de_cle
from vitrine.models import FicheActualite, FicheDemarche


@login_not_required
@require_safe
def telecharger(request, sha256, nom):
    """A file, once a version that has begun cites it; always as a download, never run by the browser.

    403 while an object that cites it is hidden: the file may be what should not be read.
    """
    instant = horloge.maintenant()
    if efface := Fichier.objects.publics(instant).filter(pk=sha256, effacement__isnull=False).first():
        return reponse_effacee(request, efface.effacement)
    fichier = get_object_or_404(Fichier.objects.publics(instant), pk=sha256, nom=nom)
    if masquage := _masquage(fichier, instant):
        return reponse_masquee(request, masquage)
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


def _masquage(fichier, instant) -> Masquage | None:
    """The mask of an object of which some version cites the file."""
    masquages = Masquage.objects.en_cours(instant).filter(dossier__publications__citations__fichier=fichier)
    return next((masquage for masquage in masquages.distinct() if _cite(masquage, fichier)), None)


def _cite(masquage, fichier) -> bool:
    """Whether some version of the hidden object names the file."""
    [(modele, objets)] = par_modele_de_cle({masquage.objet}).items()
    versions = modele.objects.filter(objet__in=objets).alias(texte=Cast("contenu", TextField()))
    return versions.filter(texte__contains=fichier.pk).exists()
