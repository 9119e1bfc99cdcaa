from demarches.views.imports import deposer, gabarit, importer
from demarches.views.repartition import confier

__all__ = ["confier", "deposer", "gabarit", "importer"]
