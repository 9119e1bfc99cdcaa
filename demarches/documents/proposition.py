import datetime as dt
from typing import Literal

from pydantic import Field

from publication.documents import Document, Partie


class Origine(Partie):
    reference: str = Field(description="Référence du point d’origine.")
    titre: str = Field(description="Titre du point d’origine.")
    verbatim: str = Field(description="Texte du point d’origine.")
    page: str = Field(description="Page du point d’origine.")
    nature: str = Field(description="Fusion ou scission.")
    par: str = Field(description="Qui l’a faite.")
    raison: str = Field(description="Pourquoi.")
    reponse: str = Field(description="Réponse propre, ou héritée du point d’origine.")


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
