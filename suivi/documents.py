"""The public documents of what comes of an avis: the impact, each answer, each mesure."""

import datetime as dt
from typing import Literal

from pydantic import Field

from publication.documents import Document, Organisme, Partie


class DecomptePublic(Partie):
    par: str = Field(description="Qui compte.")
    le: dt.date | None = Field(description="À quelle date.")
    texte: str = Field(description="Ce qui est compté, dans les mots de qui compte.")
    source: str = Field(description="D’où vient ce décompte.")
    source_url: str = Field(description="Adresse de la source.")


class SortPublic(Partie):
    engagement: int = Field(description="Identifiant de l’engagement, dans la fiche d’identité.")
    texte: str = Field(description="L’engagement.")
    sort: str = Field(description="Ce qu’il en est advenu.")
    le: dt.date = Field(description="Depuis quand.")
    declare_par: str = Field(description="Qui le dit.")
    explication: str = Field(description="Explication.")
    preuve: str = Field(description="Preuve.")
    preuve_url: str = Field(description="Adresse de la preuve.")


class EffetsSurLeService(Partie):
    representations: str = Field(description="Ce que la démarche a changé dans la façon de voir le sujet.")
    angles_morts: str = Field(description="Les angles morts qu’elle a révélés.")
    cooperation: str = Field(description="Ce qu’elle a changé dans le travail entre services.")


class Evaluation(Partie):
    dispositif: str = Field(description="Pertinence et plus-value du dispositif.")
    organisation: str = Field(description="Qualité de l’organisation.")
    pratiques: str = Field(description="Impact sur les pratiques de l’administration.")
    citoyens: str = Field(description="Impact sur ce que les citoyens pensent de l’action publique.")
    par: str = Field(description="Qui a évalué.")
    le: dt.date | None = Field(description="Quand.")
    url: str = Field(description="Adresse de l’évaluation.")


class DocumentImpact(Document):
    """Impact de la démarche : la réponse politique, ses effets, les décomptes déclarés par d’autres."""

    schema_: Literal["impact/1"] = Field("impact/1", alias="schema", description="Nom et numéro du schéma.")
    demarche: int = Field(description="Identifiant de la démarche.")
    reponse_politique: str = Field(description="La réponse du commanditaire à l’ensemble de l’avis.")
    reponse_par: str = Field(description="Qui l’a donnée.")
    reponse_le: dt.date | None = Field(description="Quand.")
    reponse_url: str = Field(description="Où elle se lit.")
    enseignements: str = Field(description="Enseignements tirés de la démarche.")
    effets: EffetsSurLeService = Field(description="Effets sur le service.")
    evaluation: Evaluation = Field(description="Évaluation, sur les quatre axes du guide du CIPC.")
    sorts: list[SortPublic] = Field(description="Ce qu’il est advenu de chaque engagement.")
    prochaines_etapes: str = Field(description="Prochaines étapes de la décision.")
    bilan: str = Field(description="Bilan ; sa publication clôt la démarche.")
    bilan_le: dt.date | None = Field(description="Date du bilan.")
    decomptes: list[DecomptePublic] = Field(description="Décomptes déclarés, jamais mêlés à ceux du portail.")


