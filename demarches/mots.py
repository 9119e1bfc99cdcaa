"""The words of a démarche, stemmed in French by PostgreSQL, with their accents and without.

Stemming alone misses « sante », folding before stemming alone misses « publiée »: both are kept.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Func, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat

SANS_ACCENTS = r"regexp_replace(normalize({0}, NFKD), '[\u0300-\u036f]', '', 'g')"
# What any démarche may be called, and tells nothing of its subject; and what PostgreSQL forgets among stop words.
MOTS_COURANTS = (
    "atelier ateliers avis citoyen citoyenne citoyens citoyennes comment concertation conférence consultation "
    "contribution convention débat démarche enquête état États-généraux France français grand grande ligne "
    "national nationale nouveau nouvelle numéro participation place politique projet public publique publics quel "
    "quelle quels quelles question réforme réunion territoire tous toutes les où entre sans chez plus faut faire"
)


class Vecteur(Func):
    """The stems of a text, both ways."""

    template = (
        "(to_tsvector('french', %(expressions)s) || to_tsvector('french', "
        + SANS_ACCENTS.format("%(expressions)s")
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


# Of a public fiche d’identité, and of one in the workshop. The first has an index, which needs this very expression.
DU_DOCUMENT = vecteur(KT("contenu__titre"), KT("contenu__questions__chapeau"), KT("contenu__themes"))
DE_L_ATELIER = vecteur("titre", "question", Cast("themes", TextField()))


def mots(texte) -> tuple[set[str], set[str]]:
    """The stems of a text with accents, then without, those that any démarche could bear left out."""
    lexemes = "SELECT unnest(tsvector_to_array(to_tsvector('french', {0})))"
    tri = f"ARRAY({lexemes} EXCEPT {lexemes})"
    with connection.cursor() as curseur:
        curseur.execute(
            f"SELECT {tri.format('%s')}, {tri.format(SANS_ACCENTS.format('%s'))}",
            [texte, MOTS_COURANTS, texte, MOTS_COURANTS],
        )
        avec, sans = curseur.fetchone()
    return set(avec), set(sans)
