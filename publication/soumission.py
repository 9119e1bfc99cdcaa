"""From the workshop to the CIPC: what is submitted is frozen, whatever happens in the workshop meanwhile."""

from django.db import transaction
from django.utils import timezone

from publication import horloge
from publication.atelier import (
    auteurs_de_chacun,
    cle,
    contenus_en_vigueur,
    document_a_publier,
    document_de_retrait,
    par_type,
    reprendre,
)
from publication.canonique import empreinte
from publication.documents import fichiers_cites
from publication.enums import Etat, MotifDeRetrait, NatureEvenement
from publication.journal import consigner_tous
from publication.models import Dossier, Fichier, Lot, Publication, type_de_version
from publication.models.fichier import Citation
from publication.permissions import peut_annuler, peut_soumettre, peut_soumettre_ensemble
from publication.recevabilite import Declaration, indisponibles, raisons_de_refuser
from publication.refus import Refus
from publication.reserve import exiger_de_l_auteur
from publication.transitions import changer, verrouiller


@transaction.atomic
def soumettre(
    dossier, objets, par, *, note="", modification="", raison="", souhaitee_le=None, factuelle=False
) -> Publication:
    """Freeze the documents of `objets` and hand them to the CIPC, to be published together.

    Raises Refus, and freezes nothing, if the agent may not, if an object is already waiting or scheduled,
    unchanged, incomplete, changes what may not, is ill declared, or rests on another that is neither public,
    nor scheduled, nor in the same set; if the day wished for is past; or if it is a new announcement in an
    election period and is not called `factuelle` (see reserve.py).
    """
    dossier, instant = _verrouiller(dossier, par)
    declaration = Declaration(modification, raison.strip())
    documents = _documents_recevables(dossier, objets, par, lambda objet: declaration, instant)
    _refuser_un_jour_passe(souhaitee_le, instant)
    exiger_de_l_auteur(documents, instant, factuelle)
    [publication] = figer(
        dossier,
        [(documents, declaration)],
        par,
        instant,
        note=note,
        souhaitee_le=souhaitee_le,
        factuelle=factuelle,
    )
    return publication


@transaction.atomic
def soumettre_au_fil_de_l_eau(
    dossier,
    objets,
    par,
    *,
    note="",
    modification="",
    raison="",
    souhaitee_le=None,
    factuelle=False,
    declarations=None,
) -> list[Publication]:
    """The same, each object in its own publication, all of one lot: each is validated or sent back by itself.

    `declarations` (object → Declaration) says what some declare otherwise than `modification` and `raison`.
    What is new online bears no nature.
    """
    dossier, instant = _verrouiller(dossier, par)
    commune, particulieres = Declaration(modification, raison.strip()), declarations or {}
    documents = _documents_recevables(
        dossier, objets, par, lambda objet: particulieres.get(objet, commune), instant
    )
    publies = contenus_en_vigueur(documents, instant)
    soumissions = [
        ({objet: document}, particulieres.get(objet, commune) if objet in publies else Declaration())
        for objet, document in documents.items()
    ]
    _refuser_un_jour_passe(souhaitee_le, instant)
    exiger_de_l_auteur(documents, instant, factuelle)
    lot = Lot.objects.create(dossier=dossier) if len(soumissions) > 1 else None
    return figer(
        dossier,
        soumissions,
        par,
        instant,
        note=note,
        souhaitee_le=souhaitee_le,
        factuelle=factuelle,
        lot=lot,
    )


@transaction.atomic
def retirer(objet, dossier, par, *, motif, explication, note="") -> Publication:
    """Submit a tombstone: once validated, it takes the place of the public document.

    Raises Refus if nothing of this object is public, or without a public explanation.
    """
    dossier, instant = _verrouiller(dossier, par)
    [objet] = _relire([objet], dossier, par)
    en_ligne = contenus_en_vigueur([objet], instant).get(objet)
    if en_ligne is None or "retrait" in en_ligne:
        raise Refus(f"{objet} n’est pas en ligne : il n’y a rien à retirer.")
    if motif not in MotifDeRetrait.values:
        raise Refus("Choisissez le motif du retrait dans la liste.")
    if not explication.strip():
        raise Refus("Expliquez le retrait en une phrase : elle sera publiée à la place du document.")
    if raisons := indisponibles([objet], instant):
        raise Refus(*raisons)
    documents = {objet: document_de_retrait(motif, explication.strip())}
    [publication] = figer(dossier, [(documents, Declaration())], par, instant, note=note, appuis=False)
    return publication


def annuler(publication, par) -> Publication:
    """Take back what awaits the CIPC. Raises Refus once it has been dealt with."""
    return annuler_toutes([publication], par)[0]