class DocumentReponse(Document):
    """Réponse de l’État à un point : sa position, pourquoi, qui signe."""

    schema_: Literal["reponse/1"] = Field("reponse/1", alias="schema", description="Nom et numéro du schéma.")
    demarche: int = Field(description="Identifiant de la démarche.")
    reference: str = Field(description="Référence du point auquel il est répondu.")
    position: str = Field(description="Position : elle n’ouvre aucun droit.")
    motivation: str = Field(description="Motivation.")
    motifs: list[str] = Field(description="Motifs de la liste close.")
    ecart: str = Field(description="Écart entre ce qui était demandé et ce qui est gardé.")
    contrainte_juridique: str = Field(description="Contrainte juridique.")
    deja_tranchee_par: str = Field(description="Texte ou décision qui a déjà tranché.")
    texte_en_vigueur: str = Field(description="Texte déjà en vigueur.")
    texte_en_vigueur_le: dt.date | None = Field(description="Depuis quand.")
    echeance: dt.date | None = Field(description="Jour où la réponse définitive est attendue.")
    destinataire: Organisme | None = Field(description="À qui la proposition est renvoyée.")
    transmise_le: dt.date | None = Field(description="Jour de la transmission.")
    transmission_preuve: str = Field(description="Preuve de la transmission.")
    transmission_url: str = Field(description="Adresse de cette preuve.")
    repondue_le: dt.date | None = Field(
        description="Jour où l’État a répondu, distinct du jour de publication."
    )
    source: str = Field(description="Où cette réponse a été donnée.")
    source_url: str = Field(description="Adresse de la source.")
    signataire_nom: str = Field(description="Signataire : nom.")
    signataire_fonction: str = Field(description="Signataire : fonction.")
    signataire_autorite: str = Field(description="Signataire : autorité.")
    qui_a_tranche: str = Field(description="Qui a tranché.")
    qui_doit_agir: str = Field(description="Qui doit agir maintenant.")
    agir_avant_le: dt.date | None = Field(description="Avant quand.")


class LienPublic(Partie):
    reference: str = Field(description="Référence du point.")
    titre: str = Field(description="Titre du point.")
    ecart: str = Field(description="Ce qui est adopté face à ce qui était demandé.")
    change_par: str = Field(description="Qui a changé la proposition.")


class LecturePublique(Partie):
    stade: str = Field(description="Étape du parcours de la loi.")
    le: dt.date = Field(description="Jour.")
    resultat: str = Field(description="Résultat.")
    url: str = Field(description="Adresse.")


class ReportPublic(Partie):
    decide_le: dt.date = Field(description="Jour du report.")
    nouvelle_echeance: dt.date = Field(description="Nouvelle échéance.")
    raison: str = Field(description="Raison du report.")


class PreuvePublique(Partie):
    type: str = Field(description="Type de preuve.")
    reference: str = Field(description="Référence (NOR, Légifrance, ELI ou autre).")
    titre: str = Field(description="Titre.")
    url: str = Field(description="Adresse.")
    date: dt.date | None = Field(description="Date de l’acte.")


class NouvellePublique(Partie):
    date: dt.date = Field(description="Jour.")
    texte: str = Field(description="Ce qui s’est passé.")
    source_url: str = Field(description="Adresse de la source.")


class DocumentMesure(Document):
    """Mesure : ce que l’État fait, pour quand, où cela en est, avec quelle preuve."""

    schema_: Literal["mesure/1"] = Field("mesure/1", alias="schema", description="Nom et numéro du schéma.")
    demarche: int = Field(description="Identifiant de la démarche.")
    numero: int = Field(description="Numéro de la mesure dans la démarche.")
    titre: str = Field(description="Titre.")
    description: str = Field(description="Description.")
    responsable: Organisme | None = Field(description="Organisation responsable.")
    vecteur: str = Field(description="L’acte par lequel la mesure existe.")
    avancement: str = Field(description="Avancement.")
    raison: str = Field(description="Raison d’une suspension, d’un abandon ou d’une remise en cause.")
    reste_a_faire: str = Field(description="Ce qui reste à faire.")
    prochaine_etape: str = Field(description="Prochaine étape annoncée.")
    prochaine_etape_le: dt.date | None = Field(description="Quand.")
    dossier_legislatif_url: str = Field(description="Adresse du dossier législatif.")
    lectures: list[LecturePublique] = Field(description="Étapes de la loi.")
    echeance_initiale: dt.date | None = Field(description="Première échéance annoncée.")
    echeance_actuelle: dt.date | None = Field(description="Échéance après reports.")
    valable_jusqu_au: dt.date | None = Field(
        description="Fin de validité d’un budget ou d’une expérimentation."
    )
    cout_estime: str = Field(description="Coût estimé.")
    cout_realise: str = Field(description="Coût réalisé.")
    points: list[LienPublic] = Field(description="Points dont la mesure est issue, avec l’écart final.")
    reports: list[ReportPublic] = Field(description="Reports d’échéance.")
    preuves: list[PreuvePublique] = Field(description="Preuves.")
    nouvelles: list[NouvellePublique] = Field(description="Nouvelles, la plus récente d’abord.")
