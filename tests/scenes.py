"""A démarche with one object of each publishable kind, and what it takes to put it online on a given day."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from publication import horloge
from publication.atelier import document_a_publier, tracer
from publication.models import Publication, type_de_version
from publication.soumission import soumettre
from tests.fabriques import (
    ActualiteFactory,
    AvisFactory,
    DemarcheFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.verbes import valider

PARIS = ZoneInfo("Europe/Paris")
DECLAREE = {"modification": "mise_a_jour", "raison": "Des précisions."}
A_CHANGER = {
    "Actualite": "chapo",
    "Demarche": "chapo",
    "Avis": "synthese",
    "Proposition": "chapitre",
    "Impact": "enseignements",
    "Reponse": "qui_doit_agir",
    "Mesure": "description",
}


def jour(n: int, heure: int = 9) -> dt.datetime:
    """The n-th day of the story, at `heure` in Paris."""
    return dt.datetime(2025, 9, 1, heure, tzinfo=PARIS) + dt.timedelta(days=n)


def le(n: int, heure: int = 9):
    """Everything inside happens on the n-th day."""
    return horloge.reglee_sur(jour(n, heure))


@dataclass
class Scene:
    auteur: object
    validateur: object
    demarche: object
    avis: object
    proposition: object
    reponse: object
    impact: object
    mesure: object
    actualite: object

    @property
    def dossier(self):
        return self.demarche.dossier

    @property
    def tout(self) -> list:
        """One object of each kind; the news shares the dossier, which a real one does not, to tell one story."""
        return [
            self.demarche,
            self.avis,
            self.proposition,
            self.actualite,
            self.reponse,
            self.impact,
            self.mesure,
        ]

    def objet(self, modele):
        """The object that the version model `modele` publishes."""
        return next(objet for objet in self.tout if type_de_version(objet) is modele)

    def changer(self, *objets, par=None, texte="Ce qui change.") -> None:
        for objet in objets:
            setattr(objet, A_CHANGER[type(objet).__name__], texte)
            objet.save()
            tracer(objet, par or self.auteur, self.dossier)

    def soumettre(self, *objets, par=None, **declaration) -> Publication:
        return soumettre(self.dossier, list(objets) or self.tout, par or self.auteur, **declaration)

    def publier(self, *objets, publier_le=None, **declaration) -> Publication:
        return valider(self.soumettre(*objets, **declaration), self.validateur, publier_le)

    def republier(self, *objets, texte, publier_le=None) -> Publication:
        objets = objets or self.tout
        self.changer(*objets, texte=texte)
        return self.publier(*objets, publier_le=publier_le, **DECLAREE)

    def en_ligne(self, objet, instant):
        return type_de_version(objet).objects.publiques(instant).filter(objet=objet.pk).first()


def manques(objet) -> list[str]:
    """What the workshop object lacks to be submitted now, one sentence each."""
    return type_de_version(objet).manques(objet, document_a_publier(objet))


def version(publication, objet):
    """What this publication says of this object."""
    return type_de_version(objet).objects.select_related("objet").get(publication=publication, objet=objet.pk)


@pytest.fixture
def scene(ministere, alice_redactrice, viktor_valideur):
    demarche = DemarcheFactory(organisation=ministere, titre="La ville, la nuit")
    proposition = PropositionFactory(demarche=demarche, reference="P1", ordre=1)
    mesure = MesureFactory(demarche=demarche)
    LienMesureFactory(mesure=mesure, proposition=proposition)
    return Scene(
        auteur=alice_redactrice,
        validateur=viktor_valideur,
        demarche=demarche,
        avis=AvisFactory(demarche=demarche),
        proposition=proposition,
        reponse=ReponseFactory(proposition=proposition),
        impact=ImpactFactory(demarche=demarche),
        mesure=mesure,
        actualite=ActualiteFactory(dossier=demarche.dossier),
    )
