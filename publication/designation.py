"""How a sentence names a submission: by what it holds, as it was frozen, in a constant number of queries."""

from publication.documents_figes import avec_leurs_objets, versions

AU_PLUS = 3


def intitules(publications) -> dict[int, str]:
    """Publication's pk → « Réponse à P1 », « La ville, la nuit, C1 – Éteindre et 2 autres »."""
    pks = [publication.pk for publication in publications]
    return intitules_parmi(versions(lambda figees: figees.filter(publication__in=pks)))


def intitules_parmi(versions) -> dict[int, str]:
    """The same, of versions already read; those that bear no title are given their object if they lack it."""
    avec_leurs_objets([version for version in versions if not (_titre(version) or _a_son_objet(version))])
    noms = {}
    for version in versions:
        nom = _titre(version) or str(version.objet)
        noms.setdefault(version.publication_id, []).append(nom)
    return {pk: _en_bref(trouves) for pk, trouves in noms.items()}


def _titre(version) -> str:
    """A tombstone, an answer, an avis and an impact bear no title of their own."""
    titre = version.contenu.get("titre")
    return " – ".join(filter(None, [version.contenu.get("reference"), titre])) if titre else ""


def _a_son_objet(version) -> bool:
    return version._meta.get_field("objet").is_cached(version)


def _en_bref(noms) -> str:
    reste = len(noms) - AU_PLUS
    suite = f" et {reste} autre{'s' if reste > 1 else ''}" if reste > 0 else ""
    return ", ".join(noms[:AU_PLUS]) + suite
