"""How a reader knows what an entry speaks of: its name, and the addresses where it is read."""

from dataclasses import dataclass

from django.urls import reverse

from demarches.models import (
    ActualiteVersion,
    AvisVersion,
    DemarcheVersion,
    PropositionVersion,
)
from portail.flux.parutions import RETIRE, Changement, Porteur
from portail.libelles import LIBELLES
from portail.views.versions import ACTUALITE, DEMARCHE, SUJETS
from suivi.models import ImpactVersion, MesureVersion, ReponseVersion

SUJET = {sujet.modele: nom for nom, sujet in SUJETS.items()}
# where one reads the others, when an entry shows only some
PAGES = {
    AvisVersion: "avis",
    PropositionVersion: "avis",
    ReponseVersion: "avis",
    ImpactVersion: "impact",
    MesureVersion: "impact",
}


@dataclass(frozen=True)
class Objet:
    """Ce qu’une entrée nomme, et où on le lit."""

    nom: str
    url: str  # of the object as it is today, or of its history if it was withdrawn
    url_version: str


def objet_de(changement: Changement, porteur: Porteur, absolue) -> Objet:
    """`absolue` makes a path an address."""
    sujet = SUJETS[SUJET[changement.modele]]
    arguments = [porteur.pk, porteur.slug, *_designation(changement)]
    versions = f"{SUJET[changement.modele]}_versions"
    page = versions if changement.sorte == RETIRE else sujet.page
    numero = changement.version.numero
    return Objet(
        nom=nom_de(changement, porteur),
        url=absolue(reverse(f"portail:{page}", args=arguments)),
        url_version=absolue(
            reverse(f"portail:{SUJET[changement.modele]}_version", args=[*arguments, numero])
        ),
    )


def _designation(changement) -> list:
    if changement.point:
        return [changement.point.reference]
    if changement.modele is MesureVersion:
        return [changement.document["numero"]]
    return []


def nom_de(changement: Changement, porteur: Porteur) -> str:
    """« Proposition C2.2 – Éteindre les enseignes », « Réponse à la proposition… » being its own."""
    if changement.modele is ActualiteVersion:
        return porteur.titre
    if changement.modele is MesureVersion:
        return f"Mesure {changement.document['numero']} – {changement.document['titre']}"
    if point := changement.point:
        nom = f"{nom_du_point(point)} – {point.titre}"
        return f"Réponse à {point.reference} – {point.titre}" if changement.modele is ReponseVersion else nom
    return SUJETS[SUJET[changement.modele]].nom


def nom_du_point(point) -> str:
    """« Proposition C2.2 »."""
    return f"{LIBELLES[point.nature]} {point.reference}"


def page_de(modele, porteur: Porteur, absolue) -> str:
    """The page that shows all objects of this kind."""
    page = PAGES.get(modele) or (ACTUALITE if modele is ActualiteVersion else DEMARCHE).page
    return absolue(reverse(f"portail:{page}", args=[porteur.pk, porteur.slug]))


def page_de_la_parution(parution, absolue) -> str:
    """What the title of an entry leads to: the version if there is one only, else the page that shows them."""
    if sum(parution.nombres.values()) == 1:
        return objet_de(parution.changements[0], parution.porteur, absolue).url_version
    modeles = {modele for modele, _ in parution.nombres}
    if DemarcheVersion in modeles or len({PAGES.get(modele) for modele in modeles}) > 1:
        return page_de(DemarcheVersion, parution.porteur, absolue)
    return page_de(min(modeles, key=lambda modele: modele.rang), parution.porteur, absolue)
