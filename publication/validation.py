"""From the CIPC to the public: a publication does one thing only, it gives versions a period of validity.

Each verb exists for one publication, and for several of one dossier (those of a lot) treated at once, all or none.
"""

from datetime import timedelta

from django.db import transaction

from publication import horloge
from publication.effets import produire_les_effets
from publication.enums import Etat, NatureEvenement
from publication.heure import en_toutes_lettres
from publication.journal import consigner_tous
from publication.models import Publication
from publication.permissions import peut_deprogrammer, peut_traiter
from publication.prealables import (
    cles_publiques,
    manquants_a_la_validation,
    objets_soumis,
    programmees_qui_reposent_sur,
)
from publication.recevabilite import incompletes
from publication.refus import Refus
from publication.transitions import changer, nommees, refuser, verrouiller
from publication.vigueur import instant_possible, mettre_en_vigueur, retirer_de_la_programmation

QUATRE_YEUX = "Vous avez écrit une partie de ce qui est soumis, ou vous n’êtes pas validateur : une autre personne du CIPC doit s’en charger."
POUR_DEPROGRAMMER = timedelta(minutes=1)  # a verb must be over before what it cancels begins


def prendre_en_charge(publication, par) -> Publication:
    """Say to the other validators that one deals with it."""
    return prendre_en_charge_toutes([publication], par)[0]


def renvoyer(publication, par, commentaire) -> Publication:
    """Send back to the organisation with a mandatory comment; nothing public changes."""
    return renvoyer_toutes([publication], par, commentaire)[0]


def valider(publication, par, publier_le=None) -> Publication:
    """Put online what was submitted, now or at `publier_le`, all its documents at the same instant.

    Raises Refus if another validator was faster, if the agent wrote any of it (whoever they are, superusers
    included), if `publier_le` is past, if a document no longer satisfies the rules, or if it rests on one that
    will not be public then.
    """
    return valider_toutes([publication], par, publier_le)[0]


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
def valider_toutes(publications, par, publier_le=None) -> list[Publication]:
    """All of them at the same instant; effects are produced once."""
    publications = _a_traiter(publications, par, "valider")
    instant = _instant_de_publication(publications, publier_le)
    refuser(publications, incompletes(publications) or manquants_a_la_validation(publications, instant))
    _publier(publications, par, instant, programmees=publier_le is not None)
    return publications


@transaction.atomic
def valider_ce_qui_peut_l_etre(publications, par, publier_le=None) -> tuple[list[Publication], list[str]]:
    """What was validated, and why the rest was not: four eyes, rules and what rests on what leave some aside."""
    publications = verrouiller(publications, "valider")
    instant = _instant_de_publication(publications, publier_le)
    exclues = incompletes(publications) | _exclues_par_les_quatre_yeux(publications, par)
    manquants = manquants_a_la_validation(publications, instant, ecartees=exclues)
    retenues = [p for p in publications if p.pk not in exclues and p.pk not in manquants]
    raisons = nommees(publications, exclues | manquants)
    if not retenues:
        raise Refus(*raisons)
    _publier(retenues, par, instant, programmees=publier_le is not None)
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


def _publier(publications, par, instant, *, programmees) -> None:
    maintenant = horloge.instant_de_la_base()
    soumis = objets_soumis(publications)
    _refuser_de_retirer_l_appui(publications, {nom for _, nom, retrait in soumis if retrait}, instant)
    mettre_en_vigueur(publications, instant)
    changer(publications, etat=Etat.VALIDEE, validee_par=par, publiee_le=instant, traitee_le=maintenant)
    retraits = {pk for pk, _, retrait in soumis if retrait}
    consigner_tous({p: _nature(p.pk in retraits, programmees) for p in publications}, maintenant)
    produire_les_effets(publications[0].dossier, maintenant)


def _nature(est_retrait, programmee) -> NatureEvenement:
    if programmee:
        return NatureEvenement.PROGRAMMATION
    return NatureEvenement.RETRAIT if est_retrait else NatureEvenement.PUBLICATION


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
