"""What the CIPC checks before it validates: form, never substance (conception.md §1: « contrôle de forme »).

The six points (`PointDeControle`), and why each is of form, so that it can be ticked without judging the policy:

- lisible: the reader is a citizen, not a civil servant (CIPC guide, communication sheets); a draft word left in a
  page cannot be taken back, only corrected in public;
- sans donnée personnelle: once public, only a legal erasure by two people takes it out;
- motivé: CRPA art. L. 131-1 and conception.md §5: a position without its reason is not an answer;
- signé: the substance engages the signatory, so the signatory must be there, and must have agreed (the visa);
- ouvrable: evidence that does not open proves nothing (« avec quelle preuve »);
- accessible: what is not accessible is not public for all (RGAA; alternative text, transcript, tagged documents).
"""

import hashlib

from publication.documents_figes import lus
from publication.enums import PointDeControle
from publication.refus import Refus

A_CHANGE = "Ce qui est soumis a changé depuis que vous avez ouvert la page : relisez-le ici, puis validez."


def exiger_les_controles(controles) -> list[str]:
    """The six points, in their order. Raises Refus, in one sentence that names those not ticked."""
    manquants = [point.label for point in PointDeControle if point not in controles]
    if manquants:
        raise Refus(
            "Rien n’est publié : cochez les six points du contrôle de forme avant de valider. "
            f"Il manque : {', '.join(f'« {manquant} »' for manquant in manquants)}."
        )
    return PointDeControle.values


def empreintes_lues(publications) -> dict[int, str]:
    """Publication's pk → the digest of all the documents that it holds, as they can be read now."""
    documents = {publication.pk: [] for publication in publications}
    champs = ("publication_id", "objet_id", "empreinte", "effacement_id")
    for modele, pk, *lu in lus(lambda figees: figees.filter(publication__in=list(documents)), *champs):
        documents[pk].append(f"{modele._meta.label_lower} {lu}")
    return {pk: hashlib.sha256("\n".join(lus).encode()).hexdigest() for pk, lus in documents.items()}


def changees_depuis_la_lecture(publications, lues) -> dict[int, list[str]]:
    """Publication's pk → why it is no longer what was read; `lues` is by pk, those it does not name were not read."""
    if not lues:
        return {}
    presentes = empreintes_lues(publications)
    return {pk: [A_CHANGE] for pk, presente in presentes.items() if lues.get(pk, presente) != presente}
