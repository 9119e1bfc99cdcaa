"""What an import would do to the workshop, in the words of the report."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from demarches.models import Demarche, Proposition

from .resultat import Lecture


class Sort(StrEnum):
    """What becomes of a line."""

    CREEE = "créée"
    MODIFIEE = "modifiée"
    INCHANGEE = "inchangée"
    REFUSEE = "refusée"


@dataclass
class LignePrevue:
    """One line of the file and what the import would do of it.

    `champs`: fields of an existing point that change. `texte_publie`: refused for this reason only.
    """

    numero: int
    reference: str
    titre: str
    sort: Sort
    raison: str = ""
    champs: list[str] = field(default_factory=list)
    signalements: tuple[str, ...] = ()
    proposition: Proposition | None = None
    partie_de: str = ""
    texte_publie: bool = False

    @property
    def changements(self) -> list[str]:
        """The changing fields, named as forms name them; « (effacé) » after those that the file leaves empty."""
        return [f"{Proposition._meta.get_field(nom).verbose_name}{self._efface(nom)}" for nom in self.champs]

    def _efface(self, nom: str) -> str:
        return " (effacé)" if getattr(self.proposition, nom) in ("", None) else ""

    def refuser(self, raison: str) -> None:
        self.sort, self.raison = Sort.REFUSEE, f"{self.raison} {raison}".strip()

    def signaler(self, phrase: str) -> None:
        self.signalements += (phrase,)


@dataclass
class Plan:
    """What an import would do, line by line. One refused line refuses the file.

    `absentes`: how many points of the démarche the file does not name; they are left as they are.
    """

    demarche: Demarche
    lecture: Lecture
    lignes: list[LignePrevue]
    absentes: int = 0

    def qui_seraient(self, sort: Sort) -> list[LignePrevue]:
        return [ligne for ligne in self.lignes if ligne.sort == sort]

    def combien(self, sort: Sort) -> int:
        return self._comptes[sort]

    @property
    def est_refuse(self) -> bool:
        return bool(self._comptes[Sort.REFUSEE])

    @property
    def textes_publies(self) -> list[LignePrevue]:
        """The lines that asking to replace published texts lets through, when nothing else refuses the file."""
        refusees = self.qui_seraient(Sort.REFUSEE)
        return refusees if all(ligne.texte_publie for ligne in refusees) else []

    @property
    def resume(self) -> str:
        """One sentence: « 152 créées, 0 modifiée, 0 inchangée, 0 refusée. »"""
        return ", ".join(f"{self._comptes[s]} {s}{'s' if self._comptes[s] > 1 else ''}" for s in Sort) + "."

    @cached_property
    def _comptes(self) -> Counter:
        return Counter(ligne.sort for ligne in self.lignes)
