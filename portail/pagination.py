"""Lists cut in pages: twelve rows each, links that keep what was asked."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404

PAR_PAGE = 12
SUR_PAPIER = 2_000  # rows of a page asked whole; what is longer still has pages


class Imprimable:
    """A list view cut in pages, or whole when it is asked for paper (`?tout=1`)."""

    def get_paginate_by(self, queryset):
        return SUR_PAPIER if self.request.GET.get("tout") == "1" else PAR_PAGE


def page_demandee(request, lignes, nombre=None) -> Page:
    """The page of a list that the address asks for. Raises Http404 for one that does not exist.

    `nombre`: how many rows there are, when it is known already.
    """
    pages = Paginator(lignes, PAR_PAGE)
    if nombre is not None:
        pages.count = nombre
    try:
        return pages.page(request.GET.get("page", "1"))
    except InvalidPage:
        raise Http404 from None


def dans_l_ordre(lignes, cles) -> list:
    """The rows of these keys, in the order of the keys; one query."""
    lues = {ligne.pk: ligne for ligne in lignes.filter(pk__in=cles)}
    return [lues[cle] for cle in cles if cle in lues]


def requete_sans_page(request) -> str:
    """The query string to repeat in pagination links."""
    requete = request.GET.copy()
    requete.pop("page", None)
    return requete.urlencode()
