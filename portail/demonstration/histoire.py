"""What happened after the first publication: real verbs, replayed on their day.

A step says when (`le`, or `il_y_a_jours` before the day of loading), what (`changer` or `retirer`), and what the
CIPC made of it: validated at once, unless `renvoyee`, `en_attente` or `programmee_dans_jours` says otherwise.
"""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from django.utils import timezone

from portail.demonstration import lecture
from publication.enums import PointDeControle
from publication.soumission import retirer, soumettre
from publication.validation import prendre_en_charge, renvoyer, valider

DECLARATION = {"modification", "raison", "note"}
CONNUES = DECLARATION | {
    "le",
    "il_y_a_jours",
    "changer",
    "retirer",
    "valideur",
    "renvoyee",
    "en_attente",
    "prise_en_charge",
    "programmee_dans_jours",
}


class Etape(NamedTuple):
    """Something that an agent does, and when."""

    le: dt.datetime
    faire: Callable[[], None]


def etapes(recit, dit) -> list[Etape]:
    """The submission and what the CIPC made of it; what is sent back is so on another day."""
    if inconnues := dit.keys() - CONNUES:
        raise ValueError(f"Étape d’histoire inconnue : {', '.join(sorted(inconnues))}")
    if "renvoyee" not in dit:
        return [Etape(_debut(dit), lambda: _traiter(recit, dit, _soumettre(recit, dit)))]
    soumises = []
    return [
        Etape(_debut(dit), lambda: soumises.append(_soumettre(recit, dit))),
        Etape(
            lecture.instant(dit["renvoyee"]["le"]),
            lambda: renvoyer(soumises[0], _valideur(recit, dit), dit["renvoyee"]["commentaire"]),
        ),
    ]


def _debut(dit) -> dt.datetime:
    if "le" in dit:
        return lecture.instant(dit["le"])
    return _jour_de_chargement(-dit["il_y_a_jours"], dt.time(10))


def _traiter(recit, dit, publication) -> None:
    if dit.get("prise_en_charge"):
        prendre_en_charge(publication, _valideur(recit, dit))
    elif "programmee_dans_jours" in dit:
        jour = _jour_de_chargement(dit["programmee_dans_jours"], dt.time(9))
        valider(publication, _valideur(recit, dit), jour, controles=PointDeControle.values)
    elif not dit.get("en_attente"):
        valider(publication, _valideur(recit, dit), controles=PointDeControle.values)


def _valideur(recit, dit):
    return recit.agents[dit.get("valideur", "Viktor")]


def _soumettre(recit, dit):
    dossier = recit.demarche.dossier
    if "retirer" in dit:
        retrait = dict(dit["retirer"])
        explication = {cle: retrait.pop(cle) for cle in ("motif", "explication")}
        return retirer(_objet(recit.demarche, retrait), dossier, recit.auteur, **explication)
    declaration = {cle: dit[cle] for cle in DECLARATION & dit.keys()}
    return soumettre(dossier, recit.ecriture.ecrire(dit["changer"]), recit.auteur, **declaration)


def _objet(demarche, designation):
    """{mesure: 3}, {proposition: N4}, {reponse: N4}, {avis: true}, {impact: true} or {demarche: true}."""
    [(nature, valeur)] = designation.items()
    match nature:
        case "mesure":
            return demarche.mesures.get(numero=valeur)
        case "proposition":
            return demarche.propositions.get(reference=valeur)
        case "reponse":
            return demarche.propositions.get(reference=valeur).reponse
        case "avis" | "impact":
            return getattr(demarche, nature)
        case "demarche":
            return demarche
    raise ValueError(f"On ne retire pas cela : {nature}")


def _jour_de_chargement(decalage, heure) -> dt.datetime:
    """So many days from the real present, whatever the clock of the story."""
    aujourd_hui = timezone.localdate(timezone.now())
    return lecture.instant(aujourd_hui + dt.timedelta(days=decalage), heure)
