"""From the workshop to the CIPC: what is submitted is frozen, whatever happens in the workshop meanwhile."""

from django.db import transaction

from publication import horloge
from publication.atelier import (
    auteurs,
    cle,
    contenus_en_vigueur,
    derniers_contenus,
    document_a_publier,
    document_de_retrait,
    hors_ligne,
    par_type,
    sans_sel,
)
from publication.canonique import empreinte
from publication.documents import fichiers_cites
from publication.enums import TRANSITIONS, Etat, Modification, MotifDeRetrait, NatureEvenement
from publication.journal import consigner
from publication.models import Dossier, Fichier, Publication, type_de_version
from publication.models.fichier import Citation
from publication.permissions import peut_annuler, peut_soumettre
from publication.refus import Refus


@transaction.atomic
def soumettre(dossier, objets, par, *, note="", modification="", raison="") -> Publication:
    """Freeze the documents of `objets` and hand them to the CIPC.

    Raises Refus, and freezes nothing, if the agent may not, if an object is already waiting or scheduled,
    unchanged, incomplete, changes what may not, or rests on another that is neither public nor in the same set.
    """
    dossier, instant = _verrouiller(dossier, par)
    objets = _relire(objets, dossier)
    documents = {objet: document_a_publier(objet) for objet in objets}
    publies = contenus_en_vigueur(objets, instant)
    deja_dits = derniers_contenus(publies, instant)
    raisons = [
        *_indisponibles(objets, instant),
        *(
            f"{objet} : rien n’a changé depuis la version en ligne."
            for objet in objets
            if sans_sel(documents[objet]) == sans_sel(publies.get(objet, {}))
        ),
        *(manque for objet in objets for manque in type_de_version(objet).manques(objet)),
        *(
            interdit
            for objet, publie in deja_dits.items()
            for interdit in type_de_version(objet).changements_interdits(publie, documents[objet])
        ),
        *_prealables_manquants(objets, instant),
        *_modification_mal_declaree(deja_dits, documents, modification, raison),
    ]
    if raisons:
        raise Refus(*dict.fromkeys(raisons))
    prealables = sorted({cle(prealable) for _, prealable in _prealables(objets)})
    declaration = {"note": note, "modification": modification, "raison": raison}
    return _figer(dossier, documents, par, instant, prealables=prealables, **declaration)


@transaction.atomic
def retirer(objet, dossier, par, *, motif, explication, note="") -> Publication:
    """Submit a tombstone: once validated, it takes the place of the public document.

    Raises Refus if nothing of this object is public, or without a public explanation.
    """
    dossier, instant = _verrouiller(dossier, par)
    [objet] = _relire([objet], dossier)
    en_ligne = contenus_en_vigueur([objet], instant).get(objet)
    if en_ligne is None or "retrait" in en_ligne:
        raise Refus(f"{objet} n’est pas en ligne : il n’y a rien à retirer.")
    if motif not in MotifDeRetrait.values:
        raise Refus("Choisissez le motif du retrait dans la liste.")
    if not explication.strip():
        raise Refus("Expliquez le retrait en une phrase : elle sera publiée à la place du document.")
    if raisons := _indisponibles([objet], instant):
        raise Refus(*raisons)
    documents = {objet: document_de_retrait(motif, explication.strip())}
    return _figer(dossier, documents, par, instant, note=note)


@transaction.atomic
def annuler(publication, par) -> Publication:
    """Take back what awaits the CIPC. Raises Refus once it has been dealt with."""
    publication = verrouiller_publication(publication, "annuler")
    if not peut_annuler(par, publication):
        raise Refus("Seule l’organisation qui a soumis peut annuler sa soumission.")
    publication.etat = Etat.ANNULEE
    publication.traitee_le = horloge.instant_de_la_base()
    publication.save()
    consigner(NatureEvenement.ANNULATION, publication, publication.traitee_le)
    return publication


