"""What a submission changes, field by field and word by word, read from the whole document.

Everything the document holds becomes text, by its own keys: a field added tomorrow shows here by itself.
"""

import datetime as dt
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import get_args

from accounts.enums import Nature
from publication import atelier
from publication.documents import DocumentDeRetrait, Organisme, Partie
from publication.documents_figes import lus
from publication.enums import Etat
from publication.heure import jour_en_toutes_lettres

TECHNIQUES = {"sel", "schema"}
COMPARAISONS_AU_PLUS = 1_000_000  # pairs of words; beyond, texts are compared line by line


@dataclass(frozen=True)
class Champ:
    """Un champ du document : son texte d’avant, d’après, et ce qui les sépare."""

    libelle: str
    avant: str
    apres: str

    @property
    def change(self) -> bool:
        return self.avant != self.apres

    @property
    def morceaux(self) -> list[tuple[str, str]]:
        return comparer(self.avant, self.apres)


@dataclass(frozen=True)
class DocumentCompare:
    """Un document soumis, face à celui qu’il remplace."""

    titre: str
    est_nouveau: bool
    est_retrait: bool
    champs: list[Champ]
    cle: str = ""
    remarque: str = ""  # what the validator wants to be seen again in it

    @property
    def changes(self) -> list[Champ]:
        return [champ for champ in self.champs if champ.change]

    @property
    def inchanges(self) -> list[Champ]:
        return [champ for champ in self.champs if not champ.change and champ.apres]

    @property
    def laisses_vides(self) -> list[Champ]:
        """Those that this document leaves empty, whatever the one before said."""
        return [champ for champ in self.champs if not champ.apres]

    @property
    def vides(self) -> list[Champ]:
        return [champ for champ in self.champs if not champ.avant and not champ.apres]


@dataclass(frozen=True)
class Groupe:
    """Les documents d’un même type dans une publication."""

    libelle: str
    documents: list[DocumentCompare]

    @property
    def nombre_de_nouveaux(self) -> int:
        return sum(document.est_nouveau for document in self.documents)


def documents_compares(publication, instant, versions) -> list[Groupe]:
    """These versions of a publication against what they replace, or replaced on the day it was published."""
    groupes = []
    compares = _comparees(versions, {publication.pk: publication}, instant)
    for modele, suite in groupby(compares, key=lambda compare: type(compare[0])):
        documents = [document for _, document in suite]
        libelle = modele.libelle_pluriel() if len(documents) > 1 else modele.libelle()
        groupes.append(Groupe(libelle, documents))
    return groupes


def documents_par_publication(publications, instant, versions) -> dict[int, list[DocumentCompare]]:
    """Publication's pk → its documents compared; `versions` are those of them all."""
    par_pk = {publication.pk: publication for publication in publications}
    documents = {pk: [] for pk in par_pk}
    for version, document in _comparees(versions, par_pk, instant):
        documents[version.publication_id].append(document)
    return documents


def _comparees(versions, publications, instant):
    """(version, DocumentCompare) for each version, which holds its object; `publications` by pk."""
    identifiants, histoires = {}, {}
    for version in versions:
        identifiants.setdefault(type(version), set()).add(version.objet_id)
    for modele, objet, validite, contenu in lus(
        lambda figees: figees.filter(objet__in=identifiants.get(figees.model, ()), validite__isnull=False),
        "objet_id",
        "validite",
        "contenu",
    ):
        histoires.setdefault((modele, objet), []).append((validite, contenu))
    for version in versions:
        publication = publications[version.publication_id]
        avant = (
            publication.publiee_le - dt.timedelta(microseconds=1)
            if publication.etat == Etat.VALIDEE
            else instant
        )
        precedents = [
            contenu
            for validite, contenu in histoires.get((type(version), version.objet_id), [])
            if avant in validite
        ]
        yield (
            version,
            document_compare(
                type(version), version.objet, precedents[0] if precedents else None, version.contenu
            ),
        )


