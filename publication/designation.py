"""How a sentence names a submission: by what it holds, as it was frozen, in a constant number of queries."""

from publication.models import types_de_version

AU_PLUS = 3


def intitules(publications) -> dict[int, str]:
    """Publication's pk → « Réponse à P1 », « La ville, la nuit, C1 – Éteindre et 2 autres »."""
    noms = {}
    for modele in types_de_version():
        versions = modele.objects.filter(publication__in=[publication.pk for publication in publications])
        lues = list(
            versions.order_by("pk").values_list(
                "publication_id", "objet_id", "contenu__reference", "contenu__titre"
            )
        )
        sans_titre = _noms_de_l_atelier(modele, {objet for _, objet, _, titre in lues if not titre})
        for pk, objet, reference, titre in lues:
            nom = " – ".join(filter(None, [reference, titre])) if titre else sans_titre[objet]
            noms.setdefault(pk, []).append(nom)
    return {pk: _en_bref(trouves) for pk, trouves in noms.items()}


def _noms_de_l_atelier(modele, identifiants) -> dict[int, str]:
    """A tombstone, an answer, an avis and an impact bear no title of their own."""
    if not identifiants:
        return {}
    dossiers = modele.objects.filter(objet__in=identifiants).values_list("dossier", flat=True).distinct()
    return {
        pk: str(objet)
        for dossier in dossiers
        for pk, objet in modele.objets_du_dossier(dossier).in_bulk(list(identifiants)).items()
    }


def _en_bref(noms) -> str:
    reste = len(noms) - AU_PLUS
    suite = f" et {reste} autre{'s' if reste > 1 else ''}" if reste > 0 else ""
    return ", ".join(noms[:AU_PLUS]) + suite
