"""The organisations that démarches name. They exist while the story is told: those since dissolved end after it."""

from accounts.enums import Role
from accounts.models import Affectation, Organisation
from portail.demonstration import comptes


def inscrire(contenu, auteur) -> Organisation:
    """Create what is not there yet; `auteur` writes for the pilot, which is returned."""
    pilote, *autres = [contenu["organisation"], *contenu.get("organisations", [])]
    for champs in [pilote, *autres]:
        _inscrire(champs)
    organisation = Organisation.objects.get(slug=pilote["slug"])
    Affectation.objects.get_or_create(
        agent=auteur, organisation=organisation, role=Role.REDACTEUR, defaults={"debut": comptes.DEPUIS}
    )
    return organisation


def _inscrire(champs) -> None:
    parent = champs.get("parent")
    valeurs = {cle: valeur for cle, valeur in champs.items() if cle not in {"parent", "supprimee_le"}}
    Organisation.objects.get_or_create(
        slug=champs["slug"],
        defaults=valeurs | {"parent": Organisation.objects.get(slug=parent) if parent else None},
    )


def dissoudre(contenus) -> None:
    """Give their last day to the organisations that are no more."""
    for contenu in contenus:
        for champs in [contenu["organisation"], *contenu.get("organisations", [])]:
            if fin := champs.get("supprimee_le"):
                Organisation.objects.filter(slug=champs["slug"]).update(supprimee_le=fin)