def document_compare(modele, objet, avant: dict | None, apres: dict) -> DocumentCompare:
    """`apres` against `avant`, None if nothing was ever public; both are documents of `objet`."""
    return DocumentCompare(
        titre=_titre(apres) or str(objet),
        est_nouveau=avant is None,
        est_retrait="retrait" in apres,
        champs=champs(modele, avant, apres),
        cle=atelier.cle(objet),
    )


def _titre(contenu) -> str:
    """As it was submitted: the workshop may have changed since."""
    return (
        " – ".join(filter(None, [contenu.get("reference"), contenu["titre"]])) if "titre" in contenu else ""
    )


def champs(modele, avant: dict | None, apres: dict) -> list[Champ]:
    """Every field of two documents of the same object; `modele` is its version model."""
    retire = any("retrait" in (document or {}) for document in (avant, apres))
    types = [modele.modele_du_document(), *([DocumentDeRetrait] if retire else [])]
    decrits = {
        champ.alias or nom: (champ.description, champ.annotation)
        for type_ in types
        for nom, champ in type_.model_fields.items()
    }
    resultat = []
    for cle in _dans_l_ordre(decrits, [*apres, *(avant or {})]):
        if cle in TECHNIQUES:
            continue
        description, annotation = decrits.get(cle, (cle, None))
        choix = choix_du_champ(modele, cle)
        source = Imbrication(modele, cle) if _est_imbriquee(modele, cle) else choix
        libelle = _libelle_du_champ(choix, description)
        resultat.append(
            Champ(
                libelle=libelle,
                avant=en_texte((avant or {}).get(cle), annotation, source, libelle),
                apres=en_texte(apres.get(cle), annotation, source, libelle),
            )
        )
    return resultat


@dataclass(frozen=True)
class Imbrication:
    """Une partie du document dont les champs sont ceux de l’objet lui-même dans l’atelier."""

    modele: type
    cle: str


def _est_imbriquee(modele, cle) -> bool:
    return any(chemin.startswith(f"{cle}.") for chemin in modele.champs_de_l_atelier)


def _dans_l_ordre(decrits, cles) -> list[str]:
    """In the order of the schema, which PostgreSQL does not keep; what it does not describe comes last."""
    return sorted(
        dict.fromkeys(cles), key=lambda cle: list(decrits).index(cle) if cle in decrits else len(decrits)
    )


def choix_du_champ(modele, cle):
    """The workshop field that gives the closed list, or the model of a repeated part; None for free text."""
    objet = modele._meta.get_field("objet").related_model
    nom = modele.champs_de_l_atelier.get(cle, cle)
    trouves = [champ for champ in objet._meta.get_fields() if champ.name == nom]
    return trouves[0] if trouves else None


def en_texte(valeur, annotation=None, choix=None, nom="") -> str:
    """A JSON value as an agent reads it; "" for nothing. What is called `nom`, as the whole is, is not named again."""
    if valeur is None or valeur == "" or valeur == []:
        return ""
    if isinstance(valeur, bool):
        return "Oui" if valeur else "Non"
    if isinstance(valeur, list):
        return _liste_en_texte([en_texte(element, annotation, choix) for element in valeur])
    if isinstance(valeur, dict):
        return _partie_en_texte(valeur, annotation, choix, nom)
    if isinstance(valeur, str):
        return _date(valeur, annotation) or _libelle(valeur, choix)
    return str(valeur)


def _liste_en_texte(textes) -> str:
    """One item a line; items of several lines are set apart."""
    separateur = "\n\n" if any("\n" in texte for texte in textes) else "\n"
    return separateur.join("• " + texte.replace("\n", "\n  ") for texte in textes)


