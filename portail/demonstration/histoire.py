"""What happened after the first publication: real verbs, replayed on their day.

A step says when (`le`, or `il_y_a_jours` before the day of loading), what (`changer` or `retirer`), and what the
CIPC made of it: validated at once, unless `renvoyee`, `en_attente` or `programmee_dans_jours` says otherwise.
"""

import datetime as dt

from django.utils import timezone

from portail.demonstration import lecture
from publication import horloge
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


def debut(etape) -> dt.datetime:
    """When a step begins."""
    if inconnues := etape.keys() - CONNUES:
        raise ValueError(f"Étape d’histoire inconnue : {', '.join(sorted(inconnues))}")
    if "le" in etape:
        return lecture.instant(etape["le"])
    return _jour_de_chargement(-etape["il_y_a_jours"], dt.time(10))


def raconter(recit, etape) -> None:
    publication = _soumettre(recit, etape)
    valideur = recit.agents[etape.get("valideur", "Viktor")]
    if "renvoyee" in etape:
        with horloge.reglee_sur(lecture.instant(etape["renvoyee"]["le"])):
            renvoyer(publication, valideur, etape["renvoyee"]["commentaire"])
    elif etape.get("prise_en_charge"):
        prendre_en_charge(publication, valideur)
    elif "programmee_dans_jours" in etape:
        valider(publication, valideur, _jour_de_chargement(etape["programmee_dans_jours"], dt.time(9)))
    elif not etape.get("en_attente"):
        valider(publication, valideur)


def _soumettre(recit, etape):
    dossier = recit.demarche.dossier
    if "retirer" in etape:
        retrait = dict(etape["retirer"])
        explication = {cle: retrait.pop(cle) for cle in ("motif", "explication")}
        return retirer(_objet(recit.demarche, retrait), dossier, recit.auteur, **explication)
    declaration = {cle: etape[cle] for cle in DECLARATION & etape.keys()}
    return soumettre(dossier, recit.ecriture.ecrire(etape["changer"]), recit.auteur, **declaration)


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
