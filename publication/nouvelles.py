"""Mere news: a submission that says what became of public mesures, and changes nothing else."""

from publication import horloge
from publication.enums import Modification
from publication.models import types_de_version


def n_est_qu_une_nouvelle(publication) -> bool:
    return publication.pk in nouvelles_parmi([publication])


def nouvelles_parmi(publications) -> set[int]:
    """Those of `publications` that are mere news against what is in force, in two queries per kind at most."""
    declarees = {p.pk for p in publications if p.modification == Modification.MISE_A_JOUR}
    autres = set()
    for modele in types_de_version() if declarees else []:
        versions = list(modele.objects.filter(publication__in=declarees))
        objets = {version.objet_id for version in versions}
        en_ligne = _en_ligne(modele, objets) if objets else {}
        autres |= {
            version.publication_id
            for version in versions
            if version.est_retrait
            or version.objet_id not in en_ligne
            or not modele.n_est_qu_une_nouvelle(en_ligne[version.objet_id], version.contenu)
        }
    return declarees - autres


def _en_ligne(modele, objets) -> dict:
    publiques = modele.objects.publiques(horloge.maintenant()).filter(objet__in=objets)
    return dict(publiques.values_list("objet_id", "contenu"))
