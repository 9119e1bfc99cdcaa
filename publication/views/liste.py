from django.core.paginator import Paginator
from django.http import Http404
from django.views.decorators.http import require_safe

from publication import file_d_attente, horloge
from publication.forms import TriForm
from publication.models import Publication
from publication.permissions import peut_lire_quelque_part
from publication.tri_de_la_file import organisations_de_la_file, trier
from publication.views.rendu import rendre

PAR_PAGE = 30


@require_safe
def publications(request):
    """The queue, oldest first unless one asks otherwise, then what was dealt with, most recent first."""
    if not peut_lire_quelque_part(request.user):
        raise Http404
    visibles = Publication.objects.visibles_par(request.user).pour_la_liste()
    traitees = Paginator(visibles.traitees().sans_lot_a_traiter().une_par_lot(), PAR_PAGE).get_page(
        request.GET.get("page")
    )
    instant = horloge.maintenant()
    tri = TriForm(request.GET, organisations=organisations_de_la_file(visibles.ouvertes()))
    ouvertes = Paginator(
        trier(visibles.ouvertes(), request.user, instant, **tri.criteres), PAR_PAGE
    ).get_page(request.GET.get("attente"))
    lignes = file_d_attente.lignes([*ouvertes, *traitees], instant)
    valideur = request.user.est_validateur
    return rendre(
        request,
        "publications",
        "Publications à valider" if valideur else "Soumissions",
        valideur=valideur,
        tri=tri,
        requete=_requete(request, tri),
        ouvertes=ouvertes,
        file=lignes[: len(ouvertes)],
        traitees=traitees,
        histoire=lignes[len(ouvertes) :],
    )


def _requete(request, tri) -> str:
    """What was chosen, for the links to the other pages."""
    choisis = request.GET.copy()
    for nom in set(choisis) - set(tri.fields):
        del choisis[nom]
    return f"{choisis.urlencode()}&" if choisis else ""
