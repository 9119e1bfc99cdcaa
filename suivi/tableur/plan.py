"""What a workbook would change, line by line, in the words that the agent reads."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from publication.comparaison import Champ
from suivi.tableur.classeur import Ecriture
from suivi.tableur.lecture import Classeurs


class Sort(StrEnum):
    """What becomes of a line, in the order in which one reads them."""

    CONFLIT = "en conflit"
    REFUSEE = "refusée"
    INTERDITE = "à une autre organisation"
    CREEE = "créée"
    MODIFIEE = "modifiée"
    INCHANGEE = "inchangée"


PLURIELS = {Sort.CONFLIT: "en conflit", Sort.INTERDITE: "à une autre organisation"}


@dataclass(eq=False)
class LignePrevue:
    """One line of the file and what would become of it.

    `textes`, `verrous`, `repere`: what the file says, to give it back as it came. `etat`: the fingerprint of
    the workshop when this plan was made, by which one chooses to write over a conflict.
    """

    feuille: str
    numero: int
    place: str
    nom: str = ""
    sort: Sort = Sort.INCHANGEE
    pk: int | None = None
    changements: list[Champ] = field(default_factory=list)
    refus: list[tuple[str, str]] = field(default_factory=list)
    avertissements: list[str] = field(default_factory=list)
    etat: str = ""
    repere: str = ""
    textes: dict[str, str] = field(default_factory=dict)
    verrous: dict[str, str] = field(default_factory=dict)
    ecriture: Ecriture | None = None

    def refuser(self, colonne: str, phrase: str) -> None:
        self.sort = Sort.REFUSEE
        self.refus.append((colonne, phrase))

    @property
    def vides(self) -> list[str]:
        """The fields that the line empties."""
        return [champ.libelle for champ in self.changements if champ.avant and not champ.apres]

    @property
    def raisons(self) -> str:
        if self.sort == Sort.CONFLIT:
            return "La ligne a changé sur le portail depuis le téléchargement."
        return "\n".join(f"{colonne} : {phrase}" if colonne else phrase for colonne, phrase in self.refus)

    @property
    def a_montrer(self) -> bool:
        return self.sort != Sort.INCHANGEE or bool(self.avertissements)


@dataclass
class Plan:
    """What a file would do; the lines that can be written do not wait for the others."""

    lecture: Classeurs
    lignes: list[LignePrevue]

    def qui_seraient(self, *sorts: Sort) -> list[LignePrevue]:
        return [ligne for ligne in self.lignes if ligne.sort in sorts]

    @cached_property
    def a_ecrire(self) -> list[LignePrevue]:
        return self.qui_seraient(Sort.CREEE, Sort.MODIFIEE)

    @cached_property
    def conflits(self) -> list[LignePrevue]:
        return self.qui_seraient(Sort.CONFLIT)

    @cached_property
    def a_reprendre(self) -> list[LignePrevue]:
        return self.qui_seraient(Sort.CONFLIT, Sort.REFUSEE, Sort.INTERDITE)

    @cached_property
    def a_montrer(self) -> list[LignePrevue]:
        """What asks for a choice or a correction first."""
        ordre = list(Sort)
        return sorted(
            (ligne for ligne in self.lignes if ligne.a_montrer), key=lambda ligne: ordre.index(ligne.sort)
        )

    @property
    def resume(self) -> str:
        """One sentence: « 3 créées, 12 modifiées, 135 inchangées, 1 refusée. »"""
        comptes = Counter(ligne.sort for ligne in self.lignes)
        dits = [
            f"{comptes[sort]} {PLURIELS.get(sort, f'{sort}s' if comptes[sort] > 1 else sort)}"
            for sort in (
                Sort.CREEE,
                Sort.MODIFIEE,
                Sort.INCHANGEE,
                Sort.CONFLIT,
                Sort.REFUSEE,
                Sort.INTERDITE,
            )
            if comptes[sort]
        ]
        return f"{', '.join(dits) or 'aucune ligne'}."
