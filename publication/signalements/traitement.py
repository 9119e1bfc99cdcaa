"""What a validator does of a report: take it, answer it, have a reply published. Each is signed, and done once."""

from django.db import transaction
from django.utils import timezone

from publication import horloge
from publication.effets import produire_les_effets
from publication.enums import (
    TRANSITIONS_DU_SIGNALEMENT,
    EtatDuSignalement,
    NatureDeSuite,
    NatureDuSignalement,
)
from publication.heure import en_toutes_lettres, jour_en_toutes_lettres
from publication.models import Dossier, DroitDeReponse, Signalement
from publication.permissions import peut_traiter_les_signalements
from publication.refus import Refus
from publication.signalements import courriels


@transaction.atomic
def prendre_en_charge_le_signalement(signalement, par) -> Signalement:
    """Say that one deals with it; another validator may take it over. Raises Refus once it is dealt with."""
    signalement, instant = _verrouiller(signalement, par, "prendre_en_charge_le_signalement")
    signalement.pris_en_charge_par = par
    _changer(signalement, par, instant, NatureDeSuite.PRISE_EN_CHARGE, EtatDuSignalement.EN_COURS)
    return signalement


@transaction.atomic
def traiter_le_signalement(signalement, par, reponse) -> Signalement:
    """Answer it and close it. `reponse` is public under the receipt number, and sent to its author.

    Raises Refus without an answer, or once it is dealt with.
    """
    signalement, instant = _verrouiller(signalement, par, "traiter_le_signalement")
    if not reponse.strip():
        raise Refus("Écrivez la réponse : son auteur la lit, avec le numéro du signalement.")
    _clore(signalement, par, instant, NatureDeSuite.REPONSE, reponse.strip())
    return signalement


@transaction.atomic
def publier_le_droit_de_reponse(signalement, par, *, identite_verifiee) -> DroitDeReponse:
    """Put the reply, as it was typed and for good, on the page that names its author, and close the report.

    One validator decides: the law gives three days (LCEN, art. 1-1, III). Raises Refus if nobody checked who asks,
    or once it is dealt with.
    """
    signalement, instant = _verrouiller(signalement, par, "publier_le_droit_de_reponse")
    if signalement.nature != NatureDuSignalement.DROIT_DE_REPONSE:
        raise Refus("Ce signalement ne demande pas de droit de réponse : il n’y a rien à publier.")
    if not identite_verifiee:
        raise Refus("Vérifiez d’abord que la demande vient bien de la personne nommée ou désignée.")
    droit = DroitDeReponse.objects.create(
        signalement=signalement,
        dossier_id=signalement.dossier_id,
        objet=signalement.objet,
        nom=signalement.nom,
        texte=signalement.texte_a_inserer,
        publie_par=par,
        publie_le=instant,
    )
    le = jour_en_toutes_lettres(timezone.localdate(instant))
    _clore(
        signalement,
        par,
        instant,
        NatureDeSuite.INSERTION,
        f"Votre droit de réponse est publié depuis le {le} sur la page concernée.",
    )
    produire_les_effets(signalement.dossier, instant)  # its page changes for everybody
    return droit


def _clore(signalement, par, instant, nature, reponse) -> None:
    signalement.traite_par, signalement.traite_le, signalement.reponse = par, instant, reponse
    _changer(signalement, par, instant, nature, EtatDuSignalement.TRAITE)
    courriels.annoncer_la_reponse(signalement)


def _changer(signalement, par, instant, nature, etat) -> None:
    signalement.etat = etat
    signalement.save(update_fields=["etat", "pris_en_charge_par", "traite_par", "traite_le", "reponse"])
    signalement.suites.create(nature=nature, par=par, survenu_le=instant)


def _verrouiller(signalement, par, verbe) -> tuple[Signalement, object]:
    """The same report, locked (after its dossier) and read again, with the instant of what follows."""
    if not peut_traiter_les_signalements(par):
        raise Refus("Seul un validateur du CIPC traite les signalements.")
    if signalement.dossier_id:
        Dossier.objects.select_for_update().get(pk=signalement.dossier_id)
    signalement = Signalement.objects.select_for_update().get(pk=signalement.pk)
    if signalement.etat not in TRANSITIONS_DU_SIGNALEMENT[verbe][0]:
        quand = en_toutes_lettres(signalement.traite_le)
        raise Refus(f"Ce signalement a déjà été traité par {signalement.traite_par}, le {quand}.")
    return signalement, horloge.instant_de_la_base()
