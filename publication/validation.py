"""From the CIPC to the public: a publication does one thing only, it gives versions a period of validity.

Each verb exists for one publication, and for several of one dossier (those of a lot) treated at once, all or none.
"""

from datetime import timedelta

from django.db import transaction

from publication import horloge
from publication.controle import changees_depuis_la_lecture, exiger_les_controles
from publication.effets import produire_les_effets
from publication.enums import Etat, NatureEvenement
from publication.heure import en_toutes_lettres
from publication.journal import consigner_tous
from publication.models import Publication, Remarque
from publication.permissions import peut_deprogrammer, peut_traiter
from publication.prealables import (
    cles_publiques,
    manquants_a_la_validation,
    objets_soumis,
    programmees_qui_reposent_sur,
)
from publication.recevabilite import incompletes
from publication.refus import Refus
from publication.reserve import non_confirmees
from publication.transitions import changer, nommees, refuser, verrouiller
from publication.vigueur import instant_possible, mettre_en_vigueur, retirer_de_la_programmation

QUATRE_YEUX = "Vous avez écrit une partie de ce qui est soumis, ou vous n’êtes pas validateur : une autre personne du CIPC doit s’en charger."
POUR_DEPROGRAMMER = timedelta(minutes=1)  # a verb must be over before what it cancels begins


def prendre_en_charge(publication, par) -> Publication:
    """Say to the other validators that one deals with it."""
    return prendre_en_charge_toutes([publication], par)[0]


def renvoyer(publication, par, commentaire, remarques=None) -> Publication:
    """Send back to the organisation with a mandatory comment; nothing public changes.

    `remarques` (key of an object → text) says what is to be seen again in each.
    """
    with transaction.atomic():
        if remarques:
            noter(publication, par, remarques)
        return renvoyer_toutes([publication], par, commentaire)[0]


@transaction.atomic
def noter(publication, par, remarques) -> Publication:
    """Keep what is to be said of some of its objects if it is sent back; an empty text takes a remark away.

    Raises Refus if one of the keys is not of an object that it holds.
    """
    [publication] = _a_traiter([publication], par, "renvoyer")
    textes = {cle: texte.strip() for cle, texte in remarques.items()}
    soumis = {cle for _, cle, _ in objets_soumis([publication])}
    if not textes.keys() <= soumis:
        raise Refus("Une des remarques porte sur un élément qui n’est pas dans cette soumission.")
    publication.remarques.filter(objet__in=[cle for cle, texte in textes.items() if not texte]).delete()
    Remarque.objects.bulk_create(
        [Remarque(publication=publication, objet=cle, texte=texte) for cle, texte in textes.items() if texte],
        update_conflicts=True,
        unique_fields=["publication", "objet"],
        update_fields=["texte"],
    )
    return publication


def valider(publication, par, publier_le=None, *, controles, lues=None, factuelle=False) -> Publication:
    """Put online what was submitted, now or at `publier_le`, all its documents at the same instant.

    Raises Refus if another validator was faster, if the agent wrote any of it (whoever they are, superusers
    included), if one of the six points of form is not in `controles`, if it is no longer what was read (`lues`:
    publication's pk → digest, see controle.py), if a rule says that something is missing, if `publier_le` is
    past, if a document rests on one that will not be public then, or if a new announcement would begin in an
    election period without its author and the agent calling it `factuelle` (see reserve.py).
    """
    return valider_toutes(
        [publication], par, publier_le, controles=controles, lues=lues, factuelle=factuelle
    )[0]


def deprogrammer(publication, par) -> Publication:
    """Cancel a schedule that has not begun: validity and number are taken back, the past is untouched."""
    return deprogrammer_toutes([publication], par)[0]


@transaction.atomic
def prendre_en_charge_toutes(publications, par) -> list[Publication]:
    publications = _a_traiter(publications, par, "prendre_en_charge")
    changer(publications, prise_en_charge_par=par, etat=Etat.PRISE_EN_CHARGE)
    _consigner(NatureEvenement.PRISE_EN_CHARGE, publications, horloge.instant_de_la_base())
    return publications


@transaction.atomic
def renvoyer_toutes(publications, par, commentaire) -> list[Publication]:
    publications = _a_traiter(publications, par, "renvoyer")
    if not commentaire.strip():
        raise Refus("Dites à l’organisateur pourquoi vous lui renvoyez sa publication.")
    maintenant = horloge.instant_de_la_base()
    changer(
        publications,
        etat=Etat.RENVOYEE,
        prise_en_charge_par=par,
        commentaire=commentaire.strip(),
        traitee_le=maintenant,
    )
    _consigner(NatureEvenement.RENVOI, publications, maintenant)
    return publications


@transaction.atomic
def valider_toutes(
    publications, par, publier_le=None, *, controles, lues=None, factuelle=False
) -> list[Publication]:
    """All of them at the same instant; effects are produced once."""
    publications = _a_traiter(publications, par, "valider")
    controles = exiger_les_controles(controles)
    refuser(publications, changees_depuis_la_lecture(publications, lues))
    refuser(publications, incompletes(publications))
    instant = _instant_de_publication(publications, publier_le)
    refuser(publications, manquants_a_la_validation(publications, instant))
    refuser(publications, non_confirmees(publications, instant, factuelle))
    mettre_en_ligne(
        publications,
        par,
        instant,
        _nature(publier_le is not None),
        controles=controles,
        factuelle_confirmee=factuelle,
    )
    return publications


