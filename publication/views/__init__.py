from publication.views.dossier import dossier
from publication.views.liste import publications
from publication.views.page import publication
from publication.views.retrait import retirer
from publication.views.soumission import soumettre
from publication.views.verbes import annuler, deprogrammer, prendre_en_charge, renvoyer, valider

__all__ = [
    "annuler",
    "deprogrammer",
    "dossier",
    "prendre_en_charge",
    "publication",
    "publications",
    "renvoyer",
    "retirer",
    "soumettre",
    "valider",
]
