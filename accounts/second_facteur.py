"""The second factor: a code of an application (TOTP), or one of ten recovery codes, each good once.

Recovery codes are stored as their HMAC; django-otp slows down whoever guesses.
"""

import base64
import re
import secrets

import segno
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from accounts.enums import NatureDuChangement
from accounts.models import Agent
from accounts.trace import consigner
from courriels.enums import NatureDuCourriel
from courriels.envoi import prevoir

CODES_DE_SECOURS = 10
CODE_REFUSE = "Ce code n’est pas le bon, ou il a déjà servi : attendez le suivant dans l’application, puis recommencez. Vérifiez aussi que votre téléphone est à l’heure."
TROP_D_ESSAIS = "Trop d’essais : attendez un peu, puis recommencez avec un nouveau code."


class CodeRefuse(Exception):
    """Its message is the French sentence that the agent reads."""


def est_enregistre(agent) -> bool:
    return TOTPDevice.objects.filter(user=agent, confirmed=True).exists()


def codes_restants(agent) -> int:
    return StaticToken.objects.filter(device__user=agent).count()


def nouveau_secret() -> str:
    return random_hex(20)


def adresse_de_l_appareil(agent, secret) -> str:
    """The « otpauth:// » address that applications read."""
    return TOTPDevice(user=agent, key=secret).config_url


def secret_lisible(secret) -> str:
    """The secret in groups of four, for whoever types it."""
    texte = base64.b32encode(bytes.fromhex(secret)).decode()
    return " ".join(re.findall("....", texte))


def dessin(adresse) -> str:
    """The QR code, as inline SVG without any style."""
    return segno.make(adresse, error="m").svg_inline(
        scale=4, dark="#000", light="#fff", svgclass=None, lineclass=None
    )


@transaction.atomic
def enregistrer(agent, secret, code) -> tuple[TOTPDevice, list[str]]:
    """The device, confirmed by its first code, and the recovery codes, shown once. Raises CodeRefuse."""
    Agent.objects.select_for_update().get(pk=agent.pk)
    if est_enregistre(agent):
        raise CodeRefuse("Votre compte a déjà un second facteur : donnez un de ses codes.")
    appareil = TOTPDevice.objects.create(user=agent, name="Application", key=secret)
    if not appareil.verify_token(_chiffres(code)):
        raise CodeRefuse(CODE_REFUSE)
    codes = [_nouveau_code() for _ in range(CODES_DE_SECOURS)]
    secours = StaticDevice.objects.create(user=agent, name="Codes de secours")
    StaticToken.objects.bulk_create(StaticToken(device=secours, token=_empreinte(code)) for code in codes)
    consigner(agent, NatureDuChangement.SECOND_FACTEUR, agent)
    return appareil, codes


def verifier(agent, code):
    """The device that accepts this code. Raises CodeRefuse; what django-otp counts is kept."""
    with transaction.atomic():
        appareil, reponse = _appareil(agent, code)
        permis = appareil is not None and appareil.verify_is_allowed()[0]
        accepte = permis and appareil.verify_token(reponse)
        if accepte and isinstance(appareil, StaticDevice):
            restants = codes_restants(agent)
            consigner(
                agent,
                NatureDuChangement.CODE_DE_SECOURS,
                agent,
                [["codes de secours", restants + 1, restants]],
            )
    if not accepte:
        raise CodeRefuse(CODE_REFUSE if permis or appareil is None else TROP_D_ESSAIS)
    return appareil


@transaction.atomic
def reinitialiser(agent, par) -> None:
    """Forget the second factor of `agent`: their sessions end, they are told, they enrol again at sign-in."""
    agent = Agent.objects.select_for_update().get(pk=agent.pk)
    TOTPDevice.objects.filter(user=agent).delete()
    StaticDevice.objects.filter(user=agent).delete()
    agent.fermer_les_sessions()
    changement = consigner(par, NatureDuChangement.REINITIALISATION, agent)
    prevoir(NatureDuCourriel.ACCES, changement.pk, [agent.courriel])


def est_verifie(request) -> bool:
    """Whether this session may enter the back-office."""
    return request.user.is_verified() or not settings.SECOND_FACTEUR_EXIGE


def _appareil(agent, code):
    """What the code is for, locked, and the code as it is compared."""
    chiffres = _chiffres(code)
    if re.fullmatch("[0-9]{6}", chiffres):
        return TOTPDevice.objects.select_for_update().filter(user=agent, confirmed=True).first(), chiffres
    return StaticDevice.objects.select_for_update().filter(user=agent).first(), _empreinte(code)


def _chiffres(code) -> str:
    return re.sub(r"\s", "", code)


def _nouveau_code() -> str:
    """80 random bits: « abcd-efgh-ijkl-mnop »."""
    return "-".join(re.findall("....", base64.b32encode(secrets.token_bytes(10)).decode().lower()))


def _empreinte(code) -> str:
    """What is stored of a recovery code, in the 16 characters that django-otp has room for."""
    lettres = re.sub(r"[\s-]", "", code).lower()
    return salted_hmac("accounts.code_de_secours", lettres, algorithm="sha256").hexdigest()[:16]
