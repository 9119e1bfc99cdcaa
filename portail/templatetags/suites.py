"""How what came of an avis is written: references, proofs, votes."""

from django import template

from portail.images.dessin import nombre
from portail.mesures import adresse_de_la_preuve

register = template.Library()
register.filter(adresse_de_la_preuve)

UNITES = ((10**9, "Go"), (10**6, "Mo"), (10**3, "ko"))


@register.filter
def poids(octets):
    """312456 → « 312 ko », 1200000 → « 1,2 Mo », in the decimal units that French readers see on their machines."""
    for unite, nom in UNITES:
        if octets >= unite:
            return f"{_au_dixieme(octets, unite)}\N{NO-BREAK SPACE}{nom}"
    return f"{nombre(octets)}\N{NO-BREAK SPACE}{'octets' if octets > 1 else 'octet'}"


def _au_dixieme(octets, unite) -> str:
    """One decimal under ten, where it tells; none for kilobytes, nor for a round number."""
    entier, dixieme = divmod((octets * 10 + unite // 2) // unite, 10)
    if unite == 10**3 or entier >= 10:
        return nombre((octets + unite // 2) // unite)
    return f"{entier},{dixieme}" if dixieme else str(entier)


@register.filter
def identifiant(rang, prefixe):
    """`3|identifiant:"image"` → « image-3 »."""
    return f"{prefixe}-{rang}"
