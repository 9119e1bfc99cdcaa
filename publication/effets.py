"""What follows a publication, in the same transaction: dotted paths in EFFETS_DE_PUBLICATION, no signal."""

from django.conf import settings
from django.utils.module_loading import import_string


def produire_les_effets(dossier, instant) -> None:
    """Call each effect as `effet(dossier, instant)`; one that fails undoes the publication."""
    for chemin in settings.EFFETS_DE_PUBLICATION:
        import_string(chemin)(dossier, instant)
