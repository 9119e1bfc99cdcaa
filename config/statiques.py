"""A reduced set of static files: the design system ships ten times what the portal serves."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StatiquesReduits(StaticFilesConfig):
    """Leaves aside sources, maps and non-minified copies (dependencies: trap 7 of the DSFR)."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns]
