from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

from publication import horloge
from publication.contraintes import PassePreserve, SansTrou
from publication.enums import Etat
from publication.models.dossier import Dossier
from publication.models.effacement import Effacement
from publication.models.masquage import ADecouvert
from publication.models.publication import Publication
from publication.regles import Coherence, Completude, Regle, completude


class VersionQuerySet(models.QuerySet):
    """The words by which versions are read."""

    def en_vigueur(self, le):
        """In force at the instant `le`, tombstones included."""
        return self.filter(validite__contains=le)

    def publiques(self, le):
        """In force at the instant `le`, withdrawn objects left out."""
        return self.en_vigueur(le).filter(contenu__retrait__isnull=True)

    def commencees(self, le):
        """All that has been public up to the instant `le`, oldest first."""
        return self.filter(validite__startswith__lte=le).order_by("objet_id", "numero")

    def a_partir_de(self, le):
        """In force at `le` or scheduled after it: what the index of the present is made of."""
        return self.filter(Q(validite__endswith__gt=le) | Q(validite__upper_inf=True))

    def programmees(self, le):
        return self.filter(validite__startswith__gt=le)

    def en_attente(self):
        """Frozen and waiting for the CIPC."""
        return self.filter(publication__etat__in=Etat.ouverts())


class Fenetre(models.Manager.from_queryset(VersionQuerySet)):
    """What the public may read: all versions, but those of an object hidden at present, whatever their day.

    Public code knows no other way to a document (tests/portail/test_fenetre.py).
    """

    def get_queryset(self):
        a_decouvert = ADecouvert(self.model.cle_de(""), "objet_id", horloge.maintenant())
        return super().get_queryset().filter(a_decouvert)


