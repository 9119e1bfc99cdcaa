"""From an event to an e-mail that left: foreseen in the verb's transaction, sent after it, once at most.

A row says that it is leaving before the server is spoken to. Killed in between, it stays so: nobody knows
whether it left, no worker takes it again, and an administrator decides.
"""

import smtplib
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from courriels.enums import EtatDuCourriel
from courriels.lancement import lancer
from courriels.message import composer
from courriels.models import Courriel

GARDES = timedelta(days=365)  # an address is kept no longer than what its e-mail was about can be asked again
TENTATIVES = 8  # the last one some six hours after the first
_muets: ContextVar[bool] = ContextVar("courriels_muets", default=False)


class EnvoiManque(Exception):
    """The server could not be reached, or refused: to be tried again."""


@contextmanager
def sans_courriel():
    """What is told inside (a history of the demonstration) is announced to nobody."""
    jeton = _muets.set(True)
    try:
        yield
    finally:
        _muets.reset(jeton)


@transaction.atomic
def prevoir(nature, cle, adresses) -> None:
    """One e-mail of this nature per address for the event `cle`, sent once this transaction is committed."""
    adresses = sorted(set(adresses))
    if _muets.get() or not adresses:
        return
    Courriel.objects.bulk_create(
        [Courriel(nature=nature, cle=cle, adresse=adresse) for adresse in adresses], ignore_conflicts=True
    )
    prevus = Courriel.objects.a_envoyer().filter(nature=nature, cle=cle, adresse__in=adresses)
    for courriel in prevus.order_by("pk"):
        _differer(courriel)


def envoyer(pk) -> None:
    """Send the e-mail `pk`, unless another worker has begun to. Raises EnvoiManque if it surely did not leave."""
    partant = Courriel.objects.a_envoyer().filter(pk=pk)
    if not partant.update(
        etat=EtatDuCourriel.EN_COURS, tentatives=F("tentatives") + 1, tente_le=timezone.now()
    ):
        return
    courriel = Courriel.objects.get(pk=pk)
    connexion = get_connection()
    try:
        message = import_string(settings.COURRIELS[courriel.nature])(courriel.cle, courriel.adresse)
        if message is None:
            _noter(courriel, etat=EtatDuCourriel.SANS_OBJET, erreur="")
            return
        composee = composer(message, courriel, connexion)
        connexion.open()
    except Exception as erreur:
        raise _manque(courriel, erreur) from erreur
    try:
        composee.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as erreur:
        raise _manque(courriel, erreur) from erreur
    except OSError as erreur:  # cut while the message was being given: it may have been taken
        _noter(courriel, erreur=_en_clair(erreur))
        return
    finally:
        connexion.close()
    _noter(courriel, etat=EtatDuCourriel.ENVOYE, envoye_le=timezone.now(), erreur="")


@transaction.atomic
def renvoyer(courriel) -> bool:
    """Try again what an administrator saw did not leave; False if there is nothing to try."""
    vu = Courriel.objects.select_for_update().filter(pk=courriel.pk).first()
    if vu is None or not vu.est_en_souffrance:
        return False
    _noter(vu, etat=EtatDuCourriel.A_ENVOYER, tentatives=0)
    _differer(vu)
    return True


def _manque(courriel, erreur) -> EnvoiManque:
    epuise = courriel.tentatives >= TENTATIVES
    etat = EtatDuCourriel.ABANDONNE if epuise else EtatDuCourriel.A_ENVOYER
    _noter(courriel, etat=etat, erreur=_en_clair(erreur))
    return EnvoiManque(_en_clair(erreur))


def _noter(courriel, **valeurs) -> None:
    Courriel.objects.filter(pk=courriel.pk).update(**valeurs)


def _en_clair(erreur) -> str:
    return f"{type(erreur).__name__} : {erreur}".replace("\0", "")[:500]


def _differer(courriel) -> None:
    lancer("envoyer_un_courriel", courriel=courriel.pk)


def oublier_les_anciens() -> None:
    """Those that left, or had nothing to say any more, a year ago; what is in trouble stays until it is dealt with."""
    Courriel.objects.filter(
        etat__in=[EtatDuCourriel.ENVOYE, EtatDuCourriel.SANS_OBJET],
        prevu_le__lt=timezone.now() - GARDES,
    ).delete()
