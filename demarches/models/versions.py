"""How a démarche, its avis and its points become public documents, and what they need for that."""

from django.db import models

from demarches.documents import (
    Arret,
    DocumentAvis,
    DocumentDemarche,
    DocumentProposition,
    EngagementPublic,
    JalonPublic,
    LienPublic,
    MembrePublic,
    ModalitePublique,
    Origine,
    Participants,
    PiecePublique,
    PointDeSortie,
    Questions,
)
from demarches.models.avis import Avis
from demarches.models.demarche import Demarche
from demarches.models.proposition import Proposition
from publication.atelier import SEL_DE_COMPARAISON
from publication.documents import FichierCite, Organisme
from publication.models import Version


def copie(modele, objet, **autres):
    """A document part whose fields bear the same names as the row's; `autres` completes or replaces."""
    lus = {
        nom: getattr(objet, nom) for nom in modele.model_fields if nom not in autres and hasattr(objet, nom)
    }
    return modele(**(lus | autres))


class DemarcheVersion(Version):
    """La fiche d’identité d’une démarche, telle que le public la lit."""

    objet = models.ForeignKey(Demarche, on_delete=models.PROTECT, related_name="versions")

    schema = "demarche/1"
    champs_de_l_atelier = {"gouvernance": "membres"}

    class Meta(Version.Meta):
        pass

    @classmethod
    def libelle(cls):
        return "Fiche d’identité"

    @classmethod
    def modele_du_document(cls):
        return DocumentDemarche

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Demarche.objects.filter(dossier=dossier).select_related("dossier__organisation")

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentDemarche,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            id=objet.pk,
            organisation=Organisme.de(objet.organisation),
            questions=Questions(chapeau=objet.question, sous_questions=objet.sous_questions),
            point_de_sortie=PointDeSortie(
                texte=objet.point_de_sortie,
                autorite=objet.point_de_sortie_autorite,
                echeance=objet.point_de_sortie_echeance,
            ),
            arret=Arret(nature=objet.arret, le=objet.arret_le, raison=objet.arret_raison)
            if objet.arret
            else None,
            jalons=[copie(JalonPublic, jalon) for jalon in objet.jalons.all()],
            modalites=[copie(ModalitePublique, modalite) for modalite in objet.modalites.all()],
            participants=Participants(
                recrutement=objet.participants_recrutement,
                contactes=objet.participants_contactes,
                taille_du_panel=objet.taille_du_panel,
                participants=objet.participants,
                criteres=objet.participants_criteres,
                indemnisation=objet.indemnisation,
            ),
            gouvernance=[copie(MembrePublic, membre) for membre in objet.membres.all()],
            engagements=[copie(EngagementPublic, engagement) for engagement in objet.engagements.all()],
            liens=[copie(LienPublic, lien) for lien in objet.liens.all()],
            pieces=[
                copie(PiecePublique, piece, fichier=FichierCite.de(piece.fichier))
                for piece in objet.pieces.select_related("fichier")
            ],
        )

    OBLIGATOIRES = {
        "titre": "le titre",
        "chapo": "le chapô",
        "themes": "au moins un thème",
        "type": "le type de démarche",
        "objectif": "l’objectif",
        "commanditaire_fonction": "la fonction du commanditaire",
        "question": "la question posée aux citoyens",
        "objet": "l’objet",
        "point_de_sortie": "le point de sortie",
        "contact": "un contact",
    }

    @classmethod
    def manques(cls, objet):
        """Cadrage stratégique fiches 1 and 3, méthodologique fiche 3 of the CIPC guide."""
        manques = [
            f"Fiche d’identité : il manque {quoi}."
            for nom, quoi in cls.OBLIGATOIRES.items()
            if not getattr(objet, nom)
        ]
        if not objet.engagements.exists() and not objet.aucun_delai_annonce:
            manques.append(
                "Fiche d’identité : il manque un engagement, ou la mention « aucun délai annoncé »."
            )
        if not (objet.annoncee_le or objet.ouverte_le):
            manques.append("Fiche d’identité : il manque la date d’annonce ou d’ouverture.")
        return manques


class AvisVersion(Version):
    """L’avis des citoyens, tel que le public le lit."""

    objet = models.ForeignKey(Avis, on_delete=models.PROTECT, related_name="versions")

    schema = "avis/1"

    class Meta(Version.Meta):
        pass

    @classmethod
    def modele_du_document(cls):
        return DocumentAvis

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Avis.objects.filter(demarche__dossier=dossier).select_related("demarche")

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentAvis, objet, sel=SEL_DE_COMPARAISON, schema_=cls.schema, demarche=objet.demarche_id
        )

    OBLIGATOIRES = {
        "forme": "la forme de l’avis",
        "synthese": "la synthèse",
        "redige_par": "qui a rédigé l’avis",
        "remis_le": "la date de remise",
    }

    @classmethod
    def manques(cls, objet):
        """Suivi fiche 1 of the CIPC guide: the citizens' work is made public."""
        return [
            f"Avis des citoyens : il manque {quoi}."
            for nom, quoi in cls.OBLIGATOIRES.items()
            if not getattr(objet, nom)
        ]

    @classmethod
    def prealables(cls, objet):
        return [objet.demarche]


class PropositionVersion(Version):
    """Un point de l’avis, tel que le public le lit."""

    objet = models.ForeignKey(Proposition, on_delete=models.PROTECT, related_name="versions")

    schema = "proposition/1"
    champs_de_l_atelier = {"issue_de": "origines"}

    class Meta(Version.Meta):
        pass

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
                )
                for filiation in objet.origines.all()
            ],
        )

    @classmethod
    def manques(cls, objet):
        manques = []
        if not objet.titre:
            manques.append(f"{objet.reference} : il manque le titre.")
        if not (objet.verbatim or objet.reformulation):
            manques.append(
                f"{objet.reference} : il manque le texte des citoyens, ou une reformulation qui dit d’où elle vient."
            )
        return manques

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
