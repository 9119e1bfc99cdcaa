import datetime as dt
from typing import Literal

from pydantic import Field

from demarches.documents.parties import (
    AbsencePublique,
    CategoriePublique,
    DemarcheLieePublique,
    EngagementPublic,
    ExpertPublic,
    JalonPublic,
    LienPublic,
    MembrePublic,
    ModalitePublique,
    ParallelePublique,
    PiecePublique,
    RendezVousPublic,
    ReunionPublique,
)
from publication.documents import Document, Organisme, Partie


class PointDeSortie(Partie):
    texte: str = Field(description="Le texte, le plan ou la décision que les résultats alimentent.")
    autorite: str = Field(description="Qui le prend.")
    echeance: str = Field(description="Quand, tel qu’annoncé.")
    le: dt.date | None = Field(description="Jour de la décision, prévu ou passé, s’il est connu.")


class Questions(Partie):
    chapeau: str = Field(description="La question posée aux citoyens.")
    sous_questions: list[str] = Field(description="Les sous-questions.")


class Participants(Partie):
    mode: str = Field(description="Ouvert à tous, appel à volontaires ou tirage au sort.")
    recrutement: str = Field(description="Comment les participants ont été recrutés.")
    tirage_source: str = Field(description="Source du tirage au sort.")
    contactes: int | None = Field(description="Nombre de personnes contactées.")
    acceptants: int | None = Field(description="Nombre de personnes qui ont accepté.")
    taille_du_panel: int | None = Field(description="Taille prévue du panel.")
    participants: int | None = Field(description="Nombre de participants.")
    a_la_fin: int | None = Field(description="Nombre de présents à la fin.")
    criteres: str = Field(description="Critères sociodémographiques de composition du panel.")
    attitudes: str = Field(description="Critères d’attitude.")
    composition: list[CategoriePublique] = Field(description="Composition, face à la population.")
    composition_source: str = Field(description="Source de la composition.")
    population_de_reference: str = Field(description="Population de référence.")
    indemnisation: str = Field(description="Indemnisation.")
    frais: str = Field(description="Frais pris en charge.")


class Arret(Partie):
    nature: str = Field(description="Suspendue ou interrompue.")
    le: dt.date = Field(description="Depuis quand.")
    raison: str = Field(description="Raison publique.")


class EvaluationPrevue(Partie):
    par: str = Field(description="Par qui.")
    quand: str = Field(description="Quand.")
    aucune: bool = Field(description="Vrai si aucune évaluation n’est prévue.")


class Moderation(Partie):
    url: str = Field(description="Adresse de la charte de modération.")
    recues: int | None = Field(description="Contributions reçues.")
    refusees: int | None = Field(description="Contributions refusées.")
    raisons: str = Field(description="Raisons des refus.")


