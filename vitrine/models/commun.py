"""What every row of the index has: a period, and the words that search reads."""

from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import models
from django.db.models import F, Q

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

    def repondant_a(self, recherche, *, tous=True):
        """The rows that hold all the words of a search, or any of them; `rang`: how well."""
        requete = recherche.requete(tous=tous)
        return self.filter(recherche=requete).annotate(rang=SearchRank(F("recherche"), requete))


class LegeresManager(models.Manager):
    """Lists read no text: it is several times the size of all the rest."""

    def get_queryset(self):
        return super().get_queryset().defer("texte", "recherche")
