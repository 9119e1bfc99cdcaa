from publication.views.dossier import dossier
from publication.views.effacement import (
    confirmer_l_effacement,
    demander_l_effacement,
    effacement,
    effacements,
    refuser_l_effacement,
)
from publication.views.liste import publications
from publication.views.lot import lot
from publication.views.page import publication
from publication.views.retrait import retirer
from publication.views.soumission import changements, soumettre
from publication.views.verbes import annuler, deprogrammer, prendre_en_charge, renvoyer, valider
from publication.views.verbes_du_lot import (
    annuler_du_lot,
    deprogrammer_du_lot,
    prendre_en_charge_du_lot,
    programmer_du_lot,
    renvoyer_du_lot,
    valider_du_lot,
)

__all__ = [
    "annuler",
    "annuler_du_lot",
    "changements",
    "confirmer_l_effacement",
    "demander_l_effacement",
    "deprogrammer",
    "deprogrammer_du_lot",
    "dossier",
    "effacement",
    "effacements",
    "lot",
    "prendre_en_charge",
    "prendre_en_charge_du_lot",
    "programmer_du_lot",
    "publication",
    "publications",
    "refuser_l_effacement",
    "renvoyer",
    "renvoyer_du_lot",
    "retirer",
    "soumettre",
    "valider",
    "valider_du_lot",
]
