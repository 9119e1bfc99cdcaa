"""A report is received: once for one form, with a number and a date by which it is due."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from publication import horloge
from publication.enums import NatureDuSignalement
from publication.models import Signalement
from publication.refus import Refus
from publication.signalements import courriels
from publication.signalements.mesure import compter
from publication.signalements.numero import nouveau_numero


@dataclass(frozen=True)
class Declaration:
    """Ce qu’une personne signale, tel que le formulaire l’a lu."""

    nature: NatureDuSignalement
    message: str
    page: str = ""
    dossier: int | None = None
    """The key of the dossier of the object that `page` is about, if any, and the key of that object."""
    objet: str = ""
    nom: str = ""
    courriel: str = ""
    pourquoi_illicite: str = ""
    de_bonne_foi: bool = False
    texte_a_inserer: str = ""


@transaction.atomic
def deposer(declaration: Declaration, *, jeton: str, adresse: str) -> Signalement:
    """Keep it, acknowledge it, and tell validators of what is pressing. `jeton` names the form, `adresse` the sender.

    The same form sent twice gives the same report. Raises Refus when it comes back with something else in it, and
    TropDeSignalements when this sender has just sent several.
    """
    instant = horloge.instant_de_la_base()
    jour = timezone.localdate(instant)
    champs = vars(declaration) | {"dossier_id": declaration.dossier}
    del champs["dossier"]
    signalement, nouveau = Signalement.objects.get_or_create(
        jeton=jeton,
        defaults=champs
        | {
            "numero": nouveau_numero(jour.year),
            "recu_le": instant,
            "echeance": jour + timedelta(days=declaration.nature.jours),
        },
    )
    if not nouveau:
        return _le_meme(signalement, champs)
    compter(adresse, declaration.courriel, instant)
    courriels.accuser_reception(signalement)
    courriels.prevenir_les_validateurs(signalement)
    return signalement


def _le_meme(signalement, champs) -> Signalement:
    if any(getattr(signalement, nom) != valeur for nom, valeur in champs.items()):
        raise Refus(
            "Ce formulaire a déjà servi à un autre signalement : relisez ce qui suit, puis envoyez-le de nouveau."
        )
    return signalement
