"""What tests report, and the public form as a reader who took their time would send it."""

import time

from django.core import signing

from portail.garde_des_formulaires import SEL
from publication.enums import NatureDuSignalement
from publication.signalements.depot import Declaration, deposer

ICI = {"HTTP_ORIGIN": "http://testserver"}


effets_vus = []


def noter_l_effet(dossier, instant) -> None:
    """To be named in EFFETS_DE_PUBLICATION by a test that asks what followed."""
    effets_vus.append(dossier.pk)


def formulaire_ouvert(secondes=60, alea="a") -> str:
    """The mark of a form opened so many seconds ago."""
    return signing.dumps({"le": int(time.time()) - secondes, "alea": alea}, salt=SEL)


def signale(nature=NatureDuSignalement.ERREUR, *, jeton="j", adresse="192.0.2.1", **champs):
    """A report received now."""
    return deposer(
        Declaration(nature=nature, **{"message": "Une date est fausse.", **champs}),
        jeton=jeton,
        adresse=adresse,
    )


def droit_de_reponse_demande(demarche, **champs):
    """Someone named on the page of this démarche asks to reply there."""
    demande = {
        "message": "« Jeanne Exemple a refusé »",
        "page": f"/demarches/{demarche.pk}-{demarche.slug}/",
        "dossier": demarche.dossier.pk,
        "objet": f"demarches.demarche:{demarche.pk}",
        "nom": "Jeanne Exemple",
        "courriel": "jeanne@exemple.fr",
        "texte_a_inserer": "Je n’ai <b>rien</b> refusé.",
    }
    return signale(NatureDuSignalement.DROIT_DE_REPONSE, **(demande | champs))
