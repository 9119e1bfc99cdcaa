"""The news of the demonstration: each fictitious and said so, or on an established fact with its source."""

import datetime as dt

from accounts.models import Organisation
from demarches.models import Actualite
from portail.demonstration import lecture
from portail.demonstration.ecriture import enregistrer
from portail.demonstration.histoire import Etape
from portail.demonstration.recit import MISE_EN_LIGNE
from publication.atelier import tracer
from publication.enums import PointDeControle
from publication.models import Dossier
from publication.soumission import soumettre
from publication.validation import valider


def etapes(recits, agents) -> list[Etape]:
    """One per piece of news whose démarches are all told."""
    return [
        Etape(_en_ligne(champs, recits), lambda champs=champs: _publier(champs, recits, agents))
        for champs in lecture.lire(lecture.ACTUALITES)
        if recits.keys() >= set(champs.get("demarches", []))
    ]


def _en_ligne(champs, recits) -> dt.datetime:
    """On its day, once the démarches that it names are online."""
    liees = [recits[nom].fiche_le for nom in champs.get("demarches", [])]
    return max([MISE_EN_LIGNE, lecture.instant(champs["date"]), *liees]) + dt.timedelta(minutes=10)


def _publier(champs, recits, agents) -> None:
    champs = dict(champs)
    demarches = [recits[nom].demarche for nom in champs.pop("demarches", [])]
    organisation = Organisation.objects.get(slug=champs.pop("organisation", "cipc"))
    dossier = Dossier.objects.create(organisation=organisation, intitule=champs["titre"])
    actualite = enregistrer(Actualite(dossier=dossier, **champs))
    actualite.demarches.set(demarches)
    tracer(actualite, agents["Alice"], dossier)
    valider(
        soumettre(dossier, [actualite], agents["Alice"]), agents["Viktor"], controles=PointDeControle.values
    )
