"""How the impact, the answers and the mesures become public documents, and what they need for that."""

from collections import Counter

from django.db import models
from django.db.models import F

from demarches.models import Proposition
from demarches.models.versions import copie
from publication.atelier import SEL_DE_COMPARAISON
from publication.documents import Organisme
from publication.enums import Modification
from publication.models import Version
from suivi.documents import (
    DecomptePublic,
    DocumentImpact,
    DocumentMesure,
    DocumentReponse,
    EffetsSurLeService,
    Evaluation,
    LecturePublique,
    LienPublic,
    NouvellePublique,
    PreuvePublique,
    ReportPublic,
    SortPublic,
)
from suivi.enums import Position
from suivi.models.impact import Impact
from suivi.models.mesure import Mesure
from suivi.models.reponse import Reponse
from suivi.regles import COHERENCES_DE_LA_REPONSE, IMPACT, MESURE, REPONSE


class ImpactVersion(Version):
    """L’impact d’une démarche, tel que le public le lit."""

    objet = models.ForeignKey(Impact, on_delete=models.PROTECT, related_name="versions")

    schema = "impact/1"
    section, rang = "Impact", 4
    regles = IMPACT
    champs_de_forme = frozenset(
        [
            "reponse_politique",
            "reponse_url",
            "enseignements",
            "effets.representations",
            "effets.angles_morts",
            "effets.cooperation",
            "evaluation.url",
            "prochaines_etapes",
            "bilan",
            "decomptes.source",
            "decomptes.source_url",
        ]
    )

    class Meta(Version.Meta):
        pass

    @classmethod
    def concerne(cls, dossier):
        return hasattr(dossier, "demarche")

    @classmethod
    def modele_du_document(cls):
        return DocumentImpact

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Impact.objects.filter(demarche__dossier=dossier).pour_le_document()

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentImpact,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            demarche=objet.demarche_id,
            decomptes=[copie(DecomptePublic, decompte) for decompte in objet.decomptes.all()],
            effets=copie(EffetsSurLeService, objet, prefixe="effets_"),
            evaluation=copie(Evaluation, objet, prefixe="evaluation_"),
            sorts=[
                copie(SortPublic, sort, engagement=sort.engagement_id, texte=sort.engagement.texte)
                for sort in objet.sorts.all()
            ],
        )

    @classmethod
    def prealables(cls, objet):
        return [objet.demarche]


class ReponseVersion(Version):
    """La réponse à un point, telle que le public la lit."""

    objet = models.ForeignKey(Reponse, on_delete=models.PROTECT, related_name="versions")

    schema = "reponse/1"
    section, rang = "Impact", 5
    regles = REPONSE
    coherences = COHERENCES_DE_LA_REPONSE
    champs_recopies = frozenset({"motivation"})
    designations = frozenset({"reference"})
    champs_de_forme = frozenset(
        ["motivation", "ecart", "contrainte_juridique", "source", "source_url", "transmission_url"]
    )
    champs_prives = ("visa_par", "visa_le", "visa_delegation", "a_relire")

    class Meta(Version.Meta):
        pass

    @classmethod
    def confies_a(cls, organisations):
        """An answer bears the key of its point, and is entrusted before it is written."""
        return Proposition.objects.confiees_a(organisations).annotate(dossier=F("demarche__dossier"))

    @classmethod
    def concerne(cls, dossier):
        return hasattr(dossier, "demarche")

    @classmethod
    def modele_du_document(cls):
        return DocumentReponse

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Reponse.objects.filter(proposition__demarche__dossier=dossier).pour_le_document()

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentReponse,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            demarche=objet.proposition.demarche_id,
            reference=objet.proposition.reference,
            destinataire=Organisme.de(objet.destinataire) if objet.destinataire else None,
        )

    @classmethod
    def nom_de(cls, objet):
        return str(objet)

    @classmethod
    def prealables(cls, objet):
        return [objet.proposition]

    @classmethod
    def change_de_position(cls, avant, apres):
        return avant.get("position") not in (None, apres["position"])

    @classmethod
    def modification_imposee(cls, avant, apres):
        """A change of position is a headline; only leaving a holding answer is an ordinary update."""
        if not cls.change_de_position(avant, apres) or avant["position"] in Position.d_attente():
            return None
        return Modification.CHANGEMENT_DE_POSITION


class MesureVersion(Version):
    """Une mesure, telle que le public la lit."""

    objet = models.ForeignKey(Mesure, on_delete=models.PROTECT, related_name="versions")

    schema = "mesure/1"
    section, rang = "Impact", 6
    regles = MESURE
    designations = frozenset({"points.reference"})
    champs_de_l_atelier = {"points": "liens"}
    champs_de_forme = frozenset(
        [
            "titre",
            "description",
            "raison",
            "reste_a_faire",
            "points.titre",
            "points.ecart",
            "reports.raison",
            "preuves.titre",
            "preuves.url",
            "nouvelles.texte",
            "nouvelles.source_url",
            "lectures.url",
            "dossier_legislatif_url",
        ]
    )

    class Meta(Version.Meta):
        pass

    @classmethod
    def concerne(cls, dossier):
        return hasattr(dossier, "demarche")

    @classmethod
    def modele_du_document(cls):
        return DocumentMesure

    @classmethod
    def objets_du_dossier(cls, dossier):
        return Mesure.objects.filter(demarche__dossier=dossier).pour_le_document()

    @classmethod
    def document(cls, objet):
        return copie(
            DocumentMesure,
            objet,
            sel=SEL_DE_COMPARAISON,
            schema_=cls.schema,
            demarche=objet.demarche_id,
            responsable=Organisme.de(objet.responsable) if objet.responsable else None,
            points=[
                LienPublic(
                    reference=lien.proposition.reference,
                    titre=lien.proposition.titre,
                    ecart=lien.ecart,
                    change_par=lien.change_par,
                )
                for lien in objet.liens.all()
            ],
            lectures=[copie(LecturePublique, lecture) for lecture in objet.lectures.all()],
            reports=[copie(ReportPublic, report) for report in objet.reports.all()],
            preuves=[copie(PreuvePublique, preuve) for preuve in objet.preuves.all()],
            nouvelles=[copie(NouvellePublique, nouvelle) for nouvelle in objet.nouvelles.all()],
        )

    @classmethod
    def n_est_qu_une_nouvelle(cls, avant, apres):
        dites, a_dire = _compter(avant["nouvelles"]), _compter(apres["nouvelles"])
        ailleurs = {"sel", "nouvelles"}
        return dites < a_dire and {cle: v for cle, v in avant.items() if cle not in ailleurs} == {
            cle: v for cle, v in apres.items() if cle not in ailleurs
        }

    @classmethod
    def nom_de(cls, objet):
        return str(objet)

    @classmethod
    def prealables(cls, objet):
        return [lien.proposition for lien in objet.liens.all()]


def _compter(nouvelles) -> Counter:
    """The news themselves, wherever they stand in the list and however many times they are said."""
    return Counter(tuple(sorted(nouvelle.items())) for nouvelle in nouvelles)
