from demarches.views.creation import cadrage
from demarches.views.imports import deposer, gabarit, importer
from demarches.views.repartition import confier
from demarches.views.vigilance import comptes_a_surveiller

__all__ = ["cadrage", "comptes_a_surveiller", "confier", "deposer", "gabarit", "importer"]
