from django.core.paginator import Paginator
from django.http import Http404
from django.views.decorators.http import require_safe

from publication import file_d_attente, horloge
from publication.models import Publication
from publication.permissions import peut_lire_quelque_part
from publication.views.rendu import rendre

PAR_PAGE = 30


@require_safe
def publications(request):
    """The queue, oldest first, then what was dealt with, most recent first."""
    if not peut_lire_quelque_part(request.user):
        raise Http404
    visibles = Publication.objects.visibles_par(request.user).pour_la_liste()
    traitees = Paginator(visibles.traitees().sans_lot_a_traiter().une_par_lot(), PAR_PAGE).get_page(
        request.GET.get("page")
    )
    ouvertes = Paginator(visibles.ouvertes().une_par_lot().de_la_plus_ancienne(), PAR_PAGE).get_page(
        request.GET.get("attente")
    )
    instant = horloge.maintenant()
    valideur = request.user.est_validateur
    return rendre(
        request,
        "publications",
        "Publications à valider" if valideur else "Soumissions",
        valideur=valideur,
        ouvertes=ouvertes,
        file=file_d_attente.lignes(ouvertes, instant),
        traitees=traitees,
        histoire=file_d_attente.lignes(traitees, instant),
    )
