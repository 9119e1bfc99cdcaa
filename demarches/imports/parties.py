"""Which points are parts of which, judged once every line is known: a part may stand before its parent."""

from .existant import Existant
from .plan import LignePrevue, Sort


def rattacher(prevues: list[LignePrevue], existant: Existant) -> None:
    """Give each point the parent that its line names, then refuse what would not be one level of parts."""
    rattachees = [prevue for prevue in prevues if _rattacher(prevue, existant)]
    decoupes = {id(point.partie_de) for point in existant.points if point.partie_de}
    for prevue in rattachees:
        _juger(prevue, decoupes)
        if prevue.sort != Sort.REFUSEE and "partie_de" in prevue.champs:
            _signaler_la_reponse(prevue, existant)


def _rattacher(prevue: LignePrevue, existant: Existant) -> bool:
    """Whether the line names a parent, and only one point answers to that name."""
    parents = existant.trouver(prevue.partie_de) if prevue.partie_de else [None]
    if len(parents) != 1:
        prevue.refuser(
            f"Elle serait une partie de « {prevue.partie_de} », qui "
            + (
                "désigne plusieurs points de la démarche."
                if parents
                else "n’est ni dans le fichier ni dans la démarche."
            )
        )
        return False
    [parent] = parents
    if prevue.proposition.partie_de is not parent:
        prevue.proposition.partie_de = parent
        prevue.champs.append("partie_de")
    return parent is not None


def _juger(prevue: LignePrevue, decoupes: set[int]) -> None:
    point = prevue.proposition
    if point.partie_de is point:
        prevue.refuser("Un point ne peut pas être une partie de lui-même.")
    elif point.partie_de.partie_de:
        prevue.refuser(
            f"« {point.partie_de.reference} » est déjà une partie : une partie ne se découpe pas elle-même."
        )
    elif id(point) in decoupes:
        prevue.refuser("Ce point a lui-même des parties : il ne peut pas en être une.")


def _signaler_la_reponse(prevue: LignePrevue, existant: Existant) -> None:
    parent = prevue.proposition.partie_de
    if parent.pk in existant.repondus:
        prevue.signaler(
            f"« {parent.reference} » a déjà une réponse : une fois découpé, ce sont ses parties qui en reçoivent une."
        )
