"""Rows of the index written by hand: what a list reads, without what it takes to publish it."""

from tests.fabriques import DossierFactory
from tests.scenes import jour
from vitrine.models import FicheDemarche, FicheProposition

COMPTES = ("repondues", "en_attente", "sans_reponse", "retirees")


def fiche_de_demarche(dossier=None, **valeurs) -> FicheDemarche:
    """Not saved; a démarche that holds nothing, but for `valeurs`."""
    comptes = {nom: valeurs.pop(nom, 0) for nom in COMPTES}
    vide = {
        "titre": "T",
        "slug": "t",
        "chapo": "",
        "themes": [],
        "territoire": "",
        "cadre": "volontaire",
        "type": "autre",
        "organisation_id": 1,
        "organisation_nom": "O",
        "reprise_historique": False,
        "mise_a_jour_le": jour(0),
        "arret": "",
        "avis_publie": False,
        "bilan_publie": False,
        "ouverte_a_tous": False,
        "mesures": 0,
        "validite": (jour(0), None),
        "publiees": sum(comptes.values()),
    }
    return FicheDemarche(dossier=dossier or DossierFactory(), **(vide | comptes | valeurs))


def fiche_de_point(dossier, reference="P1", **valeurs) -> FicheProposition:
    """Not saved; a point without an answer, but for `valeurs`."""
    vide = {
        "proposition_id": 1,
        "validite": (jour(0), None),
        "reference": reference,
        "cle": reference.lower(),
        "ordre": 1,
        "chapitre": "",
        "titre": "T",
        "nature": "proposition",
        "partie_de": "",
        "remplacee_par": [],
        "statut": "sans_reponse",
        "position": "",
        "en_retard": False,
        "reponse_de": "",
        "mesures": [],
        "avancements": [],
        "demarche_titre": "T",
        "demarche_slug": "t",
        "themes": [],
        "organisation_id": 1,
        "organisation_nom": "O",
    }
    return FicheProposition(dossier=dossier, **(vide | valeurs))