class Version(models.Model):
    """Un document public figé : ce que le CIPC valide et ce que le public lit, mot pour mot."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="%(class)s_set")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="%(class)s_set")
    numero = models.PositiveIntegerField("numéro", null=True, blank=True)
    validite = DateTimeRangeField("en vigueur", null=True, blank=True)
    contenu = models.JSONField("document")
    empreinte = models.CharField("empreinte SHA-256", max_length=64)
    effacement = models.ForeignKey(
        Effacement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = VersionQuerySet.as_manager()
    fenetre = Fenetre()

    class Meta:
        abstract = True
        constraints = [
            ExclusionConstraint(
                name="%(class)s_sans_chevauchement",
                expressions=[
                    (Func(F("objet"), F("objet"), Value("[]"), function="int8range"), "&&"),
                    ("validite", "&&"),
                ],
                violation_error_message="Deux versions d’un même objet ne sont jamais en vigueur ensemble.",
            ),
            models.UniqueConstraint(
                name="%(class)s_numero_unique",
                fields=["objet", "numero"],
                violation_error_message="Ce numéro de version existe déjà.",
            ),
            models.UniqueConstraint(
                name="%(class)s_une_par_publication",
                fields=["publication", "objet"],
                violation_error_message="Un objet n’est soumis qu’une fois par publication.",
            ),
            models.CheckConstraint(
                name="%(class)s_numerotee_si_en_vigueur",
                condition=Q(numero__isnull=True, validite__isnull=True)
                | Q(numero__isnull=False, validite__isnull=False) & ~Q(validite__isempty=True),
                violation_error_message="Une version a un numéro si et seulement si elle a une période de validité.",
            ),
            PassePreserve(name="%(class)s_passe_preserve"),
            SansTrou(name="%(class)s_sans_trou"),
        ]

    def __str__(self):
        return f"{self.libelle()} {self.objet_id}, version {self.numero or 'en attente'}"

    @property
    def est_retrait(self) -> bool:
        return "retrait" in self.contenu

    @property
    def est_effacee(self) -> bool:
        """Words of it were erased by law: the text no longer gives the fingerprint. See `effacement`."""
        return self.effacement_id is not None

    @property
    def est_effacee_en_entier(self) -> bool:
        objet = self._meta.get_field("objet").related_model._meta.label_lower
        return self.est_effacee and f"{objet}:{self.objet_id}" in self.effacement.documents_entiers

    champs_prives: tuple[str, ...] = ()
    """Fields of the workshop object that are never published, and whose changes are traced like the others."""

    # What each publishable app declares of its objects, that rights depend on

    est_une_annonce = False
    """Whether its first publication announces something: an election period asks more of it (reserve.py)."""

    fiche_minimale = False
    """Whether the CIPC may write it, and it alone, for an organisation that has not declared its démarche."""

    @classmethod
    def confies_a(cls, organisations):
        """The rows that bear the keys of the objects entrusted to `organisations`, each with its `dossier`.

        None if objects of this kind are never entrusted.
        """
        return

    @classmethod
    def n_est_qu_une_nouvelle(cls, avant: dict, apres: dict) -> bool:
        """Whether `apres` only adds news to `avant`, every word of which stays."""
        return False

    # What each publishable app declares of its objects

    schema: str
    """Name and number of the document's JSON Schema, e.g. « proposition/1 »."""

    section: str
    """The part of the public page that shows it; several kinds may share one."""
    rang: int
    """Where it stands in reading order among all kinds."""

    champs_de_l_atelier: dict[str, str] = {}
    """Document field → name of the workshop field or relation it comes from, where the two names differ."""

    designations: frozenset[str] = frozenset()
    """Paths of the texts by which documents name each other: kept when a whole document is erased."""
    champs_recopies: frozenset[str] = frozenset({"titre"})
    """Document fields whose text other documents may hold too, under the same name: hiding this one leaves those."""
    champs_de_forme: frozenset[str] = frozenset()
    """Document fields, « partie.champ » inside a part, in which a « correction matérielle » may
    correct letters. Every other field says a fact: a new one does, until it is written here."""

    @classmethod
    def libelle(cls) -> str:
        """The kind of object, as read by an agent (« Proposition »)."""
        return str(cls._meta.get_field("objet").related_model._meta.verbose_name).capitalize()

    @classmethod
    def cle_de(cls, objet_id) -> str:
        """How what is said of one object names it, e.g. « demarches.proposition:12 »."""
        return f"{cls._meta.get_field('objet').related_model._meta.label_lower}:{objet_id}"

    @classmethod
    def libelle_pluriel(cls) -> str:
        return str(cls._meta.get_field("objet").related_model._meta.verbose_name_plural).capitalize()

    @classmethod
    def modele_du_document(cls) -> type:
        """The pydantic model that describes the public document."""
        raise NotImplementedError

    @classmethod
    def document(cls, objet):
        """The public document of a workshop object, as it is now."""
        raise NotImplementedError

    @classmethod
    def objets_du_dossier(cls, dossier):
        """The workshop objects of a dossier, in reading order."""
        raise NotImplementedError

    @classmethod
    def concerne(cls, dossier) -> bool:
        """Whether such a dossier may hold objects of this kind."""
        return True

    compagnon: type["Version"] | None = None
    """The kind of object without which the public would not understand this one; nothing imposes it."""

    regles: list[Regle] = []
    """What must be filled in to publish."""
    coherences: list[Coherence] = []
    """What must not be published, even filled in."""

    @classmethod
    def nom_de(cls, objet) -> str:
        """How sentences name `objet` when they say what it lacks."""
        return cls.libelle()

    @classmethod
    def completude(cls, objet, document: dict) -> Completude:
        """How far `document`, frozen or about to be, is from what publishing requires."""
        return completude(cls.regles, cls.coherences, document, objet, cls.nom_de(objet))

    @classmethod
    def manques(cls, objet, document: dict) -> list[str]:
        """The same, one French sentence each; empty when it may be published."""
        return cls.completude(objet, document).phrases

    @classmethod
    def prealables(cls, objet) -> list:
        """The objects that must be public before this one, or at the same instant."""
        return []

    @classmethod
    def changements_interdits(cls, avant: dict, apres: dict) -> list[str]:
        """What must not change once public, one French sentence each."""
        return []

    @classmethod
    def change_de_position(cls, avant: dict, apres: dict) -> bool:
        """Does the State say something else than it said? Then « changement de position » may be declared."""
        return False

    @classmethod
    def modification_imposee(cls, avant: dict, apres: dict):
        """The nature that a change must be declared with, or None if its author chooses."""
        return


def types_de_version() -> list[type[Version]]:
    """Every publishable kind of object, in reading order."""
    return sorted(
        (modele for modele in apps.get_models() if issubclass(modele, Version)),
        key=lambda modele: modele.rang,
    )


def type_de_version(objet) -> type[Version]:
    """The version model of a workshop object. Raises LookupError if it is not publishable."""
    return type_de_version_du_modele(type(objet))


def est_publiable(modele) -> bool:
    return any(version._meta.get_field("objet").related_model is modele for version in types_de_version())


def type_de_version_du_modele(publie) -> type[Version]:
    for modele in types_de_version():
        if modele._meta.get_field("objet").related_model is publie:
            return modele
    raise LookupError(f"{publie.__name__} is not publishable")
