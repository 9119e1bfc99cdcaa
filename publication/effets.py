"""What follows a verb, in its transaction: dotted paths in EFFETS_DE_PUBLICATION and EFFETS_DU_JOURNAL, no signal."""

from django.conf import settings
from django.utils.module_loading import import_string


def produire_les_effets(dossier, instant) -> None:
    """Call each effect as `effet(dossier, instant)`; one that fails undoes the publication."""
    for chemin in settings.EFFETS_DE_PUBLICATION:
        import_string(chemin)(dossier, instant)


def produire_les_effets_du_journal(evenements) -> None:
    """Call each effect as `effet(evenements)` with the events of one verb, a submission or a return included."""
    for chemin in settings.EFFETS_DU_JOURNAL:
        import_string(chemin)(evenements)
