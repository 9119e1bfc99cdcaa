from demarches.views.creation import cadrage
from demarches.views.imports import deposer, gabarit, importer
from demarches.views.repartition import confier

__all__ = ["cadrage", "confier", "deposer", "gabarit", "importer"]
