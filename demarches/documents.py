"""The public documents of a démarche: its identity, the citizens' opinion, each of their points."""

import datetime as dt
from typing import Literal

from pydantic import Field

from publication.documents import Document, FichierCite, Organisme, Partie


class JalonPublic(Partie):
    nature: str = Field(description="Préparation, participation, restitution ou décision.")
    titre: str = Field(description="Ce qui a lieu.")
    debut: dt.date = Field(description="Jour, ou premier jour.")
    fin: dt.date | None = Field(description="Dernier jour, si la période dure.")


class ModalitePublique(Partie):
    titre: str = Field(description="La manière de participer.")
    acces: str = Field(description="Ouverte à tous, appel à volontaires ou tirage au sort.")
    debut: dt.date | None = Field(description="Premier jour.")
    fin: dt.date | None = Field(description="Dernier jour.")
    lieu: str = Field(description="Lieu, ou « en ligne ».")
    lien: str = Field(description="Adresse de la plateforme où l’on participe.")
    inscription: str = Field(description="Comment s’inscrire.")


class EngagementPublic(Partie):
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


class LienPublic(Partie):
    titre: str = Field(description="Titre de la source ou de la ressource.")
    url: str = Field(description="Adresse.")
    date: dt.date | None = Field(description="Date du document.")


class PiecePublique(Partie):
    titre: str = Field(description="Titre du document.")
    date: dt.date | None = Field(description="Date du document.")
    fichier: FichierCite = Field(description="Le fichier, désigné par son empreinte.")


class PointDeSortie(Partie):
    texte: str = Field(description="Le texte, le plan ou la décision que les résultats alimentent.")
    autorite: str = Field(description="Qui le prend.")
    echeance: str = Field(description="Quand, tel qu’annoncé.")


class Questions(Partie):
    chapeau: str = Field(description="La question posée aux citoyens.")
    sous_questions: list[str] = Field(description="Les sous-questions.")


class Participants(Partie):
    recrutement: str = Field(description="Comment les participants ont été recrutés.")
    contactes: int | None = Field(description="Nombre de personnes contactées.")
    taille_du_panel: int | None = Field(description="Taille prévue du panel.")
    participants: int | None = Field(description="Nombre de participants.")
    criteres: str = Field(description="Critères de composition du panel.")
    indemnisation: str = Field(description="Indemnisation et frais.")


class Arret(Partie):
    nature: str = Field(description="Suspendue ou interrompue.")
    le: dt.date = Field(description="Depuis quand.")
    raison: str = Field(description="Raison publique.")


class DocumentDemarche(Document):
    """Fiche d’identité d’une démarche : qui décide, quoi, quand, avec qui, et ce qui est promis."""

    schema_: Literal["demarche/1"] = Field(
        "demarche/1", alias="schema", description="Nom et numéro du schéma."
    )
    id: int = Field(description="Identifiant stable de la démarche.")
    slug: str = Field(description="Fin de son adresse.")
    titre: str = Field(description="Titre.")
    chapo: str = Field(description="L’essentiel en deux phrases.")
    resume_simple: str = Field(description="Résumé en phrases courtes.")
    themes: list[str] = Field(description="Un à trois thèmes.")
    territoire: str = Field(description="Territoire concerné.")
    cadre: str = Field(description="Volontaire, ou obligatoire (référencée seulement).")
    type: str = Field(description="Type de démarche.")
    objectif: str = Field(description="Objectif, au sens du guide du CIPC.")
    niveau: str = Field(description="Niveau de participation.")
    niveau_explication: str = Field(description="Ce que ce niveau veut dire ici.")
    reprise_historique: bool = Field(
        description="Démarche antérieure au portail, hors des indicateurs de délai."
    )
    organisation: Organisme = Field(description="Organisation pilote.")
    commanditaire_fonction: str = Field(description="Qui décide : sa fonction.")
    commanditaire_autorite: str = Field(description="Qui décide : son autorité.")
    discutee_avec_le_cipc_le: dt.date | None = Field(
        description="Jour où la démarche a été discutée avec le CIPC."
    )
    accompagnement: str = Field(description="Accompagnement du CIPC.")
    contact: str = Field(description="Adresse d’un service à qui écrire.")
    questions: Questions = Field(description="Ce qui est demandé aux citoyens.")
    contexte: str = Field(description="Contexte.")
    objet: str = Field(description="Objet.")
    finalite: str = Field(description="Finalité.")
    ouvert_au_debat: str = Field(description="Ce qui est ouvert au débat.")
    deja_decide: str = Field(description="Ce qui est déjà décidé.")
    point_de_sortie: PointDeSortie = Field(description="La décision que les résultats alimentent.")
    annoncee_le: dt.date | None = Field(description="Jour de l’annonce.")
    ouverte_le: dt.date | None = Field(description="Premier jour de participation.")
    cloturee_le: dt.date | None = Field(description="Dernier jour de participation.")
    avis_attendu_le: dt.date | None = Field(description="Jour où l’avis est attendu.")
    arret: Arret | None = Field(description="Suspension ou interruption déclarée.")
    jalons: list[JalonPublic] = Field(description="Calendrier, étapes de décision comprises.")
    modalites: list[ModalitePublique] = Field(description="Les manières de participer.")
    participants: Participants = Field(description="Qui a participé, et comment ils ont été choisis.")
    gouvernance: list[MembrePublic] = Field(
        description="Comité de pilotage, garants, experts, comité de suivi…"
    )
    garants_absents: bool = Field(description="Vrai si aucun garant n’a été désigné.")
    suivi_citoyen_absent: bool = Field(description="Vrai si aucun comité de suivi citoyen n’est prévu.")
    engagements: list[EngagementPublic] = Field(description="Ce que le commanditaire a promis.")
    aucun_delai_annonce: bool = Field(description="Vrai si aucun délai de réponse n’a été annoncé.")
    cout_realise: str = Field(description="Coût et sa source.")
    liens: list[LienPublic] = Field(description="Sources et ressources.")
    pieces: list[PiecePublique] = Field(description="Documents déposés sur le portail.")


