"""What follows a change of organisations, in its transaction: dotted paths in EFFETS_DES_ORGANISATIONS, no signal."""

from django.conf import settings
from django.utils.module_loading import import_string


def produire_les_effets_des_organisations() -> None:
    """Call each effect as `effet()`; one that fails undoes the change."""
    for chemin in settings.EFFETS_DES_ORGANISATIONS:
        import_string(chemin)()
