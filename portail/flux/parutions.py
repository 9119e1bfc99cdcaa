"""What came into force, newest first, and what it changed: as many queries for one object as for a million.

The newest publications are found first, by their index, then a few of their versions of each kind: how many
others there are is counted, not read. Documents come through `fenetre` only, as on every public page.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BigIntegerField, Case, Count, F, Min, OuterRef, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from demarches.models import ActualiteVersion, DemarcheVersion, PropositionVersion
from publication.models import Effacement, Masquage, Publication, Version, types_de_version
from suivi.models import ReponseVersion

ENTREES_AU_PLUS = 30
OBJETS_AU_PLUS = 10  # per entry and per kind, of those put online, of those changed, of those withdrawn
DES_POINTS = (PropositionVersion, ReponseVersion)  # an answer bears the key of its point
PORTEURS = (ActualiteVersion, DemarcheVersion)
PUBLIE, MODIFIE, RETIRE = "publie", "modifie", "retire"
SORTE = Case(
    When(numero=1, then=Value(PUBLIE)),
    When(contenu__retrait__isnull=False, then=Value(RETIRE)),
    default=Value(MODIFIE),
)


@dataclass(frozen=True)
class Porteur:
    """La démarche ou l’actualité dont une entrée parle, sous son dernier nom public."""

    pk: int
    titre: str
    slug: str
    organisation: str
    reprise_historique: bool | None


@dataclass(frozen=True)
class Point:
    """Le point qu’une version désigne, sous son dernier nom public."""

    reference: str
    titre: str
    nature: str


@dataclass(frozen=True)
class Changement:
    """Une version parue, et celle qu’elle a remplacée."""

    sorte: str
    version: Version
    remplacee: Version | None  # the last document before it: a tombstone is none
    point: Point | None = None  # of a point or of an answer

    @property
    def modele(self) -> type[Version]:
        return type(self.version)

    @property
    def document(self) -> dict:
        """The one that names the object: its own, or of a withdrawn object the last that it had."""
        return (self.remplacee if self.sorte == RETIRE else self.version).contenu

    @property
    def avant(self) -> dict | None:
        """The document to compare with, unless there is none or the law had the whole of it erased."""
        if self.remplacee is None or self.remplacee.est_effacee_en_entier:
            return None
        return self.remplacee.contenu


@dataclass
class Parution:
    """Ce qui est paru d’un même geste : une publication, celles d’un lot au même instant, ou une seule version."""

    identifiant: str
    le: dt.datetime
    dossier_id: int
    nombres: Counter = field(default_factory=Counter)  # (kind of version, PUBLIE…) → how many
    changements: list[Changement] = field(default_factory=list)  # the first of each, in reading order
    porteur: Porteur | None = None


@dataclass(frozen=True)
class Repere:
    """Où se trouve une version à lire, et de quelle parution elle est."""

    modele: type[Version]
    pk: int
    sorte: str
    parution: Parution


def parutions_des_publications(publications, le) -> list[Parution]:
    """The newest of these publications that had begun at `le`, those of a lot together when they began together."""
    groupes = (
        publications.parues(le)
        .exclude(dossier__in=_dossiers_masques(le))
        .order_by()
        .values("publiee_le", groupe=_groupe("lot", "pk"))
        .annotate(premiere=Min("pk"), dossier_id=Min("dossier"), publications=ArrayAgg("pk"))
        .order_by("-publiee_le", "groupe")[:ENTREES_AU_PLUS]
    )
    parutions, cles = {}, []
    for ligne in groupes:
        parutions[ligne["groupe"], ligne["publiee_le"]] = Parution(
            identifiant=f"publication/{ligne['premiere']}",
            le=ligne["publiee_le"],
            dossier_id=ligne["dossier_id"],
        )
        cles += ligne["publications"]
    return _lire(_premieres_versions(parutions, cles), le)


def parutions_d_un_point(proposition_id, reponses, le) -> list[Parution]:
    """One for each version of a point, and of the answers to it: its own and the one it inherits, by their keys."""
    objets = {PropositionVersion: [proposition_id], ReponseVersion: reponses}
    lignes = _de_chaque_genre(
        lambda modele: (
            modele.fenetre.commencees(le)
            .order_by()
            .filter(objet__in=objets[modele])
            .annotate(sorte=SORTE, le=F("validite__startswith"))
        ),
        objets,
        "sorte",
        "le",
        "objet_id",
        "numero",
        "dossier_id",
    ).order_by("-le", "-genre")
    reperes = []
    for modele, ligne in _par_modele(lignes[:ENTREES_AU_PLUS], objets):
        parution = Parution(
            identifiant=f"{modele._meta.model_name}/{ligne['objet_id']}/{ligne['numero']}",
            le=ligne["le"],
            dossier_id=ligne["dossier_id"],
            nombres=Counter({(modele, ligne["sorte"]): 1}),
        )
        reperes.append(Repere(modele, ligne["pk"], ligne["sorte"], parution))
    return _lire(reperes, le)


def _dossiers_masques(le) -> list[int]:
    """Those of which a validator hides the very démarche, or piece of news: nothing of them is read."""
    return [
        masquage.dossier_id
        for masquage in Masquage.objects.en_cours(le)
        if masquage.objet in {modele.cle_de(masquage.dossier_id) for modele in PORTEURS}
    ]


def _groupe(lot, publication) -> Coalesce:
    """The same number for all that was submitted in one lot; a negative one for what was submitted alone."""
    return Coalesce(lot, -F(publication), output_field=BigIntegerField())


def _premieres_versions(parutions, publications) -> list[Repere]:
    """The first versions of each kind and sort in each parution, whose `nombres` are set on the way."""
    partition = [F("groupe"), F("le"), F("sorte")]
    genres = types_de_version()
    lignes = _de_chaque_genre(
        lambda modele: (
            modele.fenetre.order_by()
            .filter(publication__in=publications, validite__isnull=False)
            .annotate(
                groupe=_groupe("publication__lot", "publication"),
                le=F("publication__publiee_le"),
                sorte=SORTE,
            )
            .annotate(
                rang=Window(RowNumber(), partition_by=partition, order_by="pk"),
                nombre=Window(Count("*"), partition_by=partition),
            )
            .filter(rang__lte=OBJETS_AU_PLUS)
        ),
        genres,
        "groupe",
        "le",
        "sorte",
        "nombre",
    )
    reperes = []
    for modele, ligne in _par_modele(lignes, genres):
        parution = parutions[ligne["groupe"], ligne["le"]]
        parution.nombres[modele, ligne["sorte"]] = ligne["nombre"]
        reperes.append(Repere(modele, ligne["pk"], ligne["sorte"], parution))
    return reperes


def _lire(reperes, le) -> list[Parution]:
    """Their parutions, newest first, each with its changes; without what stands on something hidden."""
    versions = _versions(reperes)
    porteurs = _porteurs({repere.parution.dossier_id for repere in reperes}, le)
    points = _points({v.objet_id for (modele, _), (v, _) in versions.items() if modele in DES_POINTS}, le)
    parutions = {}  # what is hidden as a whole gets no entry
    for repere in sorted(reperes, key=lambda repere: (repere.modele.rang, repere.pk)):
        version, remplacee = versions[repere.modele, repere.pk]
        point = points.get(version.objet_id) if repere.modele in DES_POINTS else None
        if repere.modele in DES_POINTS and point is None:
            repere.parution.nombres[repere.modele, repere.sorte] -= 1
            continue  # an answer is not read while its point is hidden
        parution = parutions.setdefault(repere.parution.identifiant, repere.parution)
        parution.changements.append(Changement(repere.sorte, version, remplacee, point))
        parution.porteur = porteurs.get(parution.dossier_id)
    for parution in parutions.values():
        parution.nombres = +parution.nombres  # without those that come to nothing
    lisibles = [parution for parution in parutions.values() if parution.porteur]
    return sorted(lisibles, key=lambda parution: parution.le, reverse=True)


def _versions(reperes) -> dict:
    """(kind, pk) → the version, whole, and the last document before it, or None."""
    champs = [champ.attname for champ in DemarcheVersion._meta.concrete_fields]  # the same for all kinds
    genres = sorted({repere.modele for repere in reperes}, key=lambda modele: modele.rang)
    cles = {(repere.modele, repere.pk) for repere in reperes}
    lues = _lues(genres, cles, champs, precedente=True)
    remplacees = _lues(genres, {(modele, pk) for (modele, _), (_, pk) in lues.items() if pk}, champs)
    versions = [version for version, _ in (*lues.values(), *remplacees.values())]
    effacements = Effacement.objects.in_bulk({version.effacement_id for version in versions} - {None})
    publications = Publication.objects.in_bulk({version.publication_id for version in versions})
    for version in versions:
        version.publication = publications[version.publication_id]
        version.effacement = effacements.get(version.effacement_id)
    return {
        (modele, pk): (version, remplacees[modele, precedente][0] if precedente else None)
        for (modele, pk), (version, precedente) in lues.items()
    }


def _lues(genres, cles, champs, *, precedente=False) -> dict:
    """(kind, pk) → (version, pk of the last document before it if `precedente`), for these (kind, pk)."""
    lignes = _de_chaque_genre(
        lambda modele: (
            modele.fenetre.order_by()
            .filter(pk__in=[pk for autre, pk in cles if autre is modele])
            .annotate(precedente=_precedente(modele) if precedente else Value(None, BigIntegerField()))
        ),
        genres,
        "precedente",
        *(champ for champ in champs if champ != "id"),
    )
    return {
        (modele, ligne["pk"]): (
            modele.from_db(DEFAULT_DB_ALIAS, champs, [(ligne | {"id": ligne["pk"]})[c] for c in champs]),
            ligne["precedente"],
        )
        for modele, ligne in _par_modele(lignes, genres)
    }


def _precedente(modele) -> Case:
    avant = modele.fenetre.filter(
        objet=OuterRef("objet"), numero__lt=OuterRef("numero"), contenu__retrait__isnull=True
    )
    return Case(When(numero__gt=1, then=Subquery(avant.order_by("-numero").values("pk")[:1])))


def _porteurs(dossiers, le) -> dict[int, Porteur]:
    return {
        pk: Porteur(pk, *nomme)
        for modele in PORTEURS
        for pk, *nomme in _derniers_noms(
            modele, dossiers, le, "titre", "slug", "organisation__nom", "reprise_historique"
        )
    }


def _points(propositions, le) -> dict[int, Point]:
    return {
        pk: Point(*nomme)
        for pk, *nomme in _derniers_noms(PropositionVersion, propositions, le, "reference", "titre", "nature")
    }


def _derniers_noms(modele, objets, le, *champs):
    """(object, *values of `champs`) of the last document of each object, withdrawn since or not."""
    return (
        modele.fenetre.commencees(le)
        .filter(objet__in=objets, contenu__retrait__isnull=True)
        .order_by("objet_id", "-numero")
        .distinct("objet_id")
        .values_list("objet_id", *(f"contenu__{champ}" for champ in champs))
    )


def _de_chaque_genre(question, genres, *champs):
    """One query for all kinds, as dicts: what `question` (kind → queryset) keeps, with its `genre` and `pk`."""
    demandes = [
        question(modele).annotate(genre=Value(rang)).values("genre", "pk", *champs)
        for rang, modele in enumerate(genres)
    ]
    if not demandes:
        return Publication.objects.none().values()
    return demandes[0].union(*demandes[1:], all=True)


def _par_modele(lignes, genres):
    genres = list(genres)
    for ligne in lignes:
        yield genres[ligne["genre"]], ligne
