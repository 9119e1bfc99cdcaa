"""The number by which one follows one's report: whoever has it reads its state, so it cannot be guessed."""

import re
import secrets

# read aloud or copied by hand: no 0 nor O, no 1, I nor L, no U that looks like V
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPES, PAR_GROUPE = 2, 4
FORME = re.compile(rf"S-\d{{4}}(-[{ALPHABET}]{{{PAR_GROUPE}}}){{{GROUPES}}}")


def nouveau_numero(annee: int) -> str:
    """« S-2026-7KQM-X3TB »: 39 bits drawn at random."""
    groupes = ["".join(secrets.choice(ALPHABET) for _ in range(PAR_GROUPE)) for _ in range(GROUPES)]
    return "-".join(["S", str(annee), *groupes])


def lire_le_numero(saisi: str) -> str:
    """The number as it was given, whatever the case it is typed in; empty if it cannot be one."""
    numero = saisi.upper()
    return numero if FORME.fullmatch(numero) else ""
