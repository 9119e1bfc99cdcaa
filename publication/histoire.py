"""The past of one object, as the functions that compute something from it read it: oldest first, no clock."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class VersionLue:
    """Une version passée ou présente, sans rien de ce qui n’est pas public."""

    numero: int
    publiee_le: dt.datetime
    document: dict
    modification: str = ""
    raison: str = ""


def versions_lisibles(versions, le) -> list[VersionLue]:
    """Those of `versions`, a queryset on one object, that had begun at `le` and still hold a document.

    Neither tombstones nor what the law had erased in whole.
    """
    lignes = versions.commencees(le).filter(contenu__retrait__isnull=True)
    return [
        VersionLue(
            numero=version.numero,
            publiee_le=version.validite.lower,
            document=version.contenu,
            modification=version.publication.modification,
            raison=version.publication.raison,
        )
        for version in lignes.select_related("publication", "effacement")
        if not version.est_effacee_en_entier
    ]
