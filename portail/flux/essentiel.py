"""What a first version says, in a few lines: the essential of its document, not a list of every field."""

from dataclasses import dataclass

from demarches.models import (
    ActualiteVersion,
    AvisVersion,
    DemarcheVersion,
    PropositionVersion,
)
from portail.libelles import LIBELLES
from portail.templatetags.portail import jour
from suivi.models import ImpactVersion, MesureVersion, ReponseVersion


@dataclass(frozen=True)
class Ligne:
    """Un texte du document, et comment on l’annonce."""

    libelle: str
    texte: str
    riche: bool = False  # written by an agent, with marks; the words of the citizens hold none


def essentiel(modele, document: dict) -> list[Ligne]:
    """In reading order, without what the document leaves empty."""
    return [ligne for ligne in ESSENTIELS[modele](document) if ligne.texte]


def signature(modele, document: dict, *, reprise_historique) -> Ligne | None:
    """Who signs an answer, or bore the one that is older than the portal; None if nobody is said to."""
    if modele is not ReponseVersion:
        return None
    qui = [document[f"signataire_{champ}"] for champ in ("nom", "fonction", "autorite")]
    libelle = "Réponse portée par" if reprise_historique else "Réponse signée par"
    return Ligne(libelle, ", ".join(filter(None, qui))) if any(qui) else None


def _de_la_fiche(document):
    qui = (document["commanditaire_fonction"], document["commanditaire_autorite"])
    return [
        Ligne("", document["chapo"]),
        Ligne("La question posée", document["questions"]["chapeau"]),
        Ligne("Qui décide", ", ".join(filter(None, qui))),
        Ligne("Participation ouverte le", jour(document["ouverte_le"])),
        Ligne("Participation close le", jour(document["cloturee_le"])),
    ]


def _de_l_avis(document):
    return [
        Ligne("Remis le", jour(document["remis_le"])),
        Ligne("Remis à", document["remis_a"]),
        Ligne("", document["synthese"]["texte"], riche=True),
    ]


def _du_point(document):
    return [
        Ligne("Vous avez dit", document["verbatim"]),
        Ligne("Reformulation par l’administration", document["reformulation"], riche=True),
    ]


def _de_la_reponse(document):
    return [
        Ligne("Réponse", LIBELLES[document["position"]]),
        Ligne("Réponse définitive attendue le", jour(document["echeance"])),
        Ligne("", document["motivation"], riche=True),
        Ligne("L’écart avec ce qui était demandé", document["ecart"], riche=True),
    ]


def _de_l_impact(document):
    return [
        Ligne("La réponse politique", document["reponse_politique"], riche=True),
        Ligne("Donnée par", document["reponse_par"]),
        Ligne("Prochaines étapes", document["prochaines_etapes"], riche=True),
        Ligne("Enseignements", document["enseignements"], riche=True),
        *(Ligne(LIBELLES[sort["sort"]], sort["texte"]) for sort in document["sorts"]),
        *(Ligne(f"Selon {decompte['par']}", decompte["texte"]) for decompte in document["decomptes"]),
        Ligne("Bilan", document["bilan"], riche=True),
    ]


def _de_la_mesure(document):
    responsable = document["responsable"]
    return [
        Ligne("Avancement", LIBELLES[document["avancement"]]),
        Ligne("", document["description"], riche=True),
        Ligne("Responsable", responsable["nom"] if responsable else ""),
        Ligne("Échéance", jour(document["echeance_actuelle"]) or "aucun délai annoncé"),
    ]


def _de_l_actualite(document):
    return [Ligne("", document["chapo"]), Ligne("", document["texte"], riche=True)]


ESSENTIELS = {
    DemarcheVersion: _de_la_fiche,
    AvisVersion: _de_l_avis,
    PropositionVersion: _du_point,
    ReponseVersion: _de_la_reponse,
    ImpactVersion: _de_l_impact,
    MesureVersion: _de_la_mesure,
    ActualiteVersion: _de_l_actualite,
}
