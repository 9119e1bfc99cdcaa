"""Factories: the defaults make a valid draft, traits make states."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.enums import Nature
from accounts.models import Agent, Organisation
from demarches.enums import FormeAvis, Objectif, Redaction, Theme, TypeDemarche
from demarches.models import Actualite, Avis, Demarche, Engagement, Proposition
from publication.models import Dossier
from suivi.enums import Avancement, Position, Vecteur
from suivi.models import Impact, LienMesure, Mesure, Reponse

MOT_DE_PASSE = "un mot de passe assez long"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    nom = factory.Sequence(lambda n: f"Direction {n}")
    slug = factory.Sequence(lambda n: f"direction-{n}")
    nature = Nature.DIRECTION


class AgentFactory(DjangoModelFactory):
    class Meta:
        model = Agent
        skip_postgeneration_save = True

    courriel = factory.Sequence(lambda n: f"agent{n}@exemple.gouv.fr")
    prenom = "Camille"
    nom = "Exemple"
    password = factory.django.Password(MOT_DE_PASSE)


class DossierFactory(DjangoModelFactory):
    class Meta:
        model = Dossier

    organisation = factory.SubFactory(OrganisationFactory)
    intitule = factory.Sequence(lambda n: f"Démarche {n}")


class DemarcheFactory(DjangoModelFactory):
    class Meta:
        model = Demarche

    class Params:
        organisation = factory.SubFactory(OrganisationFactory)

    dossier = factory.SubFactory(
        DossierFactory,
        organisation=factory.SelfAttribute("..organisation"),
        intitule=factory.SelfAttribute("..titre"),
    )
    titre = factory.Sequence(lambda n: f"Démarche fictive {n}")
    chapo = "De quoi parle-t-on, qui décide."
    themes = [Theme.LOGEMENT]
    type = TypeDemarche.CONVENTION_CITOYENNE
    objectif = Objectif.REFORMER_OU_AMELIORER
    commanditaire_fonction = "Ministre fictive"
    question = "Que faut-il changer ?"
    objet = "La ville, la nuit."
    point_de_sortie = "Un décret."
    contact = "participation@exemple.gouv.fr"
    aucun_delai_annonce = True
    annoncee_le = dt.date(2025, 1, 6)
    ouverte_le = dt.date(2025, 2, 3)
    cloturee_le = dt.date(2025, 6, 30)


class EngagementFactory(DjangoModelFactory):
    class Meta:
        model = Engagement

    demarche = factory.SubFactory(DemarcheFactory)
    texte = "Répondre à chaque proposition."
    par = "La ministre fictive"


class ActualiteFactory(DjangoModelFactory):
    class Meta:
        model = Actualite

    dossier = factory.SubFactory(DossierFactory, intitule=factory.SelfAttribute("..titre"))
    titre = factory.Sequence(lambda n: f"Actualité fictive {n}")
    texte = "La remise de l’avis a lieu demain."
    date = dt.date(2025, 7, 14)


class AvisFactory(DjangoModelFactory):
    class Meta:
        model = Avis

    demarche = factory.SubFactory(DemarcheFactory)
    forme = FormeAvis.LISTE_DE_PROPOSITIONS
    synthese = "Ce que les citoyens demandent."
    redige_par = Redaction.CITOYENS
    remis_le = dt.date(2025, 7, 15)
    remis_a = "La ministre fictive"


class PropositionFactory(DjangoModelFactory):
    class Meta:
        model = Proposition

    demarche = factory.SubFactory(DemarcheFactory)
    reference = factory.Sequence(lambda n: f"Q{n}")
    ordre = factory.Sequence(lambda n: n)
    titre = factory.Sequence(lambda n: f"Éteindre les enseignes, {n}")
    verbatim = "Nous demandons que les enseignes soient éteintes."


class ReponseFactory(DjangoModelFactory):
    class Meta:
        model = Reponse

    proposition = factory.SubFactory(PropositionFactory)
    position = Position.RETENUE
    motivation = "La proposition est reprise."
    repondue_le = dt.date(2025, 10, 1)
    source = "Communiqué fictif"
    signataire_nom = "Camille Exemple"
    signataire_fonction = "Ministre fictive"
    signataire_autorite = "Ministère de la Ville"
    visa_par = "Le directeur de cabinet"
    visa_le = dt.date(2025, 9, 30)
    visa_delegation = "Arrêté fictif du 1er septembre 2025"


class ImpactFactory(DjangoModelFactory):
    class Meta:
        model = Impact

    demarche = factory.SubFactory(DemarcheFactory)
    prochaines_etapes = "Un décret est en préparation."


class MesureFactory(DjangoModelFactory):
    class Meta:
        model = Mesure

    demarche = factory.SubFactory(DemarcheFactory)
    numero = factory.Sequence(lambda n: n + 1)
    titre = "Décret sur les enseignes"
    vecteur = Vecteur.DECRET
    avancement = Avancement.EN_COURS


class LienMesureFactory(DjangoModelFactory):
    class Meta:
        model = LienMesure

    mesure = factory.SubFactory(MesureFactory)
    proposition = factory.SubFactory(PropositionFactory, demarche=factory.SelfAttribute("..mesure.demarche"))
