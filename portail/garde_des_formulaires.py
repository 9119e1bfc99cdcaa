"""What keeps a public form, without cookie nor account: it comes from our page, from somebody who read it, once.

The form has no authority: forged, it would only send what anyone may send. The guard keeps robots and other sites away.
"""

import secrets
import time
from hashlib import sha256
from urllib.parse import urlsplit

from django.core import signing

from publication.refus import Refus

SEL = "portail.formulaires"
AU_MOINS, AU_PLUS = 2, 24 * 3600  # seconds between a page and the form it holds
PIEGE = "site_web"  # the field that nobody sees


def nouveau_jeton() -> str:
    """The mark of one page that holds a form: when it was made, and what no other one bears."""
    return signing.dumps({"le": int(time.time()), "alea": secrets.token_urlsafe(12)}, salt=SEL)


def lire_le_jeton(jeton: str) -> str:
    """The fingerprint by which this form is known. Raises Refus if it is not ours, too old, or filled in by a machine."""
    try:
        marque = signing.loads(jeton, salt=SEL)
    except signing.BadSignature:
        raise Refus(
            "Ce formulaire ne vient pas de cette page : rien n’est perdu, relisez-le puis envoyez-le de nouveau."
        ) from None
    age = time.time() - marque["le"]
    if age > AU_PLUS:
        raise Refus(
            "La page était ouverte depuis plus d’un jour : rien n’est perdu, relisez puis envoyez de nouveau."
        )
    if age < AU_MOINS:
        raise Refus(
            "Le formulaire est parti aussitôt ouvert, comme le ferait un robot : rien n’est perdu, envoyez-le de nouveau."
        )
    return sha256(marque["alea"].encode()).hexdigest()


def exiger_notre_page(request) -> None:
    """Raises Refus when the form was filled in on another site, or by what says nothing of where it comes from."""
    ici = f"{request.scheme}://{request.get_host()}"
    origine = request.headers.get("Origin")
    if origine is None and (referent := request.headers.get("Referer")):
        origine = _origine(referent)  # browsers of before 2020
    site = request.headers.get("Sec-Fetch-Site", "same-origin" if origine else "")
    if site != "same-origin" or origine not in {None, ici}:
        raise Refus(
            "Votre navigateur dit que ce formulaire vient d’un autre site : rien n’est perdu, envoyez-le d’ici."
        )


def exiger_une_personne(donnees) -> None:
    """Raises Refus when the field that nobody sees is filled in."""
    if donnees.get(PIEGE):
        raise Refus(
            "Un champ qui doit rester vide a été rempli, peut-être par votre navigateur : rien n’est perdu, envoyez de nouveau."
        )


def _origine(adresse) -> str:
    try:
        lue = urlsplit(adresse)
    except ValueError:
        return ""
    return f"{lue.scheme}://{lue.netloc}"
