"""Masquage conservatoire: one validator hides an object at once; a second one confirms, or it ends after 72 hours.

All versions of the object are hidden, past ones included, and a public notice stands in their place. Nothing is
erased: a correction, a legal erasure or a withdrawal follows by its own verb, and then the mask is lifted.
What another object copies from this one is hidden with that other object.
"""

import json
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from publication import horloge
from publication.atelier import cle, objet_de_cle
from publication.effets import produire_les_effets
from publication.enums import MotifLegal, NatureEvenement
from publication.heure import en_toutes_lettres
from publication.journal import consigner_le_masquage
from publication.models import Dossier, Masquage, type_de_version, types_de_version
from publication.models.masquage import DUREE
from publication.permissions import peut_confirmer_le_masquage, peut_masquer
from publication.refus import Refus


@transaction.atomic
def masquer(objet, dossier, par, *, motif, precision) -> Masquage:
    """Hide all that was ever public of `objet`, for 72 hours. `precision` is private: what is at stake.

    Raises Refus if the agent is not a validator, without a ground or a word on what is at stake, if nothing of
    it was ever public, if it is hidden already, or if the same agent hid the same version before and nobody
    confirmed: 72 hours of one person are not renewed by that person.
    """
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if not peut_masquer(par):
        raise Refus("Seul un validateur du CIPC masque un contenu.")
    if motif not in MotifLegal.values:
        raise Refus("Choisissez le motif du masquage dans la liste : il est publié.")
    if not precision.strip():
        raise Refus("Dites au second validateur ce qui est en cause : ce n’est pas publié.")
    instant = horloge.instant_de_la_base()
    version = derniere_version(objet, dossier, instant)
    if version is None:
        raise Refus(f"{objet} n’a jamais été en ligne : il n’y a rien à masquer.")
    _refuser_un_doublon(objet, par, version, instant)
    masquage = Masquage.objects.create(
        dossier=dossier,
        objet=cle(objet),
        designation=_designation(objet, dossier, instant),
        motif=motif,
        precision=precision.strip(),
        pose_par=par,
        pose_le=instant,
        jusqu_a=instant + DUREE,
    )
    _suites(masquage, version, NatureEvenement.MASQUAGE, instant)
    return masquage


@transaction.atomic
def confirmer_le_masquage(masquage, par) -> Masquage:
    """It lasts until someone lifts it. Raises Refus if it ended, was confirmed, or if the agent hid it themselves."""
    masquage, instant = _verrouiller(masquage)
    if not peut_confirmer_le_masquage(par, masquage):
        raise Refus("Vous avez posé ce masquage : un autre validateur du CIPC le confirme.")
    if masquage.confirme_le:
        quand = en_toutes_lettres(masquage.confirme_le)
        raise Refus(f"Ce masquage a déjà été confirmé par {masquage.confirme_par}, le {quand}.")
    masquage.confirme_par, masquage.confirme_le, masquage.jusqu_a = par, instant, None
    masquage.save(update_fields=["confirme_par", "confirme_le", "jusqu_a"])
    _suites(masquage, _version_de(masquage, instant), NatureEvenement.MASQUAGE_CONFIRME, instant)
    return masquage


@transaction.atomic
def lever_le_masquage(masquage, par, raison) -> Masquage:
    """Everybody reads it again from now on. Raises Refus if it ended already, or without a reason."""
    masquage, instant = _verrouiller(masquage)
    if not peut_masquer(par):
        raise Refus("Seul un validateur du CIPC lève un masquage.")
    if not raison.strip():
        raise Refus("Dites pourquoi ce contenu peut être lu de nouveau.")
    masquage.leve_par, masquage.leve_le, masquage.jusqu_a = par, instant, instant
    masquage.raison_de_la_levee = raison.strip()
    masquage.save(update_fields=["leve_par", "leve_le", "jusqu_a", "raison_de_la_levee"])
    _suites(masquage, _version_de(masquage, instant), NatureEvenement.MASQUAGE_LEVE, instant)
    return masquage


def masquage_de(objet, instant) -> Masquage | None:
    """The mask that hides this object at `instant`, if any."""
    return Masquage.objects.en_cours(instant).filter(objet=cle(objet)).pour_la_liste().first()


def derniere_version(objet, dossier, instant):
    """The latest version that has begun, in force or not; None when it was never public."""
    versions = type_de_version(objet).objects.commencees(instant)
    return versions.filter(dossier=dossier, objet=objet.pk).last()


def _designation(objet, dossier, instant) -> str:
    """How the public notice names the object: its kind and its reference, none of its words."""
    version = type_de_version(objet)
    dits = version.objects.commencees(instant).filter(
        dossier=dossier, objet=objet.pk, contenu__retrait__isnull=True
    )
    reference, numero = dits.values_list("contenu__reference", "contenu__numero").last()
    return f"{version.libelle()} {reference or numero or ''}".strip()


def qui_recopient(masquage, instant) -> list:
    """The versions in force of the other objects of the dossier that hold a text of the hidden one, in reading order.

    The mask does not reach them: each needs its own. See `Version.champs_recopies`.
    """
    version = _version_de(masquage, instant)
    copies = [
        f'"{champ}": {json.dumps(texte, ensure_ascii=False)}'  # as PostgreSQL writes a jsonb
        for champ in version.champs_recopies
        if (texte := version.contenu.get(champ))
    ]
    if not copies:
        return []
    cherches = reduce(or_, (Q(texte__contains=copie) for copie in copies))
    trouvees = []
    for modele in types_de_version():
        versions = modele.objects.en_vigueur(instant).filter(dossier=masquage.dossier_id)
        versions = versions.alias(texte=Cast("contenu", TextField())).filter(cherches).select_related("objet")
        trouvees += [autre for autre in versions if modele.cle_de(autre.objet_id) != masquage.objet]
    return trouvees


def _refuser_un_doublon(objet, par, version, instant) -> None:
    anciens = Masquage.objects.filter(objet=cle(objet))
    if anciens.a_partir_de(instant).exists():  # another one may have begun since this transaction did
        raise Refus(f"{objet} est déjà masqué : la page de la démarche dit depuis quand.")
    if anciens.filter(pose_par=par, confirme_le=None, pose_le__gte=version.validite.lower).exists():
        raise Refus(
            "Vous avez déjà masqué ceci, et personne ne l’a confirmé : un autre validateur du CIPC peut le masquer."
        )


def _verrouiller(masquage) -> tuple[Masquage, object]:
    Dossier.objects.select_for_update().get(pk=masquage.dossier_id)
    masquage = Masquage.objects.pour_la_liste().get(pk=masquage.pk)
    instant = horloge.instant_de_la_base()
    if masquage.leve_le or (masquage.jusqu_a and masquage.jusqu_a <= instant):
        raise Refus(
            f"Ce masquage a pris fin le {en_toutes_lettres(masquage.jusqu_a)} : le contenu est de nouveau lu par tous."
        )
    return masquage, instant


def _version_de(masquage, instant):
    return derniere_version(objet_de_cle(masquage.objet), masquage.dossier, instant)


def _suites(masquage, version, nature, instant) -> None:
    consigner_le_masquage(version, nature, instant)
    produire_les_effets(masquage.dossier, instant)
