"""The verbs of the CIPC as a test uses them when it is about something else: the six points are ticked."""

from publication import validation
from publication.controle import empreintes_lues
from publication.enums import PointDeControle
from publication.validation import (
    QUATRE_YEUX,
    deprogrammer,
    deprogrammer_toutes,
    noter,
    prendre_en_charge,
    prendre_en_charge_toutes,
    renvoyer,
    renvoyer_toutes,
)

CONTROLES = list(PointDeControle.values)

__all__ = [
    "CONTROLES",
    "QUATRE_YEUX",
    "a_valider",
    "deprogrammer",
    "deprogrammer_toutes",
    "noter",
    "prendre_en_charge",
    "prendre_en_charge_toutes",
    "renvoyer",
    "renvoyer_toutes",
    "valider",
    "valider_ce_qui_peut_l_etre",
    "valider_toutes",
]


def valider(publication, par, publier_le=None):
    return validation.valider(publication, par, publier_le, controles=CONTROLES)


def valider_toutes(publications, par, publier_le=None):
    return validation.valider_toutes(publications, par, publier_le, controles=CONTROLES)


def valider_ce_qui_peut_l_etre(publications, par, publier_le=None):
    return validation.valider_ce_qui_peut_l_etre(publications, par, publier_le, controles=CONTROLES)


def a_valider(publication) -> dict:
    """What the page of a submission sends when one validates it: what was read, and the six points."""
    return {"controles": CONTROLES, "empreinte": empreintes_lues([publication])[publication.pk]}
