"""What came back from the CIPC, as the author reads it on the form of the object concerned."""

from dataclasses import dataclass

from publication.atelier import cle
from publication.enums import Etat
from publication.models import Publication, Remarque, type_de_version


@dataclass(frozen=True)
class Renvoi:
    """Ce que le CIPC demande de revoir dans un objet, et dans la soumission dont il faisait partie."""

    publication: Publication
    remarque: str


def renvoi_de(objet) -> Renvoi | None:
    """None unless the last submission of this object was sent back."""
    versions = type_de_version(objet).objects.filter(objet=objet.pk)
    derniere = versions.select_related("publication").defer("contenu").order_by("-pk").first()
    if derniere is None or derniere.publication.etat != Etat.RENVOYEE:
        return None
    remarques = Remarque.objects.filter(publication=derniere.publication, objet=cle(objet))
    return Renvoi(derniere.publication, "".join(remarques.values_list("texte", flat=True)))
