"""Data blocks in a page: JSON-LD, which browsers do not run and which no content security policy stops."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portail import donnees_structurees

register = template.Library()

ECHAPPEMENTS = {ord(signe): f"\\u{ord(signe):04X}" for signe in "<>&"}  # nothing of a text can end the block


@register.simple_tag
def bloc_de_donnees(donnees) -> SafeString:
    """One object, or several; nothing for none."""
    if not donnees:
        return SafeString("")
    contenu = donnees if isinstance(donnees, dict) else {"@graph": donnees}
    texte = json.dumps(
        {"@context": "https://schema.org"} | contenu, ensure_ascii=False, separators=(",", ":")
    )
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(texte.translate(ECHAPPEMENTS))
    )


@register.simple_tag
def donnees_du_site() -> SafeString:
    return bloc_de_donnees(donnees_structurees.site())


@register.simple_tag(takes_context=True)
def donnees_du_fil_d_ariane(context) -> SafeString:
    """Of the steps that composants/fil_d_ariane.html shows."""
    etapes = [{"libelle": "Accueil", "url": "/"}]
    if context.get("url"):
        etapes.append({"libelle": context["libelle"], "url": context["url"]})
    etapes += context.get("etapes") or []
    return bloc_de_donnees(donnees_structurees.fil_d_ariane(etapes, context["page"]))
