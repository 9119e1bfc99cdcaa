from accounts.views.acces import acces, inviter, reinitialiser
from accounts.views.invitation import choisir_son_mot_de_passe
from accounts.views.mot_de_passe import changer_son_mot_de_passe
from accounts.views.second_facteur import codes_de_secours, second_facteur

__all__ = [
    "acces",
    "changer_son_mot_de_passe",
    "choisir_son_mot_de_passe",
    "codes_de_secours",
    "inviter",
    "reinitialiser",
    "second_facteur",
]
