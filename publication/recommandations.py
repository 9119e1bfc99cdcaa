"""What the guide of the CIPC asks of a public document besides what publishing requires: its absence is said in public.

Read of the published document alone, as anyone could. « Sans objet » is an answer; « non communiqué » is an absence.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publication.guide import FicheDuGuide
from publication.regles import jamais, lire


def toujours(document) -> bool:
    return True


@dataclass(frozen=True)
class Recommandation:
    """Ce que le guide du CIPC demande de publier."""

    quoi: str  # in French, after « il manque »
    ou: tuple[
        str | Callable, ...
    ]  # paths in the document, or functions of it: one that says something is enough
    source: FicheDuGuide
    concerne: Callable = toujours  # (document): does the guide ask it of this one?
    sans_objet: Callable = jamais  # (document): said « sans objet » instead

    def manque_a(self, document: dict) -> bool:
        return (
            self.concerne(document)
            and not self.sans_objet(document)
            and not any(_est_dit(document, endroit) for endroit in self.ou)
        )


def ce_qui_manque(recommandations: Iterable[Recommandation], document: dict | None) -> list[str]:
    """What is asked and not published, in the order of the list; nothing of a document that is not there."""
    if document is None:
        return []
    return [une.quoi for une in recommandations if une.manque_a(document)]


def _est_dit(document, endroit) -> bool:
    """« Non » says something where a yes or no is published; an empty text, an empty list and null do not."""
    if callable(endroit):
        return bool(endroit(document))
    return lire(document, endroit) not in ("", None, [])
