"""Has this subject already been debated? The démarches that share words with the one about to be created."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models.fields.json import KT

from demarches.models import Demarche, DemarcheVersion
from demarches.mots import DE_L_ATELIER, DU_DOCUMENT, Lexemes, mots

AU_PLUS = 5
CANDIDATES = 200  # the latest of those that share a word: a page compares no more, whatever is online


@dataclass(frozen=True)
class Semblable:
    """Une démarche qui parle peut-être du même sujet."""

    demarche: int
    titre: str
    organisation: str
    slug: str = ""
    """The end of its public address; empty if it is not online."""


def demarches_semblables(texte, agent, instant) -> list[Semblable]:
    """Those online at `instant`, then those that the agent reads in the workshop, the nearest first; five at most."""
    recherches = mots(texte)
    if not any(recherches):
        return []
    en_ligne = _les_plus_proches(_en_ligne(recherches, instant), recherches)
    return (en_ligne + _les_plus_proches(_en_atelier(agent, instant), recherches))[:AU_PLUS]


def _en_ligne(recherches, instant):
    versions = DemarcheVersion.fenetre.publiques(instant).alias(vecteur=DU_DOCUMENT)
    return (
        versions.filter(vecteur=_un_de(set().union(*recherches)))
        .order_by("-objet_id")
        .values_list(
            "objet_id",
            KT("contenu__titre"),
            KT("contenu__organisation__nom"),
            KT("contenu__slug"),
            Lexemes(DU_DOCUMENT),
        )[:CANDIDATES]
    )


def _en_atelier(agent, instant):
    en_ligne = DemarcheVersion.fenetre.publiques(instant).values("objet")
    demarches = Demarche.objects.visibles_par(agent).exclude(pk__in=en_ligne)
    return demarches.order_by("-pk").values_list(
        "pk", "titre", "dossier__organisation__nom", Lexemes(DE_L_ATELIER)
    )[:CANDIDATES]


def _les_plus_proches(lignes, recherches) -> list[Semblable]:
    """Those that share most words: what shares two less than the nearest is noise beside it."""
    notes = [(max(len(cherches & set(lus)) for cherches in recherches), ligne) for *ligne, lus in lignes]
    assez = max([2, *(note for note, _ in notes)]) - 1
    proches = [(note, ligne) for note, ligne in notes if note >= assez]
    proches.sort(key=lambda couple: -couple[0])
    return [Semblable(*ligne) for _, ligne in proches[:AU_PLUS]]


def _un_de(lexemes) -> SearchQuery:
    cites = [lexeme.replace("\\", "\\\\").replace("'", "''") for lexeme in sorted(lexemes)]
    return SearchQuery(" | ".join(f"'{lexeme}'" for lexeme in cites), config="simple", search_type="raw")
