"""The repeated parts of the fiche d'identité, as the public reads them."""

import datetime as dt

from pydantic import Field

from publication.documents import FichierCite, Partie


class JalonPublic(Partie):
    nature: str = Field(description="Préparation, participation, restitution ou décision.")
    titre: str = Field(description="Ce qui a lieu.")
    debut: dt.date = Field(description="Jour, ou premier jour.")
    fin: dt.date | None = Field(description="Dernier jour, si la période dure.")
    source_url: str = Field(description="Adresse de la source.")


class ModalitePublique(Partie):
    titre: str = Field(description="La manière de participer.")
    acces: str = Field(description="Ouverte à tous, appel à volontaires ou tirage au sort.")
    debut: dt.date | None = Field(description="Premier jour.")
    fin: dt.date | None = Field(description="Dernier jour.")
    lieu: str = Field(description="Lieu, ou « en ligne ».")
    lien: str = Field(description="Adresse de la plateforme où l’on participe.")
    inscription: str = Field(description="Comment s’inscrire.")


class RendezVousPublic(Partie):
    titre: str = Field(description="Ce qui a lieu.")
    date: dt.date = Field(description="Jour.")
    heure_debut: dt.time | None = Field(description="Heure de début, à l’heure du lieu.")
    heure_fin: dt.time | None = Field(description="Heure de fin, à l’heure du lieu.")
    presence: str = Field(description="Sur place, en ligne, ou les deux.")
    lieu: str = Field(description="Lieu et adresse.")
    commune: str = Field(description="Commune.")
    departement: str = Field(description="Code du département.")
    acces: str = Field(description="À qui ce rendez-vous est ouvert.")
    public: str = Field(description="Public attendu.")
    inscription_jusqu_au: dt.date | None = Field(description="Dernier jour pour s’inscrire.")
    inscription_url: str = Field(description="Adresse d’inscription.")
    accessibilite: str = Field(description="Ce qui est prévu pour que chacun puisse y prendre part.")


class EngagementPublic(Partie):
    id: int = Field(description="Identifiant stable de l’engagement : son sort y renvoie.")
    texte: str = Field(description="Ce qui est promis.")
    par: str = Field(description="Qui le promet.")
    pris_le: dt.date | None = Field(description="Jour de la promesse.")
    echeance: dt.date | None = Field(description="Pour quand ; vide si aucun délai n’a été annoncé.")
    source: str = Field(description="Où cette promesse est écrite.")
    source_url: str = Field(description="Adresse de la source.")


class MembrePublic(Partie):
    role: str = Field(description="Rôle dans la gouvernance de la démarche.")
    nom: str = Field(description="Nom de la personne ou de l’organisation.")
    fonction: str = Field(description="Qualité ou mission.")


class ExpertPublic(Partie):
    nom: str = Field(description="Nom de la personne entendue.")
    organisation: str = Field(description="Organisation.")
    position: str = Field(description="Position défendue.")
    interets: str = Field(description="Intérêts déclarés ; vide si non communiqués.")
    choix: str = Field(description="Comment cette personne a été choisie.")


class ReunionPublique(Partie):
    instance: str = Field(description="Qui se réunit.")
    date: dt.date = Field(description="Jour.")
    objet: str = Field(description="Objet.")
    compte_rendu_url: str = Field(description="Adresse du compte rendu.")


class CategoriePublique(Partie):
    critere: str = Field(description="Critère, un seul à la fois.")
    categorie: str = Field(description="Catégorie ; jamais moins de cinq personnes.")
    nombre: int | None = Field(description="Personnes du panel.")
    panel: int | None = Field(description="Part du panel, en millièmes.")
    reference: int | None = Field(description="Part de la population de référence, en millièmes.")


class LienPublic(Partie):
    nature: str = Field(description="Ce qu’est la ressource.")
    titre: str = Field(description="Titre de la source ou de la ressource.")
    url: str = Field(description="Adresse.")
    date: dt.date | None = Field(description="Date du document.")
    equivalent: str = Field(description="Transcription, ou description de l’image.")


class PiecePublique(Partie):
    nature: str = Field(description="Ce qu’est le document.")
    titre: str = Field(description="Titre du document.")
    date: dt.date | None = Field(description="Date du document.")
    equivalent: str = Field(description="Transcription, ou description de l’image.")
    fichier: FichierCite = Field(description="Le fichier, désigné par son empreinte.")


class ParallelePublique(Partie):
    nature: str = Field(
        description="Concertation institutionnelle, expertise, autre consultation ou procédure."
    )
    titre: str = Field(description="Titre.")
    organisme: str = Field(description="Qui la mène.")
    resultat: str = Field(description="Ce qui en est sorti.")
    url: str = Field(description="Adresse.")


class DemarcheLieePublique(Partie):
    nature: str = Field(description="Volet, suite ou doublon.")
    demarche: int = Field(description="Identifiant de l’autre démarche.")


class AbsencePublique(Partie):
    rubrique: str = Field(description="Rubrique vide.")
    nature: str = Field(description="Sans objet, ou non communiqué.")
    raison: str = Field(description="Pourquoi.")
