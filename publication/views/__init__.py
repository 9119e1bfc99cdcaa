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
from publication.views.masquage import confirmer_le_masquage, lever_le_masquage, masquage, masquer
from publication.views.page import publication
from publication.views.rectification import (
    demander_une_rectification,
    rectification,
    refuser_de_rectifier,
)
from publication.views.retrait import retirer
from publication.views.saisie import effacer_la_saisie, garder_la_saisie
from publication.views.soumission import changements, soumettre
from publication.views.urgence import approuver, desapprouver, publier_en_urgence, urgences
from publication.views.verbes import annuler, deprogrammer, noter, prendre_en_charge, renvoyer, valider
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
    "approuver",
    "changements",
    "confirmer_l_effacement",
    "confirmer_le_masquage",
    "demander_l_effacement",
    "demander_une_rectification",
    "deprogrammer",
    "deprogrammer_du_lot",
    "desapprouver",
    "dossier",
    "effacement",
    "effacements",
    "effacer_la_saisie",
    "garder_la_saisie",
    "lever_le_masquage",
    "lot",
    "masquage",
    "masquer",
    "noter",
    "prendre_en_charge",
    "prendre_en_charge_du_lot",
    "programmer_du_lot",
    "publication",
    "publications",
    "publier_en_urgence",
    "rectification",
    "refuser_de_rectifier",
    "refuser_l_effacement",
    "renvoyer",
    "renvoyer_du_lot",
    "retirer",
    "soumettre",
    "urgences",
    "valider",
    "valider_du_lot",
]