def comparer(avant: str, apres: str, au_plus=COMPARAISONS_AU_PLUS) -> list[tuple[str, str]]:
    """(« egal », « retire » or « ajoute », text), in reading order; beyond `au_plus` pairs of words, line by line."""
    a, b = _mots(avant), _mots(apres)
    debut = _longueur_commune(a, b)
    fin = _longueur_commune(a[debut:][::-1], b[debut:][::-1])
    avant, apres = ("".join(mots[debut : len(mots) - fin]) for mots in (a, b))
    morceaux = [
        ("egal", "".join(a[:debut])),
        *_differences(avant, apres, au_plus),
        ("egal", "".join(a[len(a) - fin :])),
    ]
    return [(nature, texte) for nature, texte in morceaux if texte]


def _longueur_commune(a, b) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _differences(avant: str, apres: str, au_plus) -> list[tuple[str, str]]:
    a, b = _mots(avant), _mots(apres)
    if len(a) * len(b) > au_plus:
        a, b = avant.splitlines(keepends=True), apres.splitlines(keepends=True)
    morceaux = []
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if operation == "equal":
            morceaux.append(("egal", "".join(a[i1:i2])))
            continue
        if i2 > i1:
            morceaux.append(("retire", "".join(a[i1:i2])))
        if j2 > j1:
            morceaux.append(("ajoute", "".join(b[j1:j2])))
    return morceaux


def _mots(texte) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", texte)


def _partie_en_texte(valeur, annotation, choix, nom) -> str:
    partie = _type_de_partie(annotation)
    if partie is Organisme:
        return _organisme_en_texte(valeur)
    lignes = []
    champs_de_la_partie = partie.model_fields if partie else {}
    for cle in _dans_l_ordre(champs_de_la_partie, valeur):
        champ = champs_de_la_partie.get(cle)
        source = _choix_de_la_partie(choix, cle)
        if texte := en_texte(valeur[cle], champ and champ.annotation, source):
            libelle = _libelle_du_champ(source, champ.description if champ else cle)
            saut = "\n" if texte.startswith("• ") else " "
            lignes.append(texte if libelle == nom else f"{libelle} :{saut}{texte}")
    return "\n".join(lignes)


def _organisme_en_texte(valeur) -> str:
    sigle = f" ({valeur['sigle']})" if valeur["sigle"] else ""
    nature = dict(Nature.choices).get(valeur["nature"], valeur["nature"])
    return f"{valeur['nom']}{sigle}, {nature.lower()}, identifiant {valeur['id']}"


def _libelle_du_champ(source, description) -> str:
    """The short name that the form gives to the field, or what the schema says of it."""
    nom = str(source.verbose_name) if _a_un_nom(source) else description.rstrip(". ").removeprefix("Vrai si ")
    return nom[0].upper() + nom[1:]


def _a_un_nom(source) -> bool:
    """A key, or a link that only its code names, says nothing to whoever reads it."""
    if not getattr(source, "concrete", False) or source.primary_key:
        return False
    return not source.is_relation or str(source.verbose_name) != source.name.replace("_", " ")


def _type_de_partie(annotation):
    """The Partie named in an annotation such as `list[Partie]` or `Partie | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Partie):
        return annotation
    return next(filter(None, map(_type_de_partie, get_args(annotation))), None)


def _choix_de_la_partie(choix, cle):
    if isinstance(choix, Imbrication):
        return choix_du_champ(choix.modele, f"{choix.cle}.{cle}")
    modele = getattr(choix, "related_model", None)
    if not modele:
        return None
    return next((champ for champ in modele._meta.get_fields() if champ.name == cle), None)


def _date(valeur, annotation) -> str:
    if dt.date not in (annotation, *get_args(annotation)):
        return ""
    return jour_en_toutes_lettres(dt.date.fromisoformat(valeur))


def _libelle(valeur, choix) -> str:
    for champ in (choix, getattr(choix, "base_field", None)):
        if libelle := dict(getattr(champ, "flatchoices", None) or ()).get(valeur):
            return str(libelle)
    return valeur
