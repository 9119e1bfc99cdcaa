import datetime as dt
from typing import Literal

from pydantic import Field

from publication.documents import Document, FichierCite, Partie


class Votes(Partie):
    pour: int | None = Field(description="Votes pour.")
    contre: int | None = Field(description="Votes contre.")
    abstentions: int | None = Field(description="Abstentions.")


class Synthese(Partie):
    texte: str = Field(description="Synthèse.")
    methode: str = Field(description="Comment elle a été faite.")
    lecteurs: str = Field(description="Qui a lu les contributions.")
    part_lue: int | None = Field(description="Part lue par des personnes, en %.")
    outils: str = Field(description="Outils employés.")
    intermediaire: str = Field(description="Synthèse intermédiaire.")
    intermediaire_le: dt.date | None = Field(description="Date de la synthèse intermédiaire.")


class AvisMinoritaire(Partie):
    texte: str = Field(description="L’avis minoritaire, dans ses propres mots.")
    par: str = Field(description="Qui le porte.")


class Repondants(Partie):
    profil: str = Field(description="Profil des répondants.")
    non_connu: bool = Field(description="Vrai si ce profil n’est pas connu.")
    non_representatif: bool = Field(description="Vrai si les résultats ne sont pas représentatifs.")


class DocumentRemisPublic(Partie):
    nature: str = Field(description="Avis, rapport, synthèse ou annexe.")
    titre: str = Field(description="Titre.")
    remis_le: dt.date | None = Field(description="Jour de la remise.")
    remis_a: str = Field(description="À qui.")
    url: str = Field(description="Adresse.")
    fichier: FichierCite | None = Field(description="Le fichier, s’il est déposé sur le portail.")


class ChiffreClePublic(Partie):
    valeur: str = Field(description="La valeur, telle qu’on la lit.")
    libelle: str = Field(description="Ce qui est compté.")
    source: str = Field(description="D’où vient ce chiffre.")
    source_url: str = Field(description="Adresse de la source.")


class ReponseDonnee(Partie):
    libelle: str = Field(description="La réponse proposée.")
    nombre: int | None = Field(description="Combien l’ont choisie.")
    part: int | None = Field(description="Quelle part, en millièmes, telle que publiée.")


class QuestionPosee(Partie):
    intitule: str = Field(description="La question.")
    type: str = Field(description="Une ou plusieurs réponses, échelle, ou réponse libre.")
    repondants: int | None = Field(description="Nombre de répondants à cette question.")
    resultats: list[ReponseDonnee] = Field(description="Les réponses en chiffres.")
    enseignement: str = Field(description="Ce qu’on en retient.")


class DocumentAvis(Document):
    """Avis des citoyens : ce qu’ils ont remis, à qui, comment il a été écrit."""

    schema_: Literal["avis/1"] = Field("avis/1", alias="schema", description="Nom et numéro du schéma.")
    demarche: int = Field(description="Identifiant de la démarche.")
    forme: str = Field(description="Forme de l’avis.")
    remis_le: dt.date | None = Field(description="Jour de la remise.")
    remis_a: str = Field(description="À qui l’avis a été remis.")
    documents: list[DocumentRemisPublic] = Field(description="Documents remis.")
    nombre_remis: int | None = Field(description="Nombre de points selon le document source.")
    nombre_remis_source: str = Field(description="Où ce nombre est écrit.")
    nombre_remis_ecart: str = Field(description="Pourquoi le nombre publié diffère.")
    votes: Votes = Field(description="Votes sur l’ensemble.")
    redige_par: str = Field(description="Qui l’a rédigé.")
    valide_par_les_citoyens: bool | None = Field(
        description="Validé par les citoyens ; vide si non communiqué."
    )
    synthese: Synthese = Field(description="La synthèse, et comment elle a été faite.")
    points_de_consensus: str = Field(description="Points de consensus.")
    points_de_divergence: str = Field(description="Points de divergence.")
    lignes_rouges: str = Field(description="Ce que les citoyens refusent dans tous les cas.")
    avis_minoritaire: AvisMinoritaire = Field(description="L’avis minoritaire, à égalité.")
    chiffres_cles: list[ChiffreClePublic] = Field(description="Chiffres clés.")
    repondants: Repondants = Field(description="Qui a répondu.")
    questions: list[QuestionPosee] = Field(description="Questions d’un questionnaire, et leurs réponses.")
