"""Where the texts of a dossier stand: every table that hangs from it, found through the models' own relations.

A field or a part added tomorrow is covered by itself; tests/publication/test_portee.py compares with the schema.
"""

from functools import cache, reduce
from operator import or_

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from publication.enums import MotifDeRetrait
from publication.models import Dossier, Effacement, Evenement, Publication, Trace, Version

# what keeps its own rule: frozen, or append-only and made of fingerprints
GARDES = (Version, Publication, Evenement, Trace, Effacement)


@cache
def filiations() -> dict[type[models.Model], tuple[str, ...]]:
    """Model → its fields that lead up to the dossier, parents first."""
    trouvees = {Dossier: ()}
    restants = [m for m in apps.get_models(include_auto_created=True) if m is not Dossier]
    while True:
        parents = [modele for modele in trouvees if modele is not Effacement]
        niveau = {
            modele: tuple(
                champ.name
                for champ in modele._meta.concrete_fields
                if champ.is_relation and champ.related_model in parents
            )
            for modele in restants
            if modele not in trouvees
        }
        niveau = {modele: champs for modele, champs in niveau.items() if champs}
        if not niveau:
            return trouvees
        trouvees |= niveau


def lignes(modele, dossier) -> models.QuerySet:
    """The rows of `modele` that hang from `dossier`, by whichever way."""
    tout = modele._base_manager
    if modele is Dossier:
        return tout.filter(pk=dossier.pk)
    chemins = [
        Q(**{f"{nom}__in": lignes(modele._meta.get_field(nom).related_model, dossier).values("pk")})
        for nom in filiations()[modele]
    ]
    return tout.filter(reduce(or_, chemins))


def modeles_a_nettoyer() -> list[type[models.Model]]:
    """Every model of a dossier that is not kept by a rule of its own, and holds text or bytes."""
    return [
        modele
        for modele in filiations()
        if not issubclass(modele, GARDES) and (champs_de_texte(modele) or est_un_depot(modele))
    ]


def champs_de_texte(modele) -> list[models.Field]:
    """The columns in which words can stand."""
    return [champ for champ in modele._meta.concrete_fields if porte_du_texte(champ)]


def porte_du_texte(champ) -> bool:
    if champ.is_relation:
        return False
    if isinstance(champ, ArrayField):
        return porte_du_texte(champ.base_field)
    return isinstance(champ, models.CharField | models.TextField | models.JSONField | models.FileField)


def est_un_depot(modele) -> bool:
    """Rows that hold bytes are deposits: nothing can be taken out of them, they go whole."""
    return any(isinstance(champ, models.BinaryField) for champ in modele._meta.concrete_fields)


@cache
def listes_closes() -> tuple[frozenset[str], frozenset[str]]:
    """(names of the fields that take a value of a closed list, all these values): never free text."""
    noms, valeurs = {"motif"}, set(MotifDeRetrait.values)
    for modele in apps.get_models():
        for champ in modele._meta.concrete_fields:
            choix = getattr(getattr(champ, "base_field", champ), "choices", None)
            if choix:
                noms.add(champ.name)
                valeurs.update(str(valeur) for valeur, _ in choix)
    return frozenset(noms), frozenset(valeurs)