def verrouiller_publication(publication, verbe) -> Publication:
    """Lock the dossier, read the publication again, and refuse a transition that its state does not allow."""
    Dossier.objects.select_for_update().get(pk=publication.dossier_id)
    publication = Publication.objects.select_related("dossier").get(pk=publication.pk)
    if publication.etat not in TRANSITIONS[verbe][0]:
        raise Refus(
            f"Cette publication est déjà « {publication.get_etat_display().lower()} » : rechargez la page pour voir qui l’a traitée."
        )
    return publication


def _prealables(objets) -> list[tuple]:
    """(object, what it rests on), for all that is not in the same set."""
    ensemble = set(objets)
    return [
        (objet, prealable)
        for objet in objets
        for prealable in type_de_version(objet).prealables(objet)
        if prealable not in ensemble
    ]


def _prealables_manquants(objets, instant) -> list[str]:
    attendus = _prealables(objets)
    absents = hors_ligne({prealable for _, prealable in attendus}, instant)
    return [
        f"{objet} : « {prealable} » n’est pas en ligne, soumettez-le aussi."
        for objet, prealable in attendus
        if prealable in absents
    ]


def _verrouiller(dossier, par):
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if not peut_soumettre(par, dossier):
        raise Refus("Vous ne pouvez pas soumettre cette démarche : elle dépend d’une autre organisation.")
    return dossier, horloge.instant_de_la_base()


def _relire(objets, dossier) -> list:
    """The same objects, read again under the lock, in reading order. Raises Refus if one is foreign."""
    if not objets:
        raise Refus("Cochez au moins un élément à soumettre.")
    relus = [
        objet
        for modele, identifiants in par_type(objets).items()
        for objet in modele.objets_du_dossier(dossier).filter(pk__in=identifiants)
    ]
    if len(relus) != len(set(objets)):
        raise Refus("Un des éléments cochés n’appartient pas à cette démarche : rechargez la page.")
    return relus


def _indisponibles(objets, instant) -> list[str]:
    par_cle = {(type_de_version(objet), objet.pk): objet for objet in objets}
    raisons = []
    for modele, identifiants in par_type(objets).items():
        versions = modele.objects.filter(objet__in=identifiants)
        for pk in versions.en_attente().values_list("objet", flat=True):
            raisons.append(f"{par_cle[modele, pk]} attend déjà la validation du CIPC.")
        for pk in versions.programmees(instant).values_list("objet", flat=True):
            raisons.append(f"{par_cle[modele, pk]} a une publication programmée : déprogrammez-la d’abord.")
    return raisons


def _modification_mal_declaree(publies, documents, modification, raison) -> list[str]:
    if not modification:
        return (
            [
                "Une partie de ce que vous soumettez est déjà en ligne : dites de quelle modification il s’agit."
            ]
            if publies
            else []
        )
    if modification not in Modification.values:
        return ["Choisissez la nature de la modification dans la liste."]
    raisons = [] if raison.strip() else ["Donnez la raison de la modification : elle sera publiée."]
    for objet, publie in publies.items():
        imposee = type_de_version(objet).modification_imposee(publie, documents[objet])
        if imposee and imposee != modification:
            raisons.append(f"{objet} : déclarez « {Modification(imposee).label.lower()} ».")
    return raisons


def _figer(dossier, documents, par, instant, **declaration) -> Publication:
    publication = Publication.objects.create(
        dossier=dossier,
        soumise_par=par,
        soumise_le=instant,
        auteurs=sorted(auteurs(list(documents), instant) | {par.pk}),
        **declaration,
    )
    for modele in par_type(documents):
        modele.objects.bulk_create(
            modele(
                objet=objet,
                dossier=dossier,
                publication=publication,
                contenu=contenu,
                empreinte=empreinte(contenu),
            )
            for objet, contenu in documents.items()
            if type_de_version(objet) is modele
        )
    cites = set().union(*(fichiers_cites(contenu) for contenu in documents.values()))
    Citation.objects.bulk_create(
        Citation(fichier=fichier, publication=publication) for fichier in Fichier.objects.filter(pk__in=cites)
    )
    consigner(NatureEvenement.SOUMISSION, publication, instant)
    return publication
