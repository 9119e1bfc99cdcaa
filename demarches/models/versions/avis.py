from django.db import models

from demarches.documents.avis import (
    AvisMinoritaire,
    ChiffreClePublic,
    DocumentAvis,
    DocumentRemisPublic,
    QuestionPosee,
    Repondants,
    ReponseDonnee,
    Synthese,
    Votes,
)
from demarches.models.avis import Avis
from demarches.models.versions.copie import copie
from demarches.regles import AVIS, COHERENCES_DE_L_AVIS
from publication.atelier import SEL_DE_COMPARAISON
from publication.documents import FichierCite
from publication.models import Version


class AvisVersion(Version):
    """L’avis des citoyens, tel que le public le lit."""

    objet = models.ForeignKey(Avis, on_delete=models.PROTECT, related_name="versions")

    schema = "avis/1"
    section, rang = "Avis des citoyens", 2
    regles = AVIS
    coherences = COHERENCES_DE_L_AVIS
    champs_de_forme = frozenset(
        [
            "synthese.texte",
            "synthese.methode",
            "synthese.intermediaire",
            "points_de_consensus",
            "points_de_divergence",
            "avis_minoritaire.texte",
            "nombre_remis_source",
            "nombre_remis_ecart",
            "documents.titre",
            "documents.url",
            "chiffres_cles.source",
            "chiffres_cles.source_url",
        ]
    )

    class Meta(Version.Meta):
        pass

    @classmethod
    def concerne(cls, dossier):
        return hasattr(dossier, "demarche")

    @classmethod
    def modele_du_document(cls):
        return DocumentAvis

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Avis.objects.filter(demarche__dossier=dossier).pour_le_document()

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentAvis,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            demarche=objet.demarche_id,
            documents=[
                copie(DocumentRemisPublic, remis, fichier=remis.fichier and FichierCite.de(remis.fichier))
                for remis in objet.documents.all()
            ],
            votes=Votes(pour=objet.votes_pour, contre=objet.votes_contre, abstentions=objet.abstentions),
            synthese=copie(Synthese, objet, prefixe="synthese_", texte=objet.synthese),
            avis_minoritaire=AvisMinoritaire(texte=objet.avis_minoritaire, par=objet.avis_minoritaire_par),
            chiffres_cles=[copie(ChiffreClePublic, chiffre) for chiffre in objet.chiffres_cles.all()],
            repondants=Repondants(
                profil=objet.profil_des_repondants,
                non_connu=objet.profil_non_connu,
                non_representatif=objet.non_representatif,
            ),
            questions=[
                copie(
                    QuestionPosee,
                    question,
                    resultats=[ReponseDonnee(**resultat) for resultat in question.resultats],
                )
                for question in objet.questions.all()
            ],
        )

    @classmethod
    def prealables(cls, objet):
        return [objet.demarche]
