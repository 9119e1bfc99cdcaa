from publication.views.dossier import dossier
from publication.views.effacement import (
    confirmer_l_effacement,
    demander_l_effacement,
    effacement,
    effacements,
    refuser_l_effacement,
)
from publication.views.liste import publications
from publication.views.page import publication
from publication.views.retrait import retirer
from publication.views.soumission import soumettre
from publication.views.verbes import annuler, deprogrammer, prendre_en_charge, renvoyer, valider

__all__ = [
    "annuler",
    "confirmer_l_effacement",
    "demander_l_effacement",
    "deprogrammer",
    "dossier",
    "effacement",
    "effacements",
    "prendre_en_charge",
    "publication",
    "publications",
    "refuser_l_effacement",
    "renvoyer",
    "retirer",
    "soumettre",
    "valider",
]
