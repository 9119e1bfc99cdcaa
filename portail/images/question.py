"""The answers to one question of a questionnaire: one bar per answer, in the order of the questionnaire."""

from dataclasses import dataclass

from demarches.enums import TypeDeQuestion
from portail.images.dessin import barre, nombre, pourcentage


@dataclass(frozen=True)
class Reponse:
    libelle: str
    nombre: str
    part: str
    barre: str


@dataclass(frozen=True)
class Question:
    intitule: str
    description: str
    reponses: list[Reponse]


def question(ligne: dict) -> Question:
    """`ligne`: {intitule, type, repondants, resultats: [{libelle, nombre, part}]}, `part` in tenths of a percent."""
    return Question(
        intitule=ligne["intitule"],
        description=_phrase(ligne),
        reponses=[
            Reponse(
                libelle=reponse["libelle"],
                nombre="non communiqué" if reponse["nombre"] is None else nombre(reponse["nombre"]),
                part=pourcentage(reponse["part"]),
                barre=barre(reponse["part"]),
            )
            for reponse in ligne["resultats"]
        ],
    )


def _phrase(ligne) -> str:
    repondants = ligne["repondants"]
    phrases = ["Nombre de répondants non communiqué."]
    if repondants is not None:
        phrases = [
            f"{nombre(repondants)}\N{NO-BREAK SPACE}{'répondants' if repondants > 1 else 'répondant'}."
        ]
    if ligne["type"] == TypeDeQuestion.CHOIX_MULTIPLE:
        phrases.append("Plusieurs réponses étaient possibles.")
    poids = _poids(ligne["resultats"])
    if any(poids):
        libelles = [reponse["libelle"] for reponse in ligne["resultats"]]
        if ligne["type"] == TypeDeQuestion.ECHELLE:
            phrases.append(f"Réponse médiane\N{NO-BREAK SPACE}: {_cite(libelles[_mediane(poids)])}.")
        else:
            premieres = [
                _cite(libelle) for libelle, p in zip(libelles, poids, strict=True) if p == max(poids)
            ]
            if len(premieres) < len(libelles):
                phrases.append(f"Réponse la plus donnée\N{NO-BREAK SPACE}: {', '.join(premieres)}.")
    return " ".join(phrases)


def _poids(reponses) -> list[int]:
    """Their numbers when all are known, else their shares."""
    for cle in ("nombre", "part"):
        if all(reponse[cle] is not None for reponse in reponses):
            return [reponse[cle] for reponse in reponses]
    return []


def _mediane(poids) -> int:
    """The rank of the answer that half of the people reach, in the order of the scale."""
    cumul = 0
    for rang, valeur in enumerate(poids):
        cumul += valeur
        if 2 * cumul >= sum(poids):
            return rang
    raise AssertionError("unreachable: the last answer reaches the whole")


def _cite(libelle: str) -> str:
    return f"«\N{NO-BREAK SPACE}{libelle}\N{NO-BREAK SPACE}»"
