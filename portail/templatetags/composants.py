"""Small generic filters that templates/composants/ needs."""

from django import template

register = template.Library()


@register.filter
def numeros_de_page(page):
    """The page numbers to show: both ends, the current one and its neighbours, « … » between them."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def suivi_de(identifiant, suffixe):
    """`"image"|suivi_de:3` → « image-3 »: an identifier inside another."""
    return f"{identifiant}-{suffixe}"
