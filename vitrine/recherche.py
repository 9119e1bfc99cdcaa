"""What someone types in a search box, as PostgreSQL reads it: French stems, accents and œ forgiven."""

import re
import unicodedata
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchQueryField
from django.db.models import Value

from demarches.imports.valeurs import cle_de_reference

LONGUEUR_MAX = 400  # characters; what follows is not read
MOTS_MAX = 12
MORCEAU = re.compile(r'"([^"]+)"|([^\s"]+)')
DEVANT_UNE_REFERENCE = re.compile(
    r"^(?:(?:propositions?|points?|avis|articles?|n(?:um[ée]ro|[°o.])?)[\s:]+)+", re.IGNORECASE
)

PLURIEL = re.compile(r"([A-Za-z]{3}[aiouAIOU])[sS](?![A-Za-z0-9])")


class Mot(SearchQuery):
    """One word or one « phrase », with its accents or without. A word that French leaves out asks for nothing."""

    def __init__(self, texte, *, phrase=False, obligatoire=False):
        self.lecture = "phraseto_tsquery" if phrase else "plainto_tsquery"
        self.obligatoire = obligatoire
        super().__init__(Value(texte), output_field=SearchQueryField())
        self.textes = texte, plier(texte)

    def as_sql(self, compiler, connection, function=None, template=None):
        lu = f"{self.lecture}('french', %s)"
        deux = f"({lu} || {lu})"
        if self.obligatoire:
            return deux, list(self.textes)
        vide = f"(CASE WHEN numnode({lu}) = 0 THEN ''::tsquery ELSE {deux} END)"
        return vide, [self.textes[0], *self.textes]


@dataclass(frozen=True)
class Recherche:
    """Une recherche telle qu’elle a été tapée, et ce qu’elle demande."""

    texte: str
    mots: tuple[tuple[str, bool], ...]
    """Each word, or phrase between quotes (True)."""
    cle: str
    """The reference of a point, if it may be one."""

    def __bool__(self):
        return bool(self.mots)

    def requete(self, *, tous=True):
        """The query that matches all the words, or any of them."""
        seul = len(self.mots) == 1
        requete, *autres = [Mot(mot, phrase=phrase, obligatoire=seul) for mot, phrase in self.mots]
        for autre in autres:
            requete = requete & autre if tous else requete | autre
        return requete


def lire(texte: str) -> Recherche:
    """Never fails: whatever is typed asks for something, or for nothing."""
    texte = " ".join(texte[:LONGUEUR_MAX].replace("’", "'").replace("«", '"').replace("»", '"').split())
    morceaux = [(phrase or mot, bool(phrase)) for phrase, mot in MORCEAU.findall(texte)]
    mots = [
        (mot.strip(), phrase)
        for mot, phrase in morceaux
        if any(lettre.isalnum() for lettre in mot) and not _est_une_lettre(mot)
    ]
    cle = cle_de_reference(DEVANT_UNE_REFERENCE.sub("", texte))
    une_reference = len(cle) <= 40 and any(lettre.isdigit() for lettre in cle)
    return Recherche(texte, tuple(mots or morceaux)[:MOTS_MAX], cle if une_reference else "")


def sans_accents(texte: str) -> str:
    """As demarches.mots.SANS_ACCENTS does in the database."""
    for ligature, lettres in (("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE")):
        texte = texte.replace(ligature, lettres)
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", texte))


def plier(texte: str) -> str:
    """As demarches.mots.PLI does in the database."""
    return PLURIEL.sub(r"\1", sans_accents(texte))


def _est_une_lettre(mot) -> bool:
    """« à », or « a » typed without its accent: no text is about it."""
    return len(mot) == 1 and mot.isalpha()
