"""What every row of the index has: a period, and the words that search reads."""

from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from demarches.mots import pese


def champ_de_recherche() -> models.GeneratedField:
    """The stems of a title, then of the text: what a search matches and ranks (vitrine/recherche.py)."""
    return models.GeneratedField(
        expression=pese(titre="A", texte="C"), output_field=SearchVectorField(), db_persist=True
    )


class FicheQuerySet(models.QuerySet):
    def en_vigueur(self, le):
        return self.filter(validite__contains=le)

    def a_partir_de(self, le):
        """In force at `le` or later."""
        return self.filter(Q(validite__endswith__gt=le) | Q(validite__upper_inf=True))

    def entieres(self):
        """With all that was written in the index."""
        return self


class FicheChercheeQuerySet(FicheQuerySet):
    def entieres(self):
        """With the text, which only search reads."""
        return self.defer(None).defer("recherche")

    def repondant_a(self, recherche, *, tous=True, au_plus):
        """`au_plus` of the rows that hold all the words of a search, or any of them; `rang`: how well.

        A common word is in half of the rows: only those kept are read again, to be ranked.
        """
        requete = recherche.requete(tous=tous)
        trouvees = (
            self.filter(self.trouve(recherche, requete)).order_by(*self.d_abord(recherche)).values("pk")
        )
        sql, parametres = trouvees.query.sql_with_params()
        # MATERIALIZED: planned as if all were wanted, by the index of words, and stopped once there are enough
        premieres = f"WITH trouvees AS MATERIALIZED ({sql}) SELECT * FROM trouvees LIMIT {au_plus:d}"  # noqa: S608 - Django's own SQL
        gardees = self.filter(pk__in=RawSQL(premieres, parametres))  # noqa: S611
        return gardees.annotate(rang=self.rang(recherche, requete))

    def trouve(self, recherche, requete) -> Q:
        """What makes a row an answer to the search."""
        return Q(recherche=requete)

    def d_abord(self, recherche) -> list:
        """The order of those that must be kept first; none by default: each order costs reading them all."""
        return []

    def rang(self, recherche, requete):
        """How well a row answers."""
        return SearchRank(F("recherche"), requete)


class LegeresManager(models.Manager):
    """Lists read no text: it is several times the size of all the rest."""

    def get_queryset(self):
        return super().get_queryset().defer("texte", "recherche")
