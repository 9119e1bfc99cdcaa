"""From the CIPC to the public: a publication does one thing only, it gives versions a period of validity."""

from datetime import timedelta

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField, F, Func, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from publication import horloge
from publication.atelier import hors_ligne, objet_de_cle
from publication.effets import produire_les_effets
from publication.enums import Etat, NatureEvenement
from publication.journal import consigner, versions_de
from publication.models import Publication, types_de_version
from publication.permissions import peut_deprogrammer, peut_traiter
from publication.refus import Refus
from publication.soumission import verrouiller_publication

QUATRE_YEUX = "Vous avez écrit une partie de ce qui est soumis, ou vous n’êtes pas validateur : une autre personne du CIPC doit s’en charger."
A_PEINE_PLUS_TARD = timedelta(microseconds=1)


@transaction.atomic
def prendre_en_charge(publication, par) -> Publication:
    """Say to the other validators that one deals with it."""
    publication = _traiter(publication, par, "prendre_en_charge")
    publication.prise_en_charge_par = par
    publication.etat = Etat.PRISE_EN_CHARGE
    publication.save()
    consigner(NatureEvenement.PRISE_EN_CHARGE, publication, horloge.instant_de_la_base())
    return publication


@transaction.atomic
def renvoyer(publication, par, commentaire) -> Publication:
    """Send back to the organisation with a mandatory comment; nothing public changes."""
    publication = _traiter(publication, par, "renvoyer")
    if not commentaire.strip():
        raise Refus("Dites à l’organisateur pourquoi vous lui renvoyez sa publication.")
    publication.etat = Etat.RENVOYEE
    publication.prise_en_charge_par = par
    publication.commentaire = commentaire.strip()
    publication.traitee_le = horloge.instant_de_la_base()
    publication.save()
    consigner(NatureEvenement.RENVOI, publication, publication.traitee_le)
    return publication


@transaction.atomic
def valider(publication, par, publier_le=None) -> Publication:
    """Put online what was submitted, now or at `publier_le`, all its documents at the same instant.

    Raises Refus if another validator was faster, if the agent wrote any of it (whoever they are, superusers
    included), if `publier_le` is past, or if a document rests on one that is no longer public.
    """
    publication = _traiter(publication, par, "valider")
    maintenant = horloge.instant_de_la_base()
    if publier_le and publier_le <= maintenant:
        raise Refus(
            "La date de publication est passée : choisissez un instant à venir, ou publiez tout de suite."
        )
    instant = _instant_de_publication(publication, publier_le or maintenant)
    prealables = [objet_de_cle(cle) for cle in publication.prealables]
    if absents := hors_ligne(prealables, instant):
        raise Refus(
            *(
                f"« {prealable} » n’est plus en ligne à cette date : renvoyez la publication à l’organisateur."
                for prealable in prealables
                if prealable in absents
            )
        )
    _mettre_en_vigueur(publication, instant)
    publication.etat = Etat.VALIDEE
    publication.validee_par = par
    publication.publiee_le = instant
    publication.traitee_le = maintenant
    publication.save()
    consigner(_nature(publication, programmee=publier_le is not None), publication, maintenant)
    produire_les_effets(publication.dossier, maintenant)
    return publication


@transaction.atomic
def deprogrammer(publication, par) -> Publication:
    """Cancel a schedule that has not begun: validity and number are taken back, the past is untouched."""
    publication = verrouiller_publication(publication, "deprogrammer")
    maintenant = horloge.instant_de_la_base()
    if not peut_deprogrammer(par, publication):
        raise Refus("Seuls l’organisation et le CIPC peuvent annuler cette programmation.")
    if not publication.est_programmee(horloge.instant_atteint()):
        raise Refus(
            "Cette publication est déjà en ligne : elle ne se déprogramme plus, soumettez une rectification."
        )
    _retirer_de_la_programmation(publication)
    publication.etat = Etat.DEPROGRAMMEE
    publication.save()
    consigner(NatureEvenement.DEPROGRAMMATION, publication, maintenant)
    produire_les_effets(publication.dossier, maintenant)
    return publication


def _traiter(publication, par, verbe) -> Publication:
    publication = verrouiller_publication(publication, verbe)
    if not peut_traiter(par, publication):
        raise Refus(QUATRE_YEUX)
    return publication


def _instant_de_publication(publication, voulu):
    """After the beginning of every version replaced: a transaction that waited for the lock may be the older."""
    for _, remplacees in _versions_remplacees(publication):
        debut = remplacees.aggregate(debut=Max("validite__startswith"))["debut"]
        if debut and debut >= voulu:
            voulu = debut + A_PEINE_PLUS_TARD
    return voulu


def _mettre_en_vigueur(publication, instant) -> None:
    """Close what is replaced, then open and number what replaces it; two statements a kind of object."""
    for nouvelles, remplacees in _versions_remplacees(publication):
        remplacees.update(validite=_validite(jusqu_a=instant))
        numeros = nouvelles.model.objects.filter(objet=OuterRef("objet")).order_by().values("objet")
        dernier = Subquery(numeros.annotate(dernier=Max("numero")).values("dernier"))
        nouvelles.update(numero=Coalesce(dernier, 0) + 1, validite=DateTimeTZRange(instant, None))


def _retirer_de_la_programmation(publication) -> None:
    """Take back validities and numbers, then open again what they were to replace."""
    for modele in types_de_version():
        programmees = modele.objects.filter(publication=publication)
        programmees.update(numero=None, validite=None)
        modele.objects.filter(
            objet__in=programmees.values("objet"), validite__endswith=publication.publiee_le
        ).update(validite=_validite(jusqu_a=None))


def _versions_remplacees(publication):
    """Per kind of object: the versions of this publication, and those in force that they replace."""
    for modele in types_de_version():
        nouvelles = modele.objects.filter(publication=publication)
        yield nouvelles, modele.objects.filter(objet__in=nouvelles.values("objet"), validite__upper_inf=True)


def _validite(*, jusqu_a):
    """The same beginning, another end."""
    return Func(
        Func(F("validite"), function="lower"),
        Value(jusqu_a, output_field=DateTimeField()),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )


def _nature(publication, *, programmee) -> NatureEvenement:
    if programmee:
        return NatureEvenement.PROGRAMMATION
    if any(version.est_retrait for version in versions_de(publication)):
        return NatureEvenement.RETRAIT
    return NatureEvenement.PUBLICATION
