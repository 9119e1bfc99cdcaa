import datetime as dt
from typing import Literal

from pydantic import Field

from publication.documents import Document, FichierCite, Organisme


class DocumentActualite(Document):
    """Une nouvelle de la participation citoyenne."""

    schema_: Literal["actualite/1"] = Field(
        "actualite/1", alias="schema", description="Nom et numéro du schéma."
    )
    id: int = Field(description="Identifiant stable de l’actualité.")
    slug: str = Field(description="Fin de son adresse.")
    titre: str = Field(description="Titre.")
    chapo: str = Field(description="L’essentiel en deux phrases.")
    texte: str = Field(description="Texte.")
    date: dt.date | None = Field(description="Date ; aucune actualité n’est publiée sans elle.")
    organisation: Organisme = Field(description="Qui la publie.")
    image: FichierCite | None = Field(description="Image.")
    image_alternative: str = Field(description="Ce que montre l’image.")
    demarches: list[int] = Field(description="Identifiants des démarches liées.")
