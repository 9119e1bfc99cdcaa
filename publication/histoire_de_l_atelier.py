"""Who changed what in the workshop, from what to what: read from the state that each change left."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from publication.comparaison import Champ, champs
from publication.models import Trace, type_de_version


@dataclass(frozen=True)
class Changement:
    """Ce qu’une personne a enregistré en une fois."""

    le: datetime
    par: str
    est_le_premier: bool
    champs: list[Champ]


def changements(objet, traces) -> list[Changement]:
    """One per trace of `traces`, the latest first; the last one is only there to be compared with.

    `traces` comes with `instantane`; a change that left no state is said without its words.
    """
    return [_changement(objet, apres, avant) for apres, avant in pairwise([*traces, None])]


def traces_de(objet):
    return Trace.objects.sur(objet).de_la_plus_recente()


def _changement(objet, apres, avant) -> Changement:
    etat_d_avant, etat = _etat(avant), _etat(apres)
    modele = type_de_version(objet)
    publics = champs(modele, etat_d_avant and etat_d_avant.document, etat.document) if etat else []
    prives = _prives(modele, objet, etat_d_avant, etat) if etat else []
    return Changement(
        le=apres.faite_le,
        par=str(apres.agent),
        est_le_premier=etat_d_avant is None,
        champs=[champ for champ in [*publics, *prives] if champ.change],
    )


def _prives(modele, objet, avant, apres) -> list[Champ]:
    return [
        Champ(
            libelle=f"{str(objet._meta.get_field(nom).verbose_name).capitalize()} (jamais publié)",
            avant=(avant and avant.champs.get(nom)) or "",
            apres=apres.champs.get(nom) or "",
        )
        for nom in modele.champs_prives
    ]


def _etat(trace):
    return getattr(trace, "instantane", None)
