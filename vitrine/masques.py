"""What the index keeps of an object hidden to the public: its place, its reference and its figures, none of its words."""

from demarches.models import ActualiteVersion, DemarcheVersion, PropositionVersion
from suivi.models import MesureVersion
from vitrine.textes import MASQUE

MOTS_MASQUES = "Texte masqué à titre conservatoire"
SANS_LIGNE = (DemarcheVersion, ActualiteVersion)  # the page of a hidden one only says so: no list leads to it
SANS_TITRE = (
    PropositionVersion,
    MesureVersion,
)  # listed and counted still: silence would distort the figures
# of an opinion, an answer or an impact, the index keeps dates and values of closed lists only


def sans_les_masques(documents, masquages) -> dict:
    """`documents` (version model → {objet_id: (document, published on)}) as they may be read under these masks."""
    caches = {masquage.objet for masquage in masquages}
    return (
        {modele: _lisibles(modele, lus, caches) for modele, lus in documents.items()} if caches else documents
    )


def _lisibles(modele, documents, caches) -> dict:
    lisibles = {}
    for objet, (document, publiee_le) in documents.items():
        if modele.cle_de(objet) not in caches:
            lisibles[objet] = (document, publiee_le)
        elif modele in SANS_TITRE:
            lisibles[objet] = (_sans_mots(document), publiee_le)
        elif modele not in SANS_LIGNE:
            lisibles[objet] = (document | {MASQUE: True}, publiee_le)
    return lisibles


def _sans_mots(document) -> dict:
    """Under no chapter: its name is one of the words."""
    sans_chapitre = {"chapitre": ""} if "chapitre" in document else {}
    return document | {"titre": MOTS_MASQUES, MASQUE: True} | sans_chapitre
