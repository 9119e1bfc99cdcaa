"""Whatever the schema of a document says, a change of it shows to the validator, with no code of its own.

Documents are built from the schema itself: a field added tomorrow is tried tomorrow.
"""

import copy
import datetime as dt
from types import NoneType, UnionType
from typing import Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, Field, create_model

from publication.comparaison import TECHNIQUES, champs
from publication.documents import DocumentDeRetrait, Partie
from publication.models import types_de_version

TYPES = types_de_version()
SIMPLES = {str: ("un mot", "un autre mot"), int: (3, 4), bool: (True, False)}
SIMPLES |= {
    dt.date: ("2025-03-01", "2025-03-02"),
    dt.time: ("18:30:00", "19:30:00"),
    dt.datetime: ("2025-03-01T18:30:00", "2025-03-02T18:30:00"),
}


def plein(annotation):
    """A value of this type in which everything holds something."""
    origine = get_origin(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {champ.alias or nom: plein(champ.annotation) for nom, champ in annotation.model_fields.items()}
    if origine in {Union, UnionType}:
        return plein(next(choix for choix in get_args(annotation) if choix is not NoneType))
    if origine is list:
        return [plein(get_args(annotation)[0])]
    if origine is Literal:
        return get_args(annotation)[0]
    return SIMPLES[annotation][0]


def feuilles(valeur, chemin=()):
    """The path of every value that holds no other."""
    if isinstance(valeur, dict):
        for cle, partie in valeur.items():
            yield from feuilles(partie, (*chemin, cle))
    elif isinstance(valeur, list):
        for rang, element in enumerate(valeur):
            yield from feuilles(element, (*chemin, rang))
    else:
        yield chemin


def change(document, chemin):
    autre = copy.deepcopy(document)
    partie = autre
    for cle in chemin[:-1]:
        partie = partie[cle]
    avant = partie[chemin[-1]]
    partie[chemin[-1]] = next(
        (second for premier, second in SIMPLES.values() if type(premier) is type(avant) and premier == avant),
        f"{avant} autre",
    )
    return autre


def vide(document, chemin):
    """The same without what stands there: an empty list, an absent part."""
    autre = copy.deepcopy(document)
    autre[chemin] = [] if isinstance(autre[chemin], list) else None
    return autre


def se_voit(modele, avant, apres) -> bool:
    return any(champ.change for champ in champs(modele, avant, apres))


@pytest.mark.parametrize("modele", TYPES, ids=lambda modele: modele.schema)
def test_toute_valeur_qui_change_se_voit(modele):
    document = plein(modele.modele_du_document())
    essayes = [chemin for chemin in feuilles(document) if chemin[0] not in TECHNIQUES]
    assert essayes
    invisibles = [chemin for chemin in essayes if not se_voit(modele, document, change(document, chemin))]
    assert invisibles == []


@pytest.mark.parametrize("modele", TYPES, ids=lambda modele: modele.schema)
def test_tout_champ_qui_se_vide_ou_disparait_se_voit(modele):
    document = plein(modele.modele_du_document())
    cles = document.keys() - TECHNIQUES
    assert [cle for cle in cles if not se_voit(modele, document, vide(document, cle))] == []
    sans = [{autre: v for autre, v in document.items() if autre != cle} for cle in cles]
    assert [apres for apres in sans if not se_voit(modele, document, apres)] == []


@pytest.mark.parametrize("modele", TYPES, ids=lambda modele: modele.schema)
def test_un_champ_ajoute_au_schema_se_voit_sans_une_ligne_de_code(modele, monkeypatch):
    class PartieAjoutee(Partie):
        detail: str = Field(description="Un détail.")

    etendu = create_model(
        "Etendu",
        __base__=modele.modele_du_document(),
        ajoute=(str, Field(description="Un champ ajouté demain.")),
        parties_ajoutees=(list[PartieAjoutee], Field(description="Des parties ajoutées demain.")),
    )
    monkeypatch.setattr(modele, "modele_du_document", classmethod(lambda cls: etendu))
    document = plein(etendu)
    for chemin in [("ajoute",), ("parties_ajoutees", 0, "detail")]:
        [vu] = [champ for champ in champs(modele, document, change(document, chemin)) if champ.change]
        assert "demain" in vu.libelle
        assert "autre" in vu.apres


@pytest.mark.parametrize("modele", TYPES, ids=lambda modele: modele.schema)
def test_un_retrait_se_voit(modele):
    retrait = plein(DocumentDeRetrait)
    for chemin in [("retrait", "motif"), ("retrait", "explication")]:
        assert se_voit(modele, retrait, change(retrait, chemin))
    assert se_voit(modele, plein(modele.modele_du_document()), retrait)


def test_un_champ_que_la_comparaison_tairait_serait_denonce(monkeypatch):
    """The test above fails when something is left out."""
    modele = TYPES[0]
    document = plein(modele.modele_du_document())
    cle = next(cle for cle in document if cle not in TECHNIQUES)
    monkeypatch.setattr("publication.comparaison.TECHNIQUES", {*TECHNIQUES, cle})
    assert not se_voit(modele, document, vide(document, cle))
