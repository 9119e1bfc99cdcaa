"""One document, one sequence of bytes, one fingerprint (RFC 8785, FIPS 180-4)."""

import hashlib
import secrets

import rfc8785


def nouveau_sel() -> str:
    """128 random bits in hexadecimal: an erased name cannot be guessed back from its fingerprint."""
    return secrets.token_hex(16)


def canonical_json(document: dict) -> bytes:
    """The RFC 8785 bytes of `document`.

    Raises TypeError if it holds a float: two languages may print the same float differently.
    """
    _refuser_les_flottants(document)
    return rfc8785.dumps(document)


def empreinte(document: dict) -> str:
    """SHA-256 of the canonical bytes, 64 hexadecimal characters."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def _refuser_les_flottants(valeur) -> None:
    if isinstance(valeur, float):
        raise TypeError(f"A public document holds no float: {valeur!r}")
    if isinstance(valeur, dict):
        valeur = valeur.values()
    elif not isinstance(valeur, list | tuple):
        return
    for element in valeur:
        _refuser_les_flottants(element)