@transaction.atomic
def valider_ce_qui_peut_l_etre(
    publications, par, publier_le=None, *, controles, lues=None, factuelle=False
) -> tuple[list[Publication], list[str]]:
    """What was validated, and why the rest was not: four eyes, what changed since it was read, what lacks
    something and what rests on what leave some aside."""
    publications = verrouiller(publications, "valider")
    exclues = _exclues_par_les_quatre_yeux(publications, par)
    if len(exclues) < len(publications):
        controles = exiger_les_controles(controles)
    instant = _instant_de_publication(publications, publier_le)
    exclues = (
        non_confirmees(publications, instant, factuelle)
        | incompletes(publications)
        | changees_depuis_la_lecture(publications, lues)
        | exclues
    )
    manquants = manquants_a_la_validation(publications, instant, ecartees=exclues)
    retenues = [p for p in publications if p.pk not in exclues and p.pk not in manquants]
    raisons = nommees(publications, exclues | manquants)
    if not retenues:
        raise Refus(*raisons)
    mettre_en_ligne(
        retenues,
        par,
        instant,
        _nature(publier_le is not None),
        controles=controles,
        factuelle_confirmee=factuelle,
    )
    return retenues, raisons


@transaction.atomic
def deprogrammer_toutes(publications, par) -> list[Publication]:
    publications = verrouiller(publications, "deprogrammer")
    if not all(peut_deprogrammer(par, publication) for publication in publications[:1]):
        raise Refus("Seuls l’organisation et le CIPC peuvent annuler cette programmation.")
    maintenant, atteint = horloge.instant_de_la_base(), horloge.instant_atteint()
    refuser(
        publications,
        {p.pk: [raison] for p in publications if (raison := _trop_tard(p, atteint))},
    )
    _refuser_de_couper_l_appui(publications, maintenant)
    retirer_de_la_programmation(publications)
    changer(publications, etat=Etat.DEPROGRAMMEE)
    _consigner(NatureEvenement.DEPROGRAMMATION, publications, maintenant)
    produire_les_effets(publications[0].dossier, maintenant)
    return publications


def _a_traiter(publications, par, verbe) -> list[Publication]:
    publications = verrouiller(publications, verbe)
    refuser(publications, _exclues_par_les_quatre_yeux(publications, par))
    return publications


def _exclues_par_les_quatre_yeux(publications, par) -> dict[int, list[str]]:
    """Asked once for all the publications of the same authors: a lot of 2,000 has one or two such sets."""
    permis = {}
    for publication in publications:
        auteurs = tuple(publication.auteurs)
        if auteurs not in permis:
            permis[auteurs] = peut_traiter(par, publication)
    return {p.pk: [QUATRE_YEUX] for p in publications if not permis[tuple(p.auteurs)]}


def _instant_de_publication(publications, publier_le):
    maintenant = horloge.instant_de_la_base()
    if publier_le and publier_le <= maintenant:
        raise Refus(
            "La date de publication est passée : choisissez un instant à venir, ou publiez tout de suite."
        )
    return instant_possible(publications, publier_le or maintenant)


def mettre_en_ligne(publications, par, instant, nature, **valeurs) -> None:
    """What every validation ends with: validities, the state (and `valeurs`), the journal, what follows.

    `nature`: of the event, given whether it is a withdrawal.
    """
    maintenant = horloge.instant_de_la_base()
    soumis = objets_soumis(publications)
    _refuser_de_retirer_l_appui(publications, {nom for _, nom, retrait in soumis if retrait}, instant)
    mettre_en_vigueur(publications, instant)
    changer(
        publications,
        etat=Etat.VALIDEE,
        validee_par=par,
        publiee_le=instant,
        traitee_le=maintenant,
        **valeurs,
    )
    retraits = {pk for pk, _, retrait in soumis if retrait}
    consigner_tous({p: nature(p.pk in retraits) for p in publications}, maintenant)
    produire_les_effets(publications[0].dossier, maintenant)


def _nature(programmee):
    def nature(est_retrait) -> NatureEvenement:
        if programmee:
            return NatureEvenement.PROGRAMMATION
        return NatureEvenement.RETRAIT if est_retrait else NatureEvenement.PUBLICATION

    return nature


def _consigner(nature, publications, instant) -> None:
    consigner_tous(dict.fromkeys(publications, nature), instant)


def _trop_tard(publication, instant) -> str:
    if not publication.est_programmee(instant):
        return (
            "Cette publication est déjà en ligne : elle ne se déprogramme plus, soumettez une rectification."
        )
    if not publication.est_programmee(instant + POUR_DEPROGRAMMER):
        return "Cette publication commence dans moins d’une minute : il est trop tard pour la déprogrammer."
    return ""


def _refuser_de_couper_l_appui(publications, maintenant) -> None:
    """A schedule is not cancelled while another, that would begin without it, rests on it."""
    annonces = {nom for _, nom, retrait in objets_soumis(publications) if not retrait}
    perdus = annonces - cles_publiques(annonces, maintenant)
    _refuser_si_programmees(perdus, publications, maintenant, "Déprogrammez d’abord")


def _refuser_de_retirer_l_appui(publications, retires, instant) -> None:
    """Nothing is withdrawn while what rests on it is still to begin."""
    _refuser_si_programmees(retires, publications, instant, "Avant ce retrait, déprogrammez")


def _refuser_si_programmees(cles, publications, instant, quoi_faire) -> None:
    dependantes = programmees_qui_reposent_sur(cles, publications[0].dossier_id, instant)
    dependantes = list(dependantes.exclude(pk__in=[p.pk for p in publications]).order_by("pk"))
    if dependantes:
        raise Refus(
            f"{quoi_faire} ce qui repose dessus.",
            *nommees(
                dependantes,
                {p.pk: [f"Programmée le {en_toutes_lettres(p.publiee_le)}."] for p in dependantes},
            ),
        )
