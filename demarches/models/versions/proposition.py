from django.db import models

from demarches.documents.proposition import DocumentProposition, Origine
from demarches.models.proposition import Proposition
from demarches.models.versions.avis import AvisVersion
from demarches.models.versions.copie import copie
from demarches.regles import POINT
from publication.atelier import SEL_DE_COMPARAISON
from publication.models import Version


class PropositionVersion(Version):
    """Un point de l’avis, tel que le public le lit."""

    objet = models.ForeignKey(Proposition, on_delete=models.PROTECT, related_name="versions")

    schema = "proposition/1"
    section, rang = "Avis des citoyens", 3
    compagnon = AvisVersion
    regles = POINT
    champs_de_l_atelier = {"issue_de": "origines"}
    champs_recopies = frozenset({"titre", "verbatim"})
    designations = frozenset({"reference", "partie_de", "issue_de.reference"})
    champs_de_forme = frozenset(
        [
            "chapitre",
            "titre",
            "verbatim",
            "verbatim_document",
            "verbatim_page",
            "verbatim_url",
            "reformulation",
            "issue_de.titre",
            "issue_de.verbatim",
            "issue_de.page",
            "issue_de.raison",
        ]
    )

    class Meta(Version.Meta):
        pass

    @classmethod
    def concerne(cls, dossier):
        return hasattr(dossier, "demarche")

    @classmethod
    def modele_du_document(cls):
        return DocumentProposition

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Proposition.objects.filter(demarche__dossier=dossier).pour_le_document()

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentProposition,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            demarche=objet.demarche_id,
            partie_de=objet.partie_de.reference if objet.partie_de else "",
            issue_de=[
                Origine(
                    reference=filiation.origine.reference,
                    titre=filiation.origine.titre,
                    verbatim=filiation.origine.verbatim,
                    page=filiation.origine.verbatim_page,
                    nature=filiation.nature,
                    par=filiation.par,
                    raison=filiation.raison,
                    reponse=filiation.reponse,
                )
                for filiation in objet.origines.all()
            ],
        )

    @classmethod
    def nom_de(cls, objet):
        return objet.reference

    @classmethod
    def changements_interdits(cls, avant, apres):
        """A public reference is an address, and what parts, mesures and answers name."""
        if avant.get("reference") in (None, apres["reference"]):
            return []
        return [
            f"{apres['reference']} : ce point est publié sous la référence « {avant['reference']} », qui ne change plus. Rétablissez-la."
        ]

    @classmethod
    def prealables(cls, objet):
        parent = [objet.partie_de] if objet.partie_de else []
        return [objet.demarche, *parent, *(filiation.origine for filiation in objet.origines.all())]
