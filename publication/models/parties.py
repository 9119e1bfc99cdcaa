"""Whole documents in one query: each workshop object comes with its repeated parts, as JSON rows of the same SELECT.

`prefetch_related` asks one query per kind of part, which a fiche d'identité has thirteen of.
"""

from dataclasses import dataclass
from functools import reduce

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, OuterRef
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable


class RangeeEntiere(Func):
    """The whole row that a column belongs to, as JSON: naming its columns one by one takes ten times longer to write."""

    output_field = models.JSONField()

    def as_sql(self, compiler, connection):
        [colonne] = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(colonne.alias)})", []


@dataclass(frozen=True)
class Partie:
    """A relation to many, e.g. « pieces__fichier »: what leads to its owner, itself, what each of its rows points to."""

    vers_le_porteur: tuple[str, ...]
    relation: models.ManyToOneRel
    pointe: str

    @classmethod
    def du_chemin(cls, modele, chemin) -> "Partie":
        porteur = []
        noms = iter(chemin.split("__"))
        for nom in noms:
            champ = modele._meta.get_field(nom)
            if champ.one_to_many:
                return cls(tuple(porteur), champ, next(noms, ""))
            porteur.append(nom)
            modele = champ.related_model
        raise ValueError(f"{chemin} leads to no repeated part")

    @property
    def alias(self) -> str:
        return "_".join(["", "partie", *self.vers_le_porteur, self.relation.get_accessor_name()])

    @property
    def lien(self):
        """The foreign key of a part to its owner."""
        return self.relation.field

    def lignes(self) -> ArraySubquery:
        """The rows of this relation, in the order of their model, as JSON; with them, what they point to."""
        porteur = "__".join([*self.vers_le_porteur, "pk"])
        rangees = self.relation.related_model.objects.filter(**{self.lien.name: OuterRef(porteur)})
        ligne = RangeeEntiere(self.lien.name)
        if self.pointe:
            vise = self.relation.related_model._meta.get_field(self.pointe).related_model
            colonne = next(champ.name for champ in vise._meta.concrete_fields if not champ.primary_key)
            ligne = JSONObject(ligne=ligne, vise=RangeeEntiere(f"{self.pointe}__{colonne}"))
        return ArraySubquery(rangees.values_list(ligne))

    def poser(self, objet) -> None:
        """Give `objet` its parts, where `prefetch_related` would have put them."""
        rangees = objet.__dict__.pop(self.alias)
        porteur = reduce(getattr, self.vers_le_porteur, objet)
        nom = self.relation.get_accessor_name()
        lues = getattr(porteur, nom).get_queryset()
        lues._result_cache = [self._instance(rangee, porteur) for rangee in rangees]
        lues._prefetch_done = True
        porteur.__dict__.setdefault("_prefetched_objects_cache", {})[nom] = lues

    def _instance(self, rangee, porteur):
        base = porteur._state.db
        if not self.pointe:
            partie = _instance(self.relation.related_model, rangee, base)
        else:
            partie = _instance(self.relation.related_model, rangee["ligne"], base)
            champ = partie._meta.get_field(self.pointe)
            if champ.value_from_object(partie) is not None:
                champ.set_cached_value(partie, _instance(champ.related_model, rangee["vise"], base))
        self.lien.set_cached_value(partie, porteur)
        return partie


def _instance(modele, rangee, base):
    champs = modele._meta.concrete_fields
    valeurs = [champ.to_python(rangee[champ.attname]) for champ in champs]
    return modele.from_db(base, [champ.attname for champ in champs], valeurs)


class _AvecParties(ModelIterable):
    def __iter__(self):
        for objet in super().__iter__():
            for partie in self.queryset.parties:
                partie.poser(objet)
            yield objet


class DocumentQuerySet(models.QuerySet):
    """The objects of the workshop that become public documents."""

    parties: tuple[Partie, ...] = ()

    def avec_parties(self, *chemins):
        """With these relations to many read in the same query, each at one foreign key of its rows at most."""
        parties = tuple(Partie.du_chemin(self.model, chemin) for chemin in chemins)
        objets = self.annotate(**{partie.alias: partie.lignes() for partie in parties})
        objets.parties, objets._iterable_class = parties, _AvecParties
        return objets

    def _clone(self):
        clone = super()._clone()
        clone.parties = self.parties
        return clone
