"""Every address of the site, read in the URLconf: none is forgotten because nobody thought of it."""

from django.urls import URLResolver, get_resolver


def noms() -> list[str]:
    """The names of all addresses, « admin:dossier » for instance; an unnamed one goes by its pattern."""
    return sorted(set(_parcourir(get_resolver(), "", "")))


def _parcourir(resolveur, espace, chemin):
    for motif in resolveur.url_patterns:
        adresse = chemin + str(motif.pattern)
        if isinstance(motif, URLResolver):
            dessous = f"{espace}{motif.namespace}:" if motif.namespace else espace
            yield from _parcourir(motif, dessous, adresse)
        else:
            yield f"{espace}{motif.name}" if motif.name else f"/{adresse}"
