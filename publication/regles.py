"""What a document needs to be published: one small object per rule, with its source and the field it points to.

Rules read the frozen document, so that they say the same of it at submission and at validation whatever the
workshop has become since; they read the workshop object only for what is private, or said elsewhere. They are
never read of what is already public: a rule added later unpublishes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass


def toujours(document, objet) -> bool:
    return True


def jamais(document) -> bool:
    return False


def lire(document: dict, chemin: str):
    """The value at « partie.champ » of a document, None where there is nothing."""
    valeur = document
    for nom in chemin.split("."):
        valeur = (valeur or {}).get(nom)
    return valeur


@dataclass(frozen=True)
class Regle:
    """Ce qui doit être rempli pour publier."""

    quoi: str | Callable  # what is missing, in French, after « il manque »; or a function (document, objet)
    champ: str  # field or relation of the workshop object, where one fills it in
    source: str  # sheet of the CIPC guide, or what else asks for it
    rempli: str | Callable = ""  # path in the document, if it is not `champ`; or a function (document, objet)
    concerne: Callable = toujours  # (document, objet)
    dispense: Callable = jamais  # (document): said « sans objet » or « non communiqué » instead

    def est_remplie(self, document, objet) -> bool:
        if callable(self.rempli):
            satisfaite = bool(self.rempli(document, objet))
        else:
            satisfaite = lire(document, self.rempli or self.champ) not in ("", None, [])
        return satisfaite or self.dispense(document)

    def en_mots(self, document, objet) -> str:
        return self.quoi(document, objet) if callable(self.quoi) else self.quoi


@dataclass(frozen=True)
class Coherence:
    """Ce qui ne peut pas être publié ainsi, même rempli."""

    champ: str
    erreurs: Callable  # (document, objet) → one French sentence for each thing that is wrong


@dataclass(frozen=True)
class Manque:
    """Ce qui empêche de publier un objet, et où le corriger."""

    phrase: str  # the whole sentence, that names the object
    quoi: str  # the same beside the object, without its name
    champ: str
    source: str = ""
    dispensable: bool = False  # may be said « sans objet » or « non communiqué » instead


@dataclass(frozen=True)
class Completude:
    """Combien de ce qui est obligatoire pour publier est rempli, et ce qui ne l’est pas."""

    obligatoires: int
    manques: tuple[Manque, ...]
    a_corriger: tuple[Manque, ...]

    @property
    def remplies(self) -> int:
        return self.obligatoires - len(self.manques)

    @property
    def est_complete(self) -> bool:
        return not (self.manques or self.a_corriger)

    @property
    def tout(self) -> tuple[Manque, ...]:
        return self.manques + self.a_corriger

    @property
    def phrases(self) -> list[str]:
        return [manque.phrase for manque in self.tout]

    def restreinte(self, champs) -> "Completude":
        """What it says of some fields only; how many are required is not known of them."""
        return Completude(
            obligatoires=0,
            manques=tuple(manque for manque in self.manques if manque.champ in champs),
            a_corriger=tuple(manque for manque in self.a_corriger if manque.champ in champs),
        )


def completude(regles, coherences, document, objet, nom) -> Completude:
    """What `document` lacks according to `regles`, or contradicts; `nom` says what it is."""
    concernees = [regle for regle in regles if regle.concerne(document, objet)]
    return Completude(
        obligatoires=len(concernees),
        manques=tuple(
            _manque(regle, document, objet, nom)
            for regle in concernees
            if not regle.est_remplie(document, objet)
        ),
        a_corriger=tuple(
            Manque(phrase=f"{nom} : {erreur}", quoi=erreur, champ=coherence.champ)
            for coherence in coherences
            for erreur in coherence.erreurs(document, objet)
        ),
    )


def _manque(regle, document, objet, nom) -> Manque:
    quoi = regle.en_mots(document, objet)
    return Manque(
        phrase=f"{nom} : il manque {quoi}.",
        quoi=quoi,
        champ=regle.champ,
        source=regle.source,
        dispensable=regle.dispense is not jamais,
    )
