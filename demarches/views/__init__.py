from demarches.views.imports import deposer, gabarit, importer

__all__ = ["deposer", "gabarit", "importer"]
