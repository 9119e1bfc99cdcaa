"""Taking passages out of documents and of rows, without touching what is not free text."""

import re

from django.contrib.postgres.fields import ArrayField
from django.db import models

from publication.passages import COURTE, Occulteur
from publication.portee import champs_de_texte, listes_closes

TECHNIQUES = {"schema", "sel", "sha256", "type_mime"}
JOUR = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?")
ADRESSE = "slug"  # the key, or the field, whose text is the end of an address


def occulter_document(contenu: dict, occulteur: Occulteur, *, entier=False, designations=frozenset()) -> dict:
    """The same document without the passages (without any text if `entier`); emptied of its salt if touched."""

    def texte(valeur, cles):
        chemin = ".".join(cles)
        if entier and chemin not in designations:
            return occulteur.tout(valeur, adresse=cles[-1] == ADRESSE)
        return occulteur.occulter(valeur, adresse=cles[-1] == ADRESSE)

    occulte = _parcourir(contenu, texte, ())
    return contenu if occulte == contenu else occulte | {"sel": ""}


def _parcourir(valeur, texte, cles):
    if isinstance(valeur, dict):
        return {cle: _parcourir(element, texte, (*cles, cle)) for cle, element in valeur.items()}
    if isinstance(valeur, list):
        return [_parcourir(element, texte, cles) for element in valeur]
    if not isinstance(valeur, str) or (cles and est_technique(cles[-1], valeur)):
        return valeur
    return texte(valeur, cles or ("",))


def est_technique(cle, valeur) -> bool:
    """A value that is read by machines: a closed list, a fingerprint, a day."""
    noms, valeurs = listes_closes()
    return cle in TECHNIQUES or (cle in noms and valeur in valeurs) or bool(JOUR.fullmatch(valeur))


def contient(valeur, occulteur) -> bool:
    """Does any text of a JSON value, keys included, hold a passage?"""
    if isinstance(valeur, dict):
        return any(
            contient(cle, occulteur) or contient(element, occulteur) for cle, element in valeur.items()
        )
    if isinstance(valeur, list | tuple):
        return any(contient(element, occulteur) for element in valeur)
    return isinstance(valeur, str) and occulteur.contient(valeur)


def occulter_ligne(modele, ligne: dict, occulteur, *, entier=False, designations=frozenset()) -> dict:
    """What changes in a row: field → its text without the passages. `ligne`: attname → value."""
    changements = {}
    for champ in champs_de_texte(modele):
        valeur = ligne[champ.attname]
        occultee = _occulter_champ(champ, valeur, occulteur, entier and champ.name not in designations)
        if occultee != valeur:
            changements[champ.attname] = occultee
    return changements


def _occulter_champ(champ, valeur, occulteur, entier):
    if isinstance(champ, ArrayField):
        return valeur and [
            _occulter_texte(champ.base_field, champ.name, texte, occulteur, entier) for texte in valeur
        ]
    if isinstance(champ, models.JSONField):
        return _occulter_json(valeur, champ.name, occulteur, entier)
    return _occulter_texte(champ, champ.name, valeur, occulteur, entier)


def _occulter_json(valeur, cle, occulteur, entier):
    """Unlike a document's, the keys of a workshop's JSON may come from people."""
    if isinstance(valeur, dict):
        return {
            occulteur.occulter(nom): _occulter_json(element, nom, occulteur, entier)
            for nom, element in valeur.items()
        }
    if isinstance(valeur, list):
        return [_occulter_json(element, cle, occulteur, entier) for element in valeur]
    if not isinstance(valeur, str) or est_technique(cle, valeur):
        return valeur
    return occulteur.tout(valeur) if entier else occulteur.occulter(valeur)


def _occulter_texte(champ, nom, valeur, occulteur, entier):
    noms, valeurs = listes_closes()
    if not valeur or not isinstance(valeur, str) or (nom in noms and valeur in valeurs):
        return valeur
    adresse = nom == ADRESSE or isinstance(champ, models.SlugField)
    occulte = (
        occulteur.tout(valeur, adresse=adresse) if entier else occulteur.occulter(valeur, adresse=adresse)
    )
    return valeur if occulte == valeur else _a_la_taille(occulte, occulteur, champ.max_length)


def _a_la_taille(texte, occulteur, taille):
    if taille and len(texte) > taille:
        return texte.replace(occulteur.marque, COURTE)[:taille]
    return texte
