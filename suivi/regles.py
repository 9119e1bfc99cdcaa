"""What the impact, an answer and a mesure need to be published, each rule with its source."""

from accounts.enums import Nature
from publication.guide import FicheDuGuide
from publication.regles import Coherence, Regle
from suivi.enums import Avancement, Vecteur

CONCEPTION = "conception du portail, § 5"


def depuis_le_portail(document, reponse) -> bool:
    """An answer given before the portal existed (reprise d’historique) has no visa to show."""
    return not reponse.proposition.demarche.reprise_historique


def renvoyee_hors_de_l_etat(document, reponse) -> bool:
    destinataire = document["destinataire"]
    return bool(destinataire) and not Nature(destinataire["nature"]).releve_de_l_etat


def a_prouver(document, mesure) -> bool:
    return document["avancement"] in Avancement.a_prouver()


def temporaire(document, mesure) -> bool:
    return document["vecteur"] in Vecteur.temporaires()


REPONSE = [
    Regle("la position", "position", FicheDuGuide.STRATEGIQUE_3),
    Regle("la motivation", "motivation", FicheDuGuide.STRATEGIQUE_3),
    Regle("la date de la réponse de l’État", "repondue_le", FicheDuGuide.SUIVI_2),
    Regle("la source de la réponse", "source", FicheDuGuide.SUIVI_2),
    Regle("le nom du signataire", "signataire_nom", FicheDuGuide.SUIVI_2),
    Regle("la fonction du signataire", "signataire_fonction", FicheDuGuide.SUIVI_2),
    Regle("l’autorité du signataire", "signataire_autorite", FicheDuGuide.SUIVI_2),
    Regle(
        lambda document, reponse: (
            f"la preuve de la transmission, puisque {document['destinataire']['nom']} ne dépend pas de l’État"
        ),
        "transmission_preuve",
        CONCEPTION,
        concerne=renvoyee_hors_de_l_etat,
    ),
    Regle(
        "le visa (qui a donné l’accord du signataire)",
        "visa_par",
        CONCEPTION,
        rempli=lambda document, reponse: reponse.visa_par,
        concerne=depuis_le_portail,
    ),
    Regle(
        "la date du visa",
        "visa_le",
        CONCEPTION,
        rempli=lambda document, reponse: reponse.visa_le,
        concerne=depuis_le_portail,
    ),
    Regle(
        "la délégation du visa (ou « le signataire lui-même »)",
        "visa_delegation",
        CONCEPTION,
        rempli=lambda document, reponse: reponse.visa_delegation,
        concerne=depuis_le_portail,
    ),
]

MESURE = [
    Regle("le titre", "titre", FicheDuGuide.SUIVI_2),
    Regle("le point dont elle est issue", "liens", FicheDuGuide.SUIVI_2, rempli="points"),
    Regle("le vecteur (loi, décret, budget…)", "vecteur", CONCEPTION),
    Regle(
        lambda document, mesure: f"une preuve, puisqu’elle est dite « {_avancement(document)} »",
        "preuves",
        CONCEPTION,
        concerne=a_prouver,
    ),
    Regle("la date jusqu’à laquelle elle est valable", "valable_jusqu_au", CONCEPTION, concerne=temporaire),
]

IMPACT = [
    Regle(
        "la réponse politique, ou les prochaines étapes",
        "reponse_politique",
        FicheDuGuide.SUIVI_1,
        rempli=lambda document, impact: any(
            document[dit]
            for dit in (
                "reponse_politique",
                "enseignements",
                "prochaines_etapes",
                "bilan",
                "decomptes",
                "sorts",
            )
        ),
    )
]


def point_decoupe(document, reponse) -> list[str]:
    """An answer lives on the leaves."""
    if reponse.proposition.parties.all():
        return ["ce point a des parties, répondez à chacune d’elles."]
    return []


COHERENCES_DE_LA_REPONSE = [Coherence("position", point_decoupe)]


def _avancement(document) -> str:
    return Avancement(document["avancement"]).label