class DocumentAvis(Document):
    """Avis des citoyens : ce qu’ils ont remis, à qui, comment il a été écrit."""

    schema_: Literal["avis/1"] = Field("avis/1", alias="schema", description="Nom et numéro du schéma.")
    demarche: int = Field(description="Identifiant de la démarche.")
    forme: str = Field(description="Forme de l’avis.")
    synthese: str = Field(description="Synthèse.")
    synthese_methode: str = Field(description="Comment la synthèse a été faite.")
    redige_par: str = Field(description="Qui l’a rédigé.")
    valide_par_les_citoyens: bool | None = Field(
        description="Validé par les citoyens ; vide si non communiqué."
    )
    points_de_consensus: str = Field(description="Points de consensus.")
    points_de_divergence: str = Field(description="Points de divergence.")
    remis_le: dt.date | None = Field(description="Jour de la remise.")
    remis_a: str = Field(description="À qui l’avis a été remis.")
    document_titre: str = Field(description="Document remis.")
    document_url: str = Field(description="Adresse du document remis.")
    nombre_remis: int | None = Field(description="Nombre de points selon le document source.")
    nombre_remis_source: str = Field(description="Où ce nombre est écrit.")
    nombre_remis_ecart: str = Field(description="Pourquoi le nombre publié diffère.")


class Origine(Partie):
    reference: str = Field(description="Référence du point d’origine.")
    titre: str = Field(description="Titre du point d’origine.")
    verbatim: str = Field(description="Texte du point d’origine.")
    page: str = Field(description="Page du point d’origine.")
    nature: str = Field(description="Fusion ou scission.")
    par: str = Field(description="Qui l’a faite.")
    raison: str = Field(description="Pourquoi.")


class DocumentProposition(Document):
    """Un point de l’avis des citoyens : leur texte, sa source, d’où il vient."""

    schema_: Literal["proposition/1"] = Field(
        "proposition/1", alias="schema", description="Nom et numéro du schéma."
    )
    demarche: int = Field(description="Identifiant de la démarche.")
    reference: str = Field(description="Référence, unique et stable dans la démarche.")
    ordre: int = Field(description="Rang de lecture.")
    nature: str = Field(description="Proposition, enseignement ou avis d’ensemble.")
    chapitre: str = Field(description="Chapitre.")
    titre: str = Field(description="Titre.")
    verbatim: str = Field(description="Texte des citoyens, mot pour mot.")
    verbatim_document: str = Field(description="Document source.")
    verbatim_page: str = Field(description="Page du document source.")
    verbatim_url: str = Field(description="Adresse de la source.")
    reformulation: str = Field(description="Les mots de l’administration, séparés de ceux des citoyens.")
    extraite_par: str = Field(description="Qui a extrait ce point d’un texte écrit autrement.")
    votes_pour: int | None = Field(description="Votes pour.")
    votes_contre: int | None = Field(description="Votes contre.")
    abstentions: int | None = Field(description="Abstentions.")
    soutiens: int | None = Field(description="Soutiens recueillis.")
    partie_de: str = Field(description="Référence du point dont celui-ci est une partie.")
    issue_de: list[Origine] = Field(description="Points fusionnés ou scindés d’où vient celui-ci.")
    retiree_le: dt.date | None = Field(description="Jour où ses auteurs l’ont retirée.")
    retiree_document: str = Field(description="Document par lequel ses auteurs l’ont retirée.")