@transaction.atomic
def annuler_toutes(publications, par) -> list[Publication]:
    """All of them, or none."""
    publications = verrouiller(publications, "annuler")
    if not peut_annuler(par, publications[0]):
        raise Refus("Seule l’organisation qui a soumis peut annuler sa soumission.")
    maintenant = horloge.instant_de_la_base()
    changer(publications, etat=Etat.ANNULEE, traitee_le=maintenant)
    consigner_tous(dict.fromkeys(publications, NatureEvenement.ANNULATION), maintenant)
    return publications


def _verrouiller(dossier, par):
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if not peut_soumettre(par, dossier):
        raise Refus("Vous ne pouvez pas soumettre cette démarche : elle dépend d’une autre organisation.")
    reprendre(dossier, par)
    return dossier, horloge.instant_de_la_base()


def _documents_recevables(dossier, objets, par, declaration_de, instant) -> dict:
    """Object → its document, read again under the lock. Raises Refus with all that is wrong."""
    objets = _relire(objets, dossier, par)
    documents = {objet: document_a_publier(objet) for objet in objets}
    declarations = {objet: declaration_de(objet) for objet in objets}
    if raisons := raisons_de_refuser(documents, declarations, instant):
        raise Refus(*raisons)
    return documents


def _refuser_un_jour_passe(souhaitee_le, instant) -> None:
    if souhaitee_le and souhaitee_le < timezone.localdate(instant):
        raise Refus("La date de publication souhaitée est passée : choisissez un jour à venir, ou aucun.")


def _relire(objets, dossier, par) -> list:
    """The same objects, read again under the lock, in reading order.

    Raises Refus if one is foreign, or is not for the agent to submit.
    """
    if not objets:
        raise Refus("Cochez au moins un élément à soumettre.")
    relus = [
        objet
        for modele, identifiants in par_type(objets).items()
        for objet in modele.objets_du_dossier(dossier).filter(pk__in=identifiants)
    ]
    if len(relus) != len(set(objets)):
        raise Refus("Un des éléments cochés n’appartient pas à cette démarche : rechargez la page.")
    if not peut_soumettre_ensemble(par, dossier, relus):
        raise Refus(
            "Le CIPC ne soumet que la fiche d’identité qu’il a établie : le reste revient à l’organisation."
        )
    return relus


def figer(
    dossier,
    soumissions,
    par,
    instant,
    *,
    note,
    souhaitee_le=None,
    factuelle=False,
    lot=None,
    appuis=True,
) -> list[Publication]:
    """Freeze documents, unchecked: one publication per (documents by object, declaration).

    In as many statements whatever their number.
    """
    ecrits_par = auteurs_de_chacun([objet for documents, _ in soumissions for objet in documents], instant)
    publications = Publication.objects.bulk_create(
        Publication(
            dossier=dossier,
            lot=lot,
            soumise_par=par,
            soumise_le=instant,
            auteurs=sorted({par.pk}.union(*(ecrits_par[objet] for objet in documents))),
            prealables=_appuis(documents) if appuis else [],
            note=note,
            souhaitee_le=souhaitee_le,
            factuelle=factuelle,
            modification=declaration.modification,
            raison=declaration.raison,
        )
        for documents, declaration in soumissions
    )
    figes = [
        (publication, objet, contenu)
        for publication, (documents, _) in zip(publications, soumissions, strict=True)
        for objet, contenu in documents.items()
    ]
    _ecrire_les_versions(dossier, figes)
    _citer_les_fichiers(figes)
    consigner_tous(dict.fromkeys(publications, NatureEvenement.SOUMISSION), instant)
    return publications


def _appuis(objets) -> list[str]:
    """The keys of what these objects rest on and that is not among them."""
    ensemble = set(objets)
    return sorted(
        {cle(autre) for objet in objets for autre in type_de_version(objet).prealables(objet)}
        - {cle(objet) for objet in ensemble}
    )


def _ecrire_les_versions(dossier, figes) -> None:
    for modele in par_type([objet for _, objet, _ in figes]):
        modele.objects.bulk_create(
            modele(
                objet=objet,
                dossier=dossier,
                publication=publication,
                contenu=contenu,
                empreinte=empreinte(contenu),
            )
            for publication, objet, contenu in figes
            if type_de_version(objet) is modele
        )


def _citer_les_fichiers(figes) -> None:
    cites = {(publication.pk, sha) for publication, _, contenu in figes for sha in fichiers_cites(contenu)}
    connus = set(Fichier.objects.filter(pk__in={sha for _, sha in cites}).values_list("pk", flat=True))
    Citation.objects.bulk_create(
        Citation(fichier_id=sha, publication_id=publication)
        for publication, sha in sorted(cites)
        if sha in connus
    )
