from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from demarches.documents.fiche import (
    Arret,
    Contributions,
    DocumentDemarche,
    EvaluationPrevue,
    Moderation,
    Participants,
    PointDeSortie,
    Questions,
)
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
from demarches.models.demarche import Demarche
from demarches.models.versions.copie import copie
from demarches.mots import DU_DOCUMENT
from demarches.regles import COHERENCES_DE_LA_FICHE, FICHE
from publication.atelier import SEL_DE_COMPARAISON
from publication.documents import FichierCite, Organisme
from publication.models import Version

# relation of the démarche → what each of its rows becomes
PARTIES = {
    "jalons": JalonPublic,
    "modalites": ModalitePublique,
    "rendez_vous": RendezVousPublic,
    "engagements": EngagementPublic,
    "experts": ExpertPublic,
    "reunions": ReunionPublique,
    "liens": LienPublic,
    "paralleles": ParallelePublique,
    "absences": AbsencePublique,
}


class DemarcheVersion(Version):
    """La fiche d’identité d’une démarche, telle que le public la lit."""

    objet = models.ForeignKey(Demarche, on_delete=models.PROTECT, related_name="versions")

    schema = "demarche/1"
    section, rang = "Fiche d’identité", 1
    regles = FICHE
    coherences = COHERENCES_DE_LA_FICHE
    fiche_minimale = est_une_annonce = True
    champs_de_l_atelier = {
        "gouvernance": "membres",
        "arret.nature": "arret",
        "participants.mode": "recrutement_mode",
        "participants.composition": "composition",
        "evaluation_prevue.par": "evaluation_par",
        "evaluation_prevue.quand": "evaluation_quand",
        "evaluation_prevue.aucune": "evaluation_absente",
    }
    champs_de_forme = frozenset(
        [
            "titre",
            "slug",
            "chapo",
            "resume_simple",
            "niveau_explication",
            "contexte",
            "contact",
            "procedure_url",
            "liens.titre",
            "liens.url",
            "liens.equivalent",
            "pieces.titre",
            "pieces.equivalent",
            "jalons.titre",
            "jalons.source_url",
        ]
    )

    class Meta(Version.Meta):
        indexes = [
            GinIndex(DU_DOCUMENT, name="demarche_mots_publics"),
            models.Index(
                fields=["objet"], name="demarche_retiree", condition=Q(contenu__retrait__isnull=False)
            ),
        ]

    @classmethod
    def libelle(cls):
        return "Fiche d’identité"

    @classmethod
    def concerne(cls, dossier):
        return hasattr(dossier, "demarche")

    @classmethod
    def modele_du_document(cls):
        return DocumentDemarche

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Demarche.objects.filter(dossier=dossier).pour_le_document()

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentDemarche,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            id=objet.pk,
            organisation=Organisme.de(objet.organisation),
            etablie_par_le_cipc=objet.dossier.etabli_par_le_cipc,
            questions=Questions(chapeau=objet.question, sous_questions=objet.sous_questions),
            point_de_sortie=copie(
                PointDeSortie, objet, prefixe="point_de_sortie_", texte=objet.point_de_sortie
            ),
            arret=copie(Arret, objet, prefixe="arret_", nature=objet.arret) if objet.arret else None,
            evaluation_prevue=copie(
                EvaluationPrevue, objet, prefixe="evaluation_", aucune=objet.evaluation_absente
            ),
            participants=_participants(objet),
            moderation=Moderation(
                url=objet.moderation_url,
                recues=objet.contributions_recues,
                refusees=objet.contributions_refusees,
                raisons=objet.moderation_raisons,
            ),
            contributions=copie(Contributions, objet, prefixe="contributions_"),
            gouvernance=[copie(MembrePublic, membre) for membre in objet.membres.all()],
            pieces=[
                copie(PiecePublique, piece, fichier=FichierCite.de(piece.fichier))
                for piece in objet.pieces.all()
            ],
            demarches_liees=[
                DemarcheLieePublique(nature=lien.nature, demarche=lien.autre_id)
                for lien in objet.demarches_liees.all()
            ],
            **{
                relation: [copie(partie, ligne) for ligne in getattr(objet, relation).all()]
                for relation, partie in PARTIES.items()
            },
        )


def _participants(objet) -> Participants:
    return copie(
        Participants,
        objet,
        prefixe="participants_",
        mode=objet.recrutement_mode,
        tirage_source=objet.tirage_source,
        taille_du_panel=objet.taille_du_panel,
        participants=objet.participants,
        composition=[copie(CategoriePublique, categorie) for categorie in objet.composition.all()],
        composition_source=objet.composition_source,
        population_de_reference=objet.population_de_reference,
        indemnisation=objet.indemnisation,
        frais=objet.frais_pris_en_charge,
    )
