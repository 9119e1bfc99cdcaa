"""What a reading gives back, and the one exception it raises."""

from collections.abc import Callable
from dataclasses import dataclass, field

Progression = Callable[[int, int | None], None]


class FichierRefuse(Exception):
    """The whole file is refused; the message is the French sentence that the user reads."""


@dataclass(frozen=True)
class Ligne:
    """One proposition as the file gives it, cleaned but never rewritten."""

    numero: int
    reference: str
    titre: str
    texte: str = ""
    reformulation: str = ""
    chapitre: str = ""
    nature: str = ""
    partie_de: str = ""
    extraite_par: str = ""
    document: str = ""
    page: str = ""
    url: str = ""
    ordre: int = 0
    votes_pour: int | None = None
    votes_contre: int | None = None
    votes_abstention: int | None = None
    soutiens: int | None = None
    signalements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refus:
    """One line that cannot become a proposition, and why."""

    numero: int
    raison: str


@dataclass
class Lecture:
    """Everything the import screen or command has to show before anything is written.

    `champs_deduits`: fields that have no column and yet hold something (titles drawn from the texts,
    chapters read between the lines, proposed references).
    """

    format: str
    lignes: list[Ligne] = field(default_factory=list)
    refus: list[Refus] = field(default_factory=list)
    colonnes: dict[str, str] = field(default_factory=dict)
    champs_deduits: set[str] = field(default_factory=set)
    colonnes_ignorees: list[str] = field(default_factory=list)
    colonnes_personnelles: list[str] = field(default_factory=list)
    avertissements: list[str] = field(default_factory=list)
    references_proposees: bool = False
    feuille: str = ""
    ligne_entete: int = 0
    encodage: str = ""
    separateur: str = ""

    @property
    def champs_lus(self) -> set[str]:
        """The fields whose value comes from the file, through a column or not."""
        return {*self.colonnes, *self.champs_deduits}
