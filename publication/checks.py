"""A version model that forgot `class Meta(Version.Meta)` would be unguarded: refuse to start."""

from django.core.checks import Error, register

from publication.contraintes import PassePreserve, SansTrou
from publication.models import types_de_version


@register("models")
def versions_gardees(app_configs, **options):
    """Every concrete version carries both guards and an `objet`."""
    erreurs = []
    for modele in types_de_version():
        gardes = {type(contrainte) for contrainte in modele._meta.constraints}
        if not {PassePreserve, SansTrou} <= gardes:
            erreurs.append(
                Error(
                    f"{modele.__name__} n’hérite pas des gardes de la fenêtre.",
                    hint="Déclarez « class Meta(Version.Meta) ».",
                    obj=modele,
                    id="publication.E002",
                )
            )
    return erreurs
