"""What happened, in one sentence: the title of an entry."""

from demarches.enums import NaturePoint
from demarches.models import ActualiteVersion, AvisVersion, DemarcheVersion, PropositionVersion
from portail.flux.objets import nom_du_point
from portail.flux.parutions import MODIFIE, PUBLIE, RETIRE, Changement, Parution
from portail.libelles import LIBELLES
from portail.templatetags.portail import pluriel
from suivi.models import ImpactVersion, MesureVersion, ReponseVersion

DEUX_POINTS = "\N{NO-BREAK SPACE}: "
PARTICIPES = {PUBLIE: "publié", MODIFIE: "modifié", RETIRE: "retiré"}
# kind → (one of them, several, what agrees with it)
NOMS = {
    AvisVersion: ("avis des citoyens", "avis des citoyens", ""),
    PropositionVersion: ("point", "points", ""),
    ReponseVersion: ("réponse", "réponses", "e"),
    ImpactVersion: ("impact", "impacts", ""),
    MesureVersion: ("mesure", "mesures", "e"),
    ActualiteVersion: ("actualité", "actualités", "e"),
}
UNIQUES = {AvisVersion, ImpactVersion}  # a démarche has one of each: they are not counted
DE_LA_FICHE = {
    PUBLIE: "démarche mise en ligne",
    MODIFIE: "fiche d’identité modifiée",
    RETIRE: "démarche retirée",
}


def titre(parution: Parution, *, nommer_la_demarche=True) -> str:
    """« Convention fictive : 12 réponses publiées », or what became of the one object."""
    porteur = parution.porteur.titre
    if sum(parution.nombres.values()) > 1:
        parties = [
            combien(modele, sorte, nombre)
            for (modele, sorte), nombre in sorted(parution.nombres.items(), key=_ordre_de_lecture)
        ]
        return f"{porteur}{DEUX_POINTS}{', '.join(parties)}"
    changement = parution.changements[0]
    if changement.modele is ActualiteVersion:
        suite = "" if changement.sorte == PUBLIE else f" {_participe(changement, 'e')}"
        return f"Actualité{suite}{DEUX_POINTS}{porteur}"
    if changement.modele is DemarcheVersion:
        return f"{porteur}{DEUX_POINTS}{DE_LA_FICHE[changement.sorte]}{_nature(changement)}"
    phrase = _phrase(changement)
    return f"{porteur} – {phrase}" if nommer_la_demarche else phrase


def combien(modele, sorte, nombre, *, autres=False) -> str:
    """« 12 réponses publiées », or « 12 autres réponses publiées »."""
    if modele is DemarcheVersion:
        return DE_LA_FICHE[sorte]
    singulier, plusieurs, accord = NOMS[modele]
    participe = f"{PARTICIPES[sorte]}{accord}"
    if modele in UNIQUES:
        return f"{singulier} {participe}"
    un, plus = ("autre ", "autres ") if autres else ("", "")
    return pluriel(nombre, f"{un}{singulier} {participe},{plus}{plusieurs} {participe}s")


def _ordre_de_lecture(compte):
    (modele, sorte), _ = compte
    return modele.rang, list(PARTICIPES).index(sorte)


def _phrase(changement: Changement) -> str:
    return DITS[changement.modele](changement)


def _du_point(changement) -> str:
    accord = "e" if changement.point.nature == NaturePoint.PROPOSITION else ""
    return f"{nom_du_point(changement.point)}{DEUX_POINTS}{_participe(changement, accord)}"


def _de_la_reponse(changement) -> str:
    point = f"{nom_du_point(changement.point)}{DEUX_POINTS}"
    avant, apres = _valeurs(changement, "position")
    if avant and apres and avant != apres:
        return f"{point}position modifiée{DEUX_POINTS}{_fleche(avant, apres)}"
    precision = f", {LIBELLES[apres].lower()}" if apres and changement.sorte == PUBLIE else ""
    return f"{point}réponse {_participe(changement, 'e')}{precision}"


def _de_la_mesure(changement) -> str:
    mesure = f"Mesure {changement.document['numero']}{DEUX_POINTS}"
    avant, apres = _valeurs(changement, "avancement")
    if avant and apres and avant != apres:
        return f"{mesure}{_fleche(avant, apres)}"
    precision = f", {LIBELLES[apres].lower()}" if apres and changement.sorte == PUBLIE else ""
    return f"{mesure}{_participe(changement, 'e')}{precision}"


def _du_seul(changement) -> str:
    nom, _, accord = NOMS[changement.modele]
    return f"{nom[0].upper()}{nom[1:]}{DEUX_POINTS}{_participe(changement, accord)}"


DITS = {
    AvisVersion: _du_seul,
    PropositionVersion: _du_point,
    ReponseVersion: _de_la_reponse,
    ImpactVersion: _du_seul,
    MesureVersion: _de_la_mesure,
}


def _participe(changement, accord) -> str:
    return f"{PARTICIPES[changement.sorte]}{accord}{_nature(changement)}"


def _nature(changement) -> str:
    """« (rectification) », for what is declared."""
    nature = changement.version.publication.modification if changement.sorte == MODIFIE else ""
    return f" ({LIBELLES[nature].lower()})" if nature else ""


def _valeurs(changement, champ) -> tuple[str, str]:
    """Before and after; "" for what is withdrawn, or was erased in whole."""
    if changement.sorte == RETIRE or changement.version.est_effacee_en_entier:
        return "", ""
    return (changement.avant or {}).get(champ, ""), changement.version.contenu[champ]


def _fleche(avant, apres) -> str:
    return f"{LIBELLES[avant].lower()} → {LIBELLES[apres].lower()}"
