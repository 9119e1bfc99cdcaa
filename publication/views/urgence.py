"""Emergency publications: the list until all is done, and one small function per verb."""

from django.http import Http404
from django.views.decorators.http import require_POST, require_safe

from publication import horloge, urgence
from publication.forms import ControleForm, DesapprobationForm, ReserveForm, UrgenceForm
from publication.models import Publication
from publication.views.page import afficher
from publication.views.rendu import publication_visible, rendre
from publication.views.verbes import agir


@require_safe
def urgences(request):
    """What was published in an emergency and still has to be approved, corrected or withdrawn."""
    if not request.user.est_validateur:
        raise Http404
    lignes = urgence.urgences_a_suivre(Publication.objects.all(), horloge.maintenant())
    return rendre(request, "urgences", "Publications en urgence", lignes=lignes)


@require_POST
def publier_en_urgence(request, pk):
    publication = publication_visible(request, pk)
    form = UrgenceForm(request.POST)
    saisies = {"urgence": form, "reserve": ReserveForm(request.POST)}
    if not form.is_valid():
        return afficher(request, publication, **saisies)
    return agir(
        request,
        publication,
        urgence.publier_en_urgence,
        "C’est en ligne, avec la raison de l’urgence. Un autre validateur doit maintenant l’approuver.",
        saisies,
        raison=form.cleaned_data["raison_de_l_urgence"],
        lues={publication.pk: request.POST.get("empreinte", "")},
        factuelle="factuelle" in request.POST,
    )


@require_POST
def approuver(request, pk):
    return agir(
        request,
        publication_visible(request, pk),
        urgence.approuver,
        "L’urgence est approuvée.",
        {"controle": ControleForm(request.POST)},
        controles=request.POST.getlist("controles"),
    )


@require_POST
def desapprouver(request, pk):
    publication = publication_visible(request, pk)
    form = DesapprobationForm(request.POST)
    if not form.is_valid():
        return afficher(request, publication, desapprobation=form)
    return agir(
        request,
        publication,
        urgence.desapprouver,
        "L’urgence n’est pas approuvée : l’organisation a 24 heures pour corriger ou retirer.",
        {"desapprobation": form},
        raison=form.cleaned_data["raison_du_refus"],
    )
