"""What the guide asks of a fiche d’identité and of an avis besides what publishing requires (`demarches/regles.py`).

What publishing requires is here too where « aucun délai annoncé » or « non communiqué » is enough to publish.
"""

from demarches.enums import Acces, Cadre, FormeAvis, NatureAbsence, NatureJalon, RoleGouvernance, Rubrique
from demarches.regles import DELIBERATIFS
from publication.guide import FicheDuGuide
from publication.recommandations import Recommandation


def volontaire(document) -> bool:
    """A mandatory procedure is only referenced."""
    return document["cadre"] == Cadre.VOLONTAIRE


def sur_recrutement(document) -> bool:
    return volontaire(document) and document["participants"]["mode"] in {
        Acces.TIRAGE_AU_SORT,
        Acces.VOLONTARIAT,
    }


def panel_connu(document) -> bool:
    """People were recruited, and have met."""
    return sur_recrutement(document) and bool(document["participants"]["participants"])


def deliberative(document) -> bool:
    return volontaire(document) and document["type"] in DELIBERATIFS


def delibere(document) -> bool:
    return deliberative(document) and panel_connu(document)


def un_membre(role):
    return lambda document: any(membre["role"] == role for membre in document["gouvernance"])


def une_decision_datee(document) -> bool:
    return any(jalon["nature"] == NatureJalon.DECISION for jalon in document["jalons"])


def dit_vrai(nom):
    """Stated to be none: the box is ticked."""
    return lambda document: document[nom]


def sans_objet(rubrique):
    return lambda document: any(
        absence["rubrique"] == rubrique and absence["nature"] == NatureAbsence.SANS_OBJET
        for absence in document["absences"]
    )


FICHE = [
    Recommandation("le contexte", ("contexte",), FicheDuGuide.METHODOLOGIQUE_3, volontaire),
    Recommandation("la finalité", ("finalite",), FicheDuGuide.METHODOLOGIQUE_3, volontaire),
    Recommandation(
        "la question posée aux citoyens",
        ("questions.chapeau",),
        FicheDuGuide.STRATEGIQUE_1,
        volontaire,
        sans_objet(Rubrique.QUESTION),
    ),
    Recommandation(
        "ce qui est ouvert au débat", ("ouvert_au_debat",), FicheDuGuide.STRATEGIQUE_3, volontaire
    ),
    Recommandation(
        "la décision que les résultats alimentent",
        ("point_de_sortie.texte",),
        FicheDuGuide.STRATEGIQUE_4,
        volontaire,
        sans_objet(Rubrique.POINT_DE_SORTIE),
    ),
    Recommandation(
        "le calendrier de la décision",
        ("point_de_sortie.echeance", "point_de_sortie.le", une_decision_datee),
        FicheDuGuide.METHODOLOGIQUE_3,
        volontaire,
    ),
    Recommandation(
        "les modalités de participation",
        ("modalites", "rendez_vous"),
        FicheDuGuide.METHODOLOGIQUE_3,
        volontaire,
        sans_objet(Rubrique.MODALITES),
    ),
    Recommandation(
        "les engagements du commanditaire", ("engagements",), FicheDuGuide.STRATEGIQUE_3, volontaire
    ),
    Recommandation(
        "la méthode de recrutement des participants",
        ("participants.recrutement",),
        FicheDuGuide.STRATEGIQUE_3,
        sur_recrutement,
        sans_objet(Rubrique.RECRUTEMENT),
    ),
    Recommandation(
        "le profil des participants",
        ("participants.composition",),
        FicheDuGuide.STRATEGIQUE_3,
        panel_connu,
        sans_objet(Rubrique.COMPOSITION),
    ),
    Recommandation(
        "la liste des personnes entendues",
        ("experts", un_membre(RoleGouvernance.EXPERT)),
        FicheDuGuide.STRATEGIQUE_3,
        delibere,
        sans_objet(Rubrique.EXPERTS),
    ),
    Recommandation(
        "la composition du comité de pilotage",
        (un_membre(RoleGouvernance.COMITE_DE_PILOTAGE),),
        FicheDuGuide.STRATEGIQUE_4,
        volontaire,
        sans_objet(Rubrique.PILOTAGE),
    ),
    Recommandation(
        "les garants",
        (un_membre(RoleGouvernance.GARANT), dit_vrai("garants_absents")),
        FicheDuGuide.STRATEGIQUE_2,
        deliberative,
        sans_objet(Rubrique.GARANTS),
    ),
    Recommandation(
        "le comité de suivi citoyen",
        (un_membre(RoleGouvernance.COMITE_DE_SUIVI_CITOYEN), dit_vrai("suivi_citoyen_absent")),
        FicheDuGuide.SUIVI_2,
        deliberative,
        sans_objet(Rubrique.SUIVI_CITOYEN),
    ),
    Recommandation(
        "l’évaluation prévue",
        (
            "evaluation_prevue.par",
            "evaluation_prevue.quand",
            lambda document: document["evaluation_prevue"]["aucune"],
        ),
        FicheDuGuide.SUIVI_4,
        volontaire,
        sans_objet(Rubrique.EVALUATION),
    ),
]


def autre_qu_un_questionnaire(avis) -> bool:
    return avis["forme"] != FormeAvis.RESULTATS_DE_QUESTIONNAIRE


def tire_de_contributions(avis) -> bool:
    return avis["forme"] in {FormeAvis.SYNTHESE_DE_CONTRIBUTIONS, FormeAvis.RAPPORT_D_UN_TIERS}


def tire_de_reponses_en_ligne(avis) -> bool:
    return avis["forme"] in {
        FormeAvis.SYNTHESE_DE_CONTRIBUTIONS,
        FormeAvis.RESULTATS_DE_QUESTIONNAIRE,
    }


def collectif(avis) -> bool:
    return avis["forme"] == FormeAvis.AVIS_COLLECTIF


AVIS = [
    Recommandation(
        "la validation du texte par les citoyens",
        ("valide_par_les_citoyens",),
        FicheDuGuide.SUIVI_1,
        autre_qu_un_questionnaire,
    ),
    Recommandation(
        "la méthode de la synthèse", ("synthese.methode",), FicheDuGuide.STRATEGIQUE_2, tire_de_contributions
    ),
    Recommandation(
        "les points de consensus", ("points_de_consensus",), FicheDuGuide.METHODOLOGIQUE_1, collectif
    ),
    Recommandation(
        "les points de divergence",
        ("points_de_divergence", "avis_minoritaire.texte"),
        FicheDuGuide.METHODOLOGIQUE_1,
        collectif,
    ),
    Recommandation(
        "le profil des répondants",
        ("repondants.profil",),
        FicheDuGuide.CONSULTATION_EN_LIGNE,
        tire_de_reponses_en_ligne,
    ),
    Recommandation(
        "le document remis par les citoyens", ("documents",), FicheDuGuide.SUIVI_1, autre_qu_un_questionnaire
    ),
    Recommandation("à qui l’avis a été remis", ("remis_a",), FicheDuGuide.SUIVI_1, autre_qu_un_questionnaire),
]
