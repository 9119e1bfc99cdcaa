"""What every public document is made of, whatever it speaks of."""

from pydantic import BaseModel, ConfigDict, Field

Sel = Field(
    description="128 bits aléatoires en hexadécimal : un mot effacé par la loi ne se devine pas depuis l’empreinte. Vide si un passage du document a été effacé : l’empreinte est alors celle du texte d’origine.",
    pattern=r"^([0-9a-f]{32})?$",
)


class Partie(BaseModel):
    """A part of a public document: unknown keys are refused, so that a schema says everything."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        json_schema_serialization_defaults_required=True,  # what is always written, the schema promises
    )


class Document(Partie):
    """A public document. Concrete models add `schema_`, a Literal with the alias « schema »."""

    sel: str = Sel

    def en_json(self) -> dict:
        """Plain JSON values, keyed as in the published schema."""
        return self.model_dump(mode="json", by_alias=True)


class Retrait(Partie):
    """Ce qui remplace un document retiré."""

    motif: str = Field(description="Motif du retrait : « erreur » ou « doublon ».")
    explication: str = Field(description="Explication publique du retrait, en une ou deux phrases.")


class DocumentDeRetrait(Document):
    """Document publié à la place d’un objet retiré ; les versions passées restent consultables."""

    schema_: str = Field(
        "retrait/1", alias="schema", description="Nom et numéro du schéma.", pattern="^retrait/1$"
    )
    retrait: Retrait = Field(description="Le motif et l’explication du retrait.")


class Organisme(Partie):
    """Une organisation, sous le nom qu’elle portait au jour de la version."""

    id: int = Field(description="Identifiant stable de l’organisation sur le portail.")
    nom: str = Field(description="Nom complet.")
    sigle: str = Field("", description="Sigle, s’il existe.")
    nature: str = Field(description="Nature : ministère, direction, préfecture, opérateur…")

    @classmethod
    def de(cls, organisation):
        return cls(
            id=organisation.pk, nom=organisation.nom, sigle=organisation.sigle, nature=organisation.nature
        )


class FichierCite(Partie):
    """Un fichier cité par un document public."""

    sha256: str = Field(description="Empreinte SHA-256 du fichier, qui est aussi son adresse.")
    nom: str = Field(description="Nom du fichier.")
    type_mime: str = Field(description="Type du fichier.")
    taille: int = Field(description="Taille en octets.")

    @classmethod
    def de(cls, fichier):
        return cls(sha256=fichier.sha256, nom=fichier.nom, type_mime=fichier.type_mime, taille=fichier.taille)


def fichiers_cites(document) -> set[str]:
    """The fingerprints of every file that a JSON document cites."""
    if isinstance(document, dict):
        trouves = {document["sha256"]} if "sha256" in document else set()
        return trouves.union(*(fichiers_cites(valeur) for valeur in document.values()))
    if isinstance(document, list):
        return set().union(*(fichiers_cites(valeur) for valeur in document))
    return set()
