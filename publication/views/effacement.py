"""Legal erasure in the back-office: for validators and administrators only, who see what was asked and no workshop."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from publication import effacement as verbes
from publication import horloge
from publication.effacement_prevu import documents_effacables, prevoir
from publication.effacement_voisinage import autres_dossiers, mots_voisins
from publication.enums import EtatEffacement
from publication.forms import DemarcheAEffacerForm, EffacementForm, RefusForm
from publication.models import Dossier, Effacement, Fichier
from publication.permissions import peut_effacer, peut_traiter_l_effacement
from publication.refus import Refus
from publication.views.rendu import dire_le_refus, rendre

PAR_PAGE = 30
FAIT = (
    "C’est effacé : dans les documents, l’atelier et l’index. Si un agent a encore une page de saisie ouverte ou un "
    "fichier à importer sur son poste, les mots peuvent revenir par là : prévenez l’organisation."
)


@require_safe
def effacements(request):
    """All that was asked, most recent first; and where one names the démarche of a new request."""
    _exiger_le_droit(request)
    form = DemarcheAEffacerForm(request.GET if "demarche" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("admin:demander_l_effacement", form.cleaned_data["demarche"].pk)
    page = Paginator(Effacement.objects.pour_la_liste(), PAR_PAGE).get_page(request.GET.get("page"))
    return rendre(request, "effacements", "Effacements légaux", page=page, form=form)


@sensitive_post_parameters("passages")
@require_http_methods(["GET", "HEAD", "POST"])
def demander_l_effacement(request, pk):
    """What is typed here is never kept (see saisies.offrir): the passages are what must not survive."""
    _exiger_le_droit(request)
    dossier = get_object_or_404(Dossier, pk=pk)
    fichiers = Fichier.objects.filter(dossiers=dossier, effacement=None).order_by("nom")
    form = EffacementForm(
        request.POST if request.method == "POST" else None,
        documents=documents_effacables(
            dossier, horloge.maintenant(), jamais_publies=request.user.est_validateur
        ),
        fichiers=[(fichier.pk, fichier.nom) for fichier in fichiers],
    )
    if form.is_valid():
        try:
            demande = verbes.demander_l_effacement(dossier, request.user, **form.cleaned_data)
        except Refus as refus:
            dire_le_refus(request, refus)
        else:
            messages.success(request, "La demande attend maintenant une seconde personne.")
            return redirect("admin:effacement", demande.pk)
    titre = f"Demander un effacement légal : {dossier}"
    return rendre(request, "effacement_demande", titre, dossier=dossier, form=form)


@require_safe
def effacement(request, pk):
    return _afficher(request, _visible(request, pk))


@require_POST
def confirmer_l_effacement(request, pk):
    demande = _visible(request, pk)
    try:
        verbes.confirmer_l_effacement(demande, request.user)
    except Refus as refus:
        dire_le_refus(request, refus)
        return _afficher(request, _visible(request, pk))
    request.session.pop("_messages", None)  # saved again with the answer: it must not bring words back
    messages.success(request, FAIT)
    return redirect("admin:effacement", pk)


@require_POST
def refuser_l_effacement(request, pk):
    demande = _visible(request, pk)
    form = RefusForm(request.POST)
    if not form.is_valid():
        return _afficher(request, demande, form)
    try:
        verbes.refuser_l_effacement(demande, request.user, form.cleaned_data["raison"])
    except Refus as refus:
        dire_le_refus(request, refus)
        return _afficher(request, _visible(request, pk), form)
    messages.success(request, "La demande est refusée : rien n’a été effacé, les passages sont oubliés.")
    return redirect("admin:effacement", pk)


def _afficher(request, demande, refus=None):
    """The request and, while it waits, what it would change."""
    agent = request.user
    attend = demande.etat == EtatEffacement.DEMANDE
    prevision = prevoir(demande) if attend else None
    return rendre(
        request,
        "effacement",
        f"Effacement légal n° {demande.pk}",
        effacement=demande,
        dossier=demande.dossier,
        attend=attend,
        prevision=prevision,
        voisins=mots_voisins(prevision, demande.dossier) if attend else [],
        autres=autres_dossiers(demande) if attend else [],
        nommer_les_autres=agent.est_validateur,
        est_le_demandeur=agent.pk == demande.demande_par_id,
        peut_traiter=attend and peut_traiter_l_effacement(agent, demande),
        refus=refus or RefusForm(),
        documents=documents_designes(demande),
    )


def documents_designes(demande) -> list[str]:
    connus = dict(documents_effacables(demande.dossier, horloge.maintenant(), jamais_publies=True))
    return [connus[cle] for cle in demande.documents_entiers if cle in connus]


def _visible(request, pk) -> Effacement:
    _exiger_le_droit(request)
    return get_object_or_404(Effacement.objects.pour_la_liste(), pk=pk)


def _exiger_le_droit(request):
    if not peut_effacer(request.user):
        raise Http404
