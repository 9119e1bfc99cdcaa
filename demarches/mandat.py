"""The mandat de participation: generated from the fiche, frozen at the opening, and what was changed in it since.

Cadrage méthodologique, fiche 3 of the CIPC guide: the context, the object and the purpose, what is promised,
how one takes part, the calendar and the decision steps that follow.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from django.db import models
from django.utils import timezone

from demarches.models import DemarcheVersion
from publication.comparaison import Champ, champs
from publication.histoire import VersionLue

# section of the mandate → fields of the public document, in reading order; rendez-vous, announced all along a
# démarche, are not part of what was set at the opening
SECTIONS_DU_MANDAT = (
    ("Le contexte", ("contexte",)),
    (
        "L’objet et la finalité",
        ("questions", "objet", "finalite", "objectif", "ouvert_au_debat", "deja_decide"),
    ),
    (
        "Ce que deviendront les travaux des citoyens",
        ("point_de_sortie", "commanditaire_fonction", "commanditaire_autorite", "niveau", "niveau_explication"),
    ),
    ("Les engagements", ("engagements", "aucun_delai_annonce", "nouvelles_tous_les_mois", "evaluation_prevue")),
    ("Les modalités de participation", ("modalites", "participer_sans_internet", "accessibilite_du_site")),
    (
        "Le calendrier et les étapes de décision",
        ("annoncee_le", "ouverte_le", "cloturee_le", "avis_attendu_le", "jalons"),
    ),
)  # fmt: skip
CHAMPS_DU_MANDAT = tuple(champ for _, noms in SECTIONS_DU_MANDAT for champ in noms)


class EtatDuMandat(models.TextChoices):
    """Ce que vaut le mandat affiché."""

    PROJET = "projet", "Projet de mandat"
    FIGE = "fige", "Mandat figé à l’ouverture"
    PUBLIE_APRES = "publie_apres", "Mandat publié après l’ouverture"


@dataclass(frozen=True)
class Article:
    """Un champ du mandat figé, et le dernier jour où la fiche l’a modifié depuis."""

    libelle: str
    texte: str
    modifie_le: dt.datetime | None


@dataclass(frozen=True)
class Section:
    """Une partie du mandat, au sens du guide du CIPC."""

    titre: str
    champs: list[Article]


@dataclass(frozen=True)
class ModificationDuMandat:
    """Ce qu’une publication a changé du mandat une fois la participation ouverte."""

    numero: int
    le: dt.datetime
    nature: str
    raison: str
    champs: list[Champ]


@dataclass(frozen=True)
class Mandat:
    """Le mandat de participation d’une démarche, lu un jour donné."""

    etat: EtatDuMandat
    ouverture: dt.date | None
    version: VersionLue
    modifications: list[ModificationDuMandat]

    @property
    def reconstitue(self) -> bool:
        """Older than the portal: nobody read this text here at the opening."""
        return self.version.document["reprise_historique"]

    @property
    def titre_des_modifications(self) -> str:
        if self.reconstitue:
            return "Mandat reconstitué, modifié depuis sa mise en ligne"
        return "Mandat modifié après l’ouverture"

    @property
    def sections(self) -> list[Section]:
        modifies = {champ.libelle: m.le for m in self.modifications for champ in m.champs}
        return [
            Section(
                titre,
                [
                    Article(champ.libelle, champ.apres, modifies.get(champ.libelle))
                    for champ in _champs(None, self.version.document, noms)
                    if champ.apres or champ.libelle in modifies
                ],
            )
            for titre, noms in SECTIONS_DU_MANDAT
        ]


def mandat(versions: list[VersionLue], le: dt.datetime) -> Mandat:
    """The mandate as the readable versions of a fiche, all begun at `le`, make it.

    It is frozen by the first version whose own opening day ends while it is in force: moving the date
    afterwards frees nothing.
    """
    fins = [*(version.publiee_le for version in versions[1:]), le]
    for version, fin in zip(versions, fins, strict=True):
        if (ouverture := _jour(version.document.get("ouverte_le"))) and fin_du_jour(ouverture) < fin:
            return _mandat_fige(versions, ouverture)
    derniere = versions[-1]
    return Mandat(EtatDuMandat.PROJET, _jour(derniere.document.get("ouverte_le")), derniere, [])


def _mandat_fige(versions, ouverture) -> Mandat:
    en_ligne = [version for version in versions if version.publiee_le <= fin_du_jour(ouverture)]
    fige = en_ligne[-1] if en_ligne else versions[0]
    return Mandat(
        etat=EtatDuMandat.FIGE if en_ligne else EtatDuMandat.PUBLIE_APRES,
        ouverture=ouverture,
        version=fige,
        modifications=_modifications([version for version in versions if version.numero >= fige.numero]),
    )


def _modifications(versions) -> list[ModificationDuMandat]:
    trouvees = [
        ModificationDuMandat(
            numero=apres.numero,
            le=apres.publiee_le,
            nature=apres.modification,
            raison=apres.raison,
            champs=_changes(avant.document, apres.document),
        )
        for avant, apres in pairwise(versions)
    ]
    return [modification for modification in trouvees if modification.champs]


def _changes(avant: dict, apres: dict) -> list[Champ]:
    """A field that the older schema did not have, and that says nothing, is not a change."""
    noms = [nom for nom in CHAMPS_DU_MANDAT if (avant.get(nom) or None) != (apres.get(nom) or None)]
    return [champ for champ in _champs(avant, apres, noms) if champ.change]


def _champs(avant, apres, noms) -> list[Champ]:
    """In the order of the mandate."""
    return [
        champ for nom in noms for champ in champs(DemarcheVersion, _extrait(avant, nom), _extrait(apres, nom))
    ]


def _extrait(document, nom) -> dict:
    return {nom: _sans_technique(document[nom])} if document and nom in document else {}


def _sans_technique(valeur):
    """A citizen reads neither the number of a promise nor what is not the case."""
    if isinstance(valeur, dict):
        return {cle: _sans_technique(v) for cle, v in valeur.items() if cle != "id" and v is not False}
    if isinstance(valeur, list):
        return [_sans_technique(v) for v in valeur]
    return None if valeur is False else valeur


def fin_du_jour(jour: dt.date) -> dt.datetime:
    """The last instant of a day in Paris."""
    lendemain = dt.datetime.combine(jour + dt.timedelta(days=1), dt.time.min)
    return timezone.make_aware(lendemain) - dt.timedelta(microseconds=1)


def _jour(valeur) -> dt.date | None:
    return dt.date.fromisoformat(valeur) if valeur else None