class Contributions(Partie):
    url: str = Field(description="Où lire les contributions brutes.")
    licence: str = Field(description="Leur licence.")
    passages_retires: str = Field(description="Passages retirés, et pourquoi.")
    non_publiees: str = Field(description="Pourquoi elles ne sont pas publiées.")


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
    resume_relu: bool = Field(description="Vrai si des personnes concernées ont relu ce résumé (FALC).")
    themes: list[str] = Field(description="Un à trois thèmes.")
    territoire: str = Field(description="Territoire concerné.")
    cadre: str = Field(description="Volontaire, ou obligatoire (référencée seulement).")
    procedure_url: str = Field(description="Adresse de la procédure obligatoire.")
    type: str = Field(description="Type de démarche.")
    objectif: str = Field(description="Objectif, au sens du guide du CIPC.")
    niveau: str = Field(description="Niveau de participation.")
    niveau_explication: str = Field(description="Ce que ce niveau veut dire ici.")
    reprise_historique: bool = Field(
        description="Démarche antérieure au portail, hors des indicateurs de délai."
    )
    ancien_numero: int | None = Field(
        description="Son numéro sur l’ancien portail, dont les adresses mènent ici."
    )
    # who decides
    organisation: Organisme = Field(description="Organisation pilote.")
    etablie_par_le_cipc: bool = Field(
        description="Vrai si la fiche est établie par le CIPC, faute d’être déclarée par l’organisation."
    )
    commanditaire_fonction: str = Field(description="Qui décide : sa fonction.")
    commanditaire_autorite: str = Field(description="Qui décide : son autorité.")
    discutee_avec_le_cipc_le: dt.date | None = Field(
        description="Jour où la démarche a été discutée avec le CIPC."
    )
    accompagnement: str = Field(description="Accompagnement du CIPC.")
    point_de_sortie: PointDeSortie = Field(description="La décision que les résultats alimentent.")
    contact: str = Field(description="Adresse d’un service à qui écrire.")
    # what is asked
    questions: Questions = Field(description="Ce qui est demandé aux citoyens.")
    contexte: str = Field(description="Contexte.")
    objet: str = Field(description="Objet.")
    finalite: str = Field(description="Finalité.")
    ouvert_au_debat: str = Field(description="Ce qui est ouvert au débat.")
    deja_decide: str = Field(description="Ce qui est déjà décidé.")
    # when, and what is promised
    annoncee_le: dt.date | None = Field(description="Jour de l’annonce.")
    ouverte_le: dt.date | None = Field(description="Premier jour de participation.")
    cloturee_le: dt.date | None = Field(description="Dernier jour de participation.")
    avis_attendu_le: dt.date | None = Field(description="Jour où l’avis est attendu.")
    arret: Arret | None = Field(description="Suspension ou interruption déclarée.")
    jalons: list[JalonPublic] = Field(description="Calendrier, étapes de décision comprises.")
    engagements: list[EngagementPublic] = Field(description="Ce que le commanditaire a promis.")
    aucun_delai_annonce: bool = Field(description="Vrai si aucun délai de réponse n’a été annoncé.")
    nouvelles_tous_les_mois: int | None = Field(description="Rythme promis pour les nouvelles, en mois.")
    evaluation_prevue: EvaluationPrevue = Field(description="Évaluation prévue, ou aucune.")
    # how one takes part, and who does
    modalites: list[ModalitePublique] = Field(description="Les manières de participer.")
    rendez_vous: list[RendezVousPublic] = Field(description="Les moments où l’on participe.")
    participer_sans_internet: str = Field(description="Comment participer sans internet.")
    accessibilite_du_site: str = Field(description="Accessibilité du site où l’on participe.")
    participants: Participants = Field(description="Qui a participé, et comment ils ont été choisis.")
    # who watches over it
    gouvernance: list[MembrePublic] = Field(
        description="Comité de pilotage, garants, comité de suivi, prestataires…"
    )
    experts: list[ExpertPublic] = Field(description="Personnes entendues, avec ce qu’il faut savoir d’elles.")
    reunions: list[ReunionPublique] = Field(description="Réunions des instances, et leurs comptes rendus.")
    garants_absents: bool = Field(description="Vrai si aucun garant n’a été désigné.")
    suivi_citoyen_absent: bool = Field(description="Vrai si aucun comité de suivi citoyen n’est prévu.")
    # what can be read
    liens: list[LienPublic] = Field(description="Sources et ressources publiées ailleurs.")
    pieces: list[PiecePublique] = Field(description="Documents déposés sur le portail.")
    moderation: Moderation = Field(description="Charte de modération et ses chiffres.")
    contributions: Contributions = Field(description="Où sont les contributions brutes, ou pourquoi pas.")
    paralleles: list[ParallelePublique] = Field(description="Concertations et expertises parallèles.")
    demarches_liees: list[DemarcheLieePublique] = Field(description="Démarches liées.")
    cout_prevu: str = Field(description="Coût prévu et sa source.")
    cout_realise: str = Field(description="Coût réalisé et sa source.")
    absences: list[AbsencePublique] = Field(description="Ce qui est sans objet ou non communiqué.")
