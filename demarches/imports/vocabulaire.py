"""The names that columns go by in French, English and platforms' exports."""

import re
import unicodedata
from dataclasses import dataclass

CHAMPS = {
    "reference": "référence",
    "titre": "titre",
    "texte": "texte",
    "reformulation": "reformulation",
    "chapitre": "chapitre",
    "ordre": "ordre",
    "nature": "nature",
    "partie_de": "partie de",
    "extraite_par": "extraite par",
    "document": "document source",
    "page": "page",
    "url": "adresse web",
    "votes_pour": "votes pour",
    "votes_contre": "votes contre",
    "votes_abstention": "abstentions",
    "soutiens": "soutiens",
}
CHAMPS_DE_TEXTE = ("titre", "texte", "reformulation")

# The first names win over the next ones. Written folded: no accent, no plural, no article.
ALIAS = {
    "reference": "reference|ref|code|identifiant|identifier|numero|num|no|n|numero ordre|id|cote",
    "titre": "titre|title|intitule|libelle|nom proposition|nom mesure|nom recommandation|objet|sujet|subject",
    "texte": "texte|text|verbatim|body|corps|description|contenu|content|detail|texte integral|texte complet"
    "|description detaillee|descriptif|redaction|enonce",
    "reformulation": "reformulation|texte reformule|titre reformule|reformule|synthese|resume",
    "chapitre": "chapitre|chapter|theme|thematique|category|category name|categorie|axe|famille"
    "|groupe travail|groupe thematique|groupe|rubrique|partie|volet|topic|taxonomy name|taxonomie",
    "ordre": "ordre|order|rang|rank",
    "nature": "nature|nature point",
    "partie_de": "parent|reference parent|proposition parente|point parent",
    "extraite_par": "extraite par|extrait par|extraction",
    "document": "document|document source|nom document",
    "page": "page|numero page|page document",
    "url": "url|lien|link|adresse web|permalien|permalink|hyperlien|adresse internet|uri",
    "votes_pour": "vote pour|voix pour|pour|vote for|vote oui|oui|favorable",
    "votes_contre": "vote contre|voix contre|contre|vote against|vote non|non|defavorable",
    "votes_abstention": "vote abstention|abstention|vote blanc|blanc|abstain",
    "soutiens": "soutien|support|vote|endorsement|endorsement total count|like|j aime|appui|voix|total vote",
}
# One word for the whole point: its title or its text, depending on the other columns.
ALIAS_DE_POINT = "proposition|proposal|mesure|recommandation|contribution|idee|idea|point|enseignement|avi"

MOTS_VIDES = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "un",
        "une",
        "the",
        "of",
        "a",
        "au",
        "aux",
        "en",
        "nombre",
        "nb",
        "nbre",
    ]
)
# « Titre de la proposition » says no more than « Titre ».
QUALIFICATIFS = frozenset(
    [
        "proposition",
        "proposal",
        "mesure",
        "recommandation",
        "contribution",
        "citoyen",
        "citoyenne",
        "originale",
        "original",
        "initial",
        "officielle",
        "officiel",
        "complet",
        "propose",
        "proposee",
    ]
)
LANGUES = {"fr": 0, "en": 1, "de": 2, "es": 2, "it": 2, "nl": 2, "pt": 2, "ca": 2, "eu": 2}

MOTS_PERSONNELS = frozenset(
    [
        "auteur",
        "autrice",
        "author",
        "prenom",
        "email",
        "mail",
        "courriel",
        "telephone",
        "tel",
        "phone",
        "portable",
        "nickname",
        "pseudo",
        "pseudonyme",
        "contributeur",
        "contributrice",
        "contributor",
        "deposant",
        "deposante",
        "signataire",
        "user",
        "utilisateur",
        "participant",
        "participante",
        "username",
        "firstname",
        "lastname",
        "civilite",
        "adresse",
        "postale",
        "address",
        "ip",
    ]
)
NOMS_PERSONNELS = {
    "nom",
    "name",
    "nom prenom",
    "nom famille",
    "nom usage",
    "nom complet",
    "full name",
    "first name",
    "last name",
    "date naissance",
    "age",
    "sexe",
    "genre",
}


@dataclass(frozen=True)
class Intitule:
    """A header cell reduced to what matters: « Titres de la mesure (FR) » is ("titre", "mesure"), fr."""

    mots: tuple[str, ...]
    langue: str = ""
    plie: str = ""

    @property
    def cle(self):
        return " ".join(self.mots)


def plier(texte):
    """Lower case, no accent, no punctuation, single spaces."""
    texte = re.sub(r"n\s?[°º]|№|^\s*#\s*$", "numero ", texte.lower())
    texte = unicodedata.normalize("NFKD", texte.replace("œ", "oe").replace("æ", "ae"))
    texte = "".join(c for c in texte if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", texte))


def analyser_intitule(texte):
    # camelCase and snake_case names come from platforms' exports.
    texte = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", texte[:200])
    mots = plier(texte).split()
    langue = mots.pop() if len(mots) > 1 and mots[-1] in LANGUES else ""
    mots = [mot for mot in mots if mot not in MOTS_VIDES] or mots
    return Intitule(tuple(_singulier(mot) for mot in mots), langue, plier(texte))


def _singulier(mot):
    return mot[:-1] if len(mot) > 3 and mot.endswith("s") else mot


def _table_des_alias():
    table = {}
    for champ, noms in ALIAS.items():
        for priorite, nom in enumerate(noms.split("|")):
            table[nom] = (champ, priorite)
    return table


_ALIAS = _table_des_alias()
_POINT = frozenset(ALIAS_DE_POINT.split("|"))


def reconnaitre_colonne(intitule):
    """Return (field, priority) for a header, ("point", …) for « proposition » alone, or None."""
    # « Partie » is a chapter, « Partie de » is a lineage: here the article counts.
    if intitule.plie == "partie de":
        return "partie_de", 0
    cle = intitule.cle
    if cle in _ALIAS:
        return _ALIAS[cle]
    if cle in _POINT:
        return "point", 0
    reste = " ".join(mot for mot in intitule.mots if mot not in QUALIFICATIFS)
    if reste and reste in _ALIAS:
        return _ALIAS[reste][0], _ALIAS[reste][1] + 0.5
    if intitule.mots and set(intitule.mots) <= QUALIFICATIFS | _POINT:
        return "point", 1
    return None


def est_personnelle(intitule):
    if intitule.cle in NOMS_PERSONNELS:
        return True
    if intitule.mots[:2] in (("adresse", "web"), ("adresse", "internet")):
        return False
    return bool(MOTS_PERSONNELS & set(intitule.mots))
