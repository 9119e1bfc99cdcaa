"""What a submission must satisfy, and again at its validation: one French sentence for each thing that does not."""

from dataclasses import dataclass

from publication.atelier import contenus_en_vigueur, derniers_contenus, par_type, sans_sel
from publication.comparaison import champs
from publication.enums import Modification
from publication.journal import versions_des
from publication.models import type_de_version
from publication.prealables import manquants_a_la_soumission


@dataclass(frozen=True)
class Declaration:
    """Ce que l’auteur dit d’une modification : sa nature, et la raison que le public lira."""

    modification: str = ""
    raison: str = ""


def raisons_de_refuser(documents, declarations, instant) -> list[str]:
    """`documents` and `declarations` are by object. Everything is said at once, nothing twice."""
    objets = list(documents)
    publies = contenus_en_vigueur(objets, instant)
    deja_dits = derniers_contenus(publies, instant)
    raisons = [
        *indisponibles(objets, instant),
        *(
            f"{objet} : rien n’a changé depuis la version en ligne."
            for objet in objets
            if sans_sel(documents[objet]) == sans_sel(publies.get(objet, {}))
        ),
        *(manque for objet in objets for manque in type_de_version(objet).manques(objet, documents[objet])),
        *(
            interdit
            for objet, publie in deja_dits.items()
            for interdit in type_de_version(objet).changements_interdits(publie, documents[objet])
        ),
        *manquants_a_la_soumission(objets, instant),
        *(
            mal_dit
            for objet in objets
            for mal_dit in _mal_declares(objet, deja_dits.get(objet), documents[objet], declarations[objet])
        ),
    ]
    return list(dict.fromkeys(raisons))


def incompletes(publications) -> dict[int, list[str]]:
    """Publication's pk → what its frozen documents lack according to the rules of today, withdrawals left out."""
    return incompletes_parmi(versions_des(publications))


def incompletes_parmi(versions) -> dict[int, list[str]]:
    """The same, of versions already read with their objects.

    They were complete when submitted; a rule may have come since, or a point may have been cut into parts.
    """
    raisons = {}
    for version in versions:
        if not version.est_retrait and (manques := version.manques(version.objet, version.contenu)):
            raisons.setdefault(version.publication_id, []).extend(manques)
    return raisons


def indisponibles(objets, instant) -> list[str]:
    """An object is in one open submission at most, and in none while it has a scheduled version."""
    par_cle = {(type_de_version(objet), objet.pk): objet for objet in objets}
    raisons = []
    for modele, identifiants in par_type(objets).items():
        versions = modele.objects.filter(objet__in=identifiants)
        for pk in versions.en_attente().values_list("objet", flat=True):
            raisons.append(f"{par_cle[modele, pk]} attend déjà la validation du CIPC.")
        for pk in versions.programmees(instant).values_list("objet", flat=True):
            raisons.append(f"{par_cle[modele, pk]} a une publication programmée : déprogrammez-la d’abord.")
    return raisons


def _mal_declares(objet, publie, document, declaration) -> list[str]:
    if not declaration.modification:
        return (
            [
                "Une partie de ce que vous soumettez est déjà en ligne : dites de quelle modification il s’agit."
            ]
            if publie
            else []
        )
    if declaration.modification not in Modification.values:
        return ["Choisissez la nature de la modification dans la liste."]
    raisons = (
        [] if declaration.raison.strip() else ["Donnez la raison de la modification : elle sera publiée."]
    )
    return raisons + (_contredites(objet, publie, document, declaration.modification) if publie else [])


def _contredites(objet, publie, document, modification) -> list[str]:
    """What changes says of itself that it is not what was declared."""
    modele = type_de_version(objet)
    imposee = modele.modification_imposee(publie, document)
    if imposee and imposee != modification:
        return [f"{objet} : déclarez « {Modification(imposee).label.lower()} »."]
    if modification == Modification.CHANGEMENT_DE_POSITION and not modele.change_de_position(
        publie, document
    ):
        return [
            f"{objet} : sa position ne change pas, déclarez une autre nature de modification (au fil de l’eau, chaque élément peut avoir la sienne)."
        ]
    if modification == Modification.CORRECTION_MATERIELLE and (
        faits := faits_changes(modele, publie, document)
    ):
        return [
            f"{objet} : ce n’est pas une correction matérielle, puisque ceci change : {', '.join(faits)}. Déclarez une mise à jour ou une rectification."
        ]
    return []


def faits_changes(modele, avant, apres) -> list[str]:
    """The names of the fields that change and say facts, and not only letters."""
    avant, apres = (_sans_la_forme(document, modele.champs_de_forme) for document in (avant, apres))
    changes = [
        cle
        for cle in apres
        if cle not in {"sel", "schema"} and (avant[cle] != apres[cle] if cle in avant else apres[cle])
    ]
    noms = champs(modele, {cle: avant.get(cle) for cle in changes}, {cle: apres[cle] for cle in changes})
    return [f"« {champ.libelle} »" for champ in noms]


def _sans_la_forme(document, chemins) -> dict:
    """The document without its letters: a part, repeated or not, keeps what else it says."""
    resultat = {cle: valeur for cle, valeur in document.items() if cle not in chemins}
    for partie, champ in (chemin.split(".") for chemin in chemins if "." in chemin):
        valeur = resultat.get(partie)
        if isinstance(valeur, list):
            resultat[partie] = [_sans(element, champ) for element in valeur]
        elif valeur:
            resultat[partie] = _sans(valeur, champ)
    return resultat


def _sans(partie, champ) -> dict:
    return {cle: valeur for cle, valeur in partie.items() if cle != champ}
