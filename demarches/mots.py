"""The words of a démarche, stemmed in French by PostgreSQL, with their accents and without.

Stemming alone misses « sante », folding before stemming alone misses « publiée »: both are kept.
"""

from functools import reduce

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Func, TextField, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat

SANS_ACCENTS = (
    "regexp_replace(normalize(replace(replace(replace(replace("
    "{0}, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'), NFKD), "
    r"'[\u0300-\u036f]', '', 'g')"
)
# the French stemmer leaves the plural of « vélos » and of « agendas » as it is
PLI = rf"regexp_replace({SANS_ACCENTS}, '([A-Za-z]{{{{3}}}}[aiouAIOU])[sS](?![A-Za-z0-9])', '\1', 'g')"
# What any démarche may be called, and tells nothing of its subject; and what PostgreSQL forgets among stop words.
MOTS_COURANTS = (
    "atelier ateliers avis citoyen citoyenne citoyens citoyennes comment concertation conférence consultation "
    "contribution convention débat démarche enquête état États-généraux France français grand grande ligne "
    "national nationale nouveau nouvelle numéro participation place politique projet public publique publics quel "
    "quelle quels quelles question réforme réunion territoire tous toutes les où entre sans chez plus faut faire"
)


class OrdreAlphabetique(Func):
    """By what a title is sorted: no accent, no capital, no sign; the server may know no French collation."""

    template = rf"regexp_replace(lower({SANS_ACCENTS.format('%(expressions)s')}), '[^a-z0-9]+', ' ', 'g')"
    output_field = TextField()


class Vecteur(Func):
    """The stems of a text, both ways."""

    template = (
        "(to_tsvector('french', %(expressions)s) || to_tsvector('french', "
        + PLI.format("%(expressions)s")
        + "))"
    )
    output_field = SearchVectorField()

    def as_sql(self, *args, **kwargs):
        """The text is written twice, and so are its parameters."""
        sql, parametres = super().as_sql(*args, **kwargs)
        return sql, [*parametres, *parametres]


class Lexemes(Func):
    """The stems of a vector, as a list."""

    function = "tsvector_to_array"
    output_field = ArrayField(TextField())


def vecteur(*textes) -> Vecteur:
    """Of several texts together."""
    separes = [morceau for texte in textes for morceau in (texte, Value(" "))]
    return Vecteur(Concat(*separes, output_field=TextField()))


class Poids(Func):
    """A vector whose stems weigh A, B, C or D in a rank."""

    function = "setweight"
    output_field = SearchVectorField()


def pese(**poids) -> CombinedExpression:
    """The stems of several columns, each with its weight: titre="A", texte="C"."""
    vecteurs = [Poids(Vecteur(colonne), Value(lettre)) for colonne, lettre in poids.items()]
    return reduce(
        lambda gauche, droite: CombinedExpression(gauche, "||", droite, SearchVectorField()), vecteurs
    )


# Of a public fiche d’identité, and of one in the workshop. The first has an index, which needs this very expression.
DU_DOCUMENT = vecteur(KT("contenu__titre"), KT("contenu__questions__chapeau"), KT("contenu__themes"))
DE_L_ATELIER = vecteur("titre", "question", Cast("themes", TextField()))


def mots(texte) -> tuple[set[str], set[str]]:
    """The stems of a text with accents, then without, those that any démarche could bear left out."""
    lexemes = "SELECT unnest(tsvector_to_array(to_tsvector('french', {0})))"
    tri = f"ARRAY({lexemes} EXCEPT {lexemes})"
    with connection.cursor() as curseur:
        curseur.execute(
            f"SELECT {tri.format('%s')}, {tri.format(PLI.format('%s'))}",
            [texte, MOTS_COURANTS, texte, MOTS_COURANTS],
        )
        avec, sans = curseur.fetchone()
    return set(avec), set(sans)
