"""The working table: every point that is answered by itself, filtered, and treated many at a time."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from demarches import repartition
from publication import horloge
from publication.admin.droits import Droits
from publication.refus import Refus
from publication.views.rendu import dire_le_refus
from suivi.permissions import points_confies
from suivi.travail import verbes
from suivi.travail.filtres import ConfierForm, FiltreForm
from suivi.travail.lignes import lignes
from suivi.views.commun import demarche_menee, demarche_visible, rendre

PAR_PAGE = 50
PAGES = {"commune": "reponse_commune", "reunir": "reunir_des_points"}


@require_http_methods(["GET", "HEAD", "POST"])
def tableau(request, pk):
    """The points of a démarche and their answers; whoever leads it treats those that are ticked."""
    if request.method == "POST":
        return _traiter(request, demarche_menee(request, pk))
    return _montrer(request, demarche_visible(request, pk))


def _montrer(request, demarche, coches=(), confier=None):
    jour = timezone.localdate(horloge.maintenant())
    filtre = FiltreForm(demarche, request.GET or None)
    tous = lignes(demarche, jour)
    trouves = filtre.filtrer(tous, jour)
    page = Paginator(trouves, PAR_PAGE).get_page(request.GET.get("page"))
    mene = Droits.de(request).ecrit(demarche.dossier)
    return rendre(
        request,
        "tableau",
        f"Tableau des réponses : {demarche}",
        demarche=demarche,
        filtre=filtre,
        page=page,
        coches=coches,
        requete=filtre.requete,
        confier=confier or ConfierForm(demarche) if mene else None,
        mene=mene,
        confies=set()
        if mene
        else set(points_confies(request.user, demarche.dossier).values_list("pk", flat=True)),
    )


def _traiter(request, demarche):
    par_cle = {str(point.pk): point for point in demarche.propositions.feuilles()}
    coches = request.POST.getlist("points")
    action = request.POST.get("action", "")
    if action in PAGES and coches:
        choix = QueryDict(mutable=True)
        choix.setlist("points", coches)
        return redirect(f"{reverse(f'admin:{PAGES[action]}', args=[demarche.pk])}?{choix.urlencode()}")
    confier = ConfierForm(demarche, request.POST) if action == "confier" else None
    try:
        if not set(coches) <= par_cle.keys():
            raise Refus("Un des points cochés n’est pas de cette démarche : rechargez la page.")
        messages.success(request, _agir(request, demarche, action, [par_cle[c] for c in coches], confier))
    except Refus as refus:
        dire_le_refus(request, refus)
        return _montrer(request, demarche, coches, confier)
    return redirect(request.get_full_path())


def _agir(request, demarche, action, points, confier) -> str:
    if action == "confier":
        if not confier.is_valid():
            raise Refus("Choisissez à qui confier ces points : rien n’a changé.")
        organisation = confier.cleaned_data["organisation"]
        return _compte(len(repartition.confier(demarche, points, organisation, request.user)), "confié")
    if action in {"a_relire", "relu"}:
        nombre = verbes.marquer_a_relire(demarche, points, request.user, a_relire=action == "a_relire")
        return _compte(nombre, "marqué à relire" if action == "a_relire" else "marqué relu")
    if not points:
        raise Refus("Cochez au moins un point.")
    raise Refus("Choisissez ce que vous voulez faire des points cochés.")


def _compte(nombre, fait) -> str:
    if not nombre:
        return "Rien n’a changé : c’était déjà le cas."
    if nombre == 1:
        return f"1 point {fait}."
    premier, _, reste = fait.partition(" ")
    return f"{nombre} points {premier}s {reste}".rstrip() + "."
