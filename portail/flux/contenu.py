"""The change itself, as HTML that needs no style sheet: what each object became, word by word, and why.

An entry is short whatever was published: so many characters for one object, so many for the entry, then links.
"""

from dataclasses import dataclass, field, replace

from django.template.loader import render_to_string
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString

from portail.flux.essentiel import Ligne, essentiel, signature
from portail.flux.objets import Objet, objet_de, page_de
from portail.flux.parutions import MODIFIE, RETIRE, Changement, Parution
from portail.flux.titres import combien
from portail.libelles import LIBELLES
from publication.comparaison import Champ, champs, comparer
from publication.texte_riche import en_html

CARACTERES_PAR_OBJET = 2_000
CARACTERES_PAR_ENTREE = 15_000
BALISES = 20  # characters that a piece of text costs besides its own
COMPARAISONS_AU_PLUS = 100_000  # pairs of words: thirty entries are compared at once
AUTOUR = 160  # characters of an unchanged passage left on each side of a change
COUPE = "[…]"


@dataclass
class Place:
    """Ce qui reste à écrire d’une entrée, et de l’objet en cours."""

    entree: int = CARACTERES_PAR_ENTREE
    objet: int = 0
    coupe: bool = False  # was something of the object left out?

    def changer_d_objet(self) -> None:
        self.objet = min(CARACTERES_PAR_OBJET, self.entree)
        self.coupe = self.objet <= BALISES

    def ecrire(self, texte: str) -> str:
        """As much of the text as there is room for, up to a whole word; "" once something was left out."""
        if self.coupe:
            return ""
        place = self.objet - BALISES
        if len(texte) > place:
            self.coupe = True
            entiers, espace, _ = texte[: max(place, 0)].rpartition(" ")
            texte = f"{entiers}{espace}{COUPE}" if entiers else ""
        self.objet -= len(texte) + BALISES
        self.entree -= len(texte) + BALISES
        return texte


@dataclass
class Bloc:
    """Un objet dans une entrée : comment on le nomme, et ce qui en a changé."""

    objet: Objet
    changement: Changement
    declaration: tuple[str, str] | None = None  # what is declared of it alone: nature, reason
    champs: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)  # label, pieces
    lignes: list[tuple[str, str, SafeString]] = field(
        default_factory=list
    )  # label, text, its HTML if it is long
    signature: Ligne | None = None
    coupe: bool = False

    @property
    def retrait(self) -> tuple[str, str] | None:
        """(motif, explanation) of a tombstone."""
        retrait = self.changement.version.contenu.get("retrait")
        return (LIBELLES[retrait["motif"]].lower(), retrait["explication"]) if retrait else None


def contenu(parution: Parution, absolue) -> str:
    """The HTML of an entry; `absolue` makes a path an address."""
    place = Place()
    declarations = _declarations(parution)
    communes = declarations if len(declarations) == 1 else []
    blocs = []
    for changement in parution.changements:
        bloc = _bloc(changement, parution.porteur, place, absolue)
        blocs.append(bloc if communes else replace(bloc, declaration=_declaration(changement)))
    contexte = {
        "declarations": communes,
        "urgences": _urgences(parution),
        "blocs": blocs,
        "mot_par_mot": any(bloc.champs for bloc in blocs),
        "autres": _autres(parution, absolue),
    }
    return render_to_string("portail/flux/entree.html", contexte)


def _declaration(changement) -> tuple[str, str] | None:
    publication = changement.version.publication
    if changement.sorte != MODIFIE or not publication.modification:
        return None
    return LIBELLES[publication.modification], publication.raison


def _declarations(parution) -> list[tuple[str, str]]:
    """Each said once; in a lot there may be several."""
    dites = (_declaration(changement) for changement in parution.changements)
    return list(dict.fromkeys(dite for dite in dites if dite))


def _urgences(parution) -> list:
    publications = {changement.version.publication for changement in parution.changements}
    return sorted((une for une in publications if une.urgence), key=lambda une: une.pk)


def _autres(parution, absolue) -> list[tuple[str, str]]:
    """(« 139 autres réponses publiées », where they are read) for what is only counted."""
    montres = {}
    for changement in parution.changements:
        cle = changement.modele, changement.sorte
        montres[cle] = montres.get(cle, 0) + 1
    return [
        (
            combien(modele, sorte, nombre - montres[modele, sorte], autres=True),
            page_de(modele, parution.porteur, absolue),
        )
        for (modele, sorte), nombre in parution.nombres.items()
        if nombre > montres[modele, sorte]
    ]


def _bloc(changement, porteur, place, absolue) -> Bloc:
    place.changer_d_objet()
    bloc = Bloc(objet_de(changement, porteur, absolue), changement)
    version = changement.version
    if changement.sorte == RETIRE or version.est_effacee_en_entier:
        return bloc
    if changement.avant is None:
        bloc.lignes = _lignes(essentiel(changement.modele, version.contenu), place)
    else:
        bloc.champs = _comparer(champs(changement.modele, changement.avant, version.contenu), place)
    bloc.signature = signature(
        changement.modele, version.contenu, reprise_historique=porteur.reprise_historique
    )
    bloc.coupe = place.coupe
    return bloc


def _lignes(lignes, place) -> list[tuple[str, str, SafeString]]:
    ecrites = [(ligne, place.ecrire(ligne.texte)) for ligne in lignes]
    return [(ligne.libelle, texte, _html(ligne, texte)) for ligne, texte in ecrites if texte]


def _html(ligne, texte) -> SafeString:
    """Nothing for what holds in one line after its label."""
    if ligne.riche:
        return en_html(texte)
    if ligne.libelle and "\n" not in texte:
        return SafeString("")
    return SafeString(linebreaks(escape(texte)))


def _comparer(lus: list[Champ], place) -> list[tuple[str, list[tuple[str, str]]]]:
    """(label, pieces) of each field that changes, as on the page of the version, shortened where nothing changes."""
    ecrits = []
    for champ in lus:
        if not champ.change or place.coupe:
            continue
        morceaux = _resserrer(comparer(champ.avant, champ.apres, COMPARAISONS_AU_PLUS))
        morceaux = [(nature, place.ecrire(texte)) for nature, texte in morceaux]
        if any(texte for _, texte in morceaux):
            ecrits.append((champ.libelle, [(nature, texte) for nature, texte in morceaux if texte]))
    return ecrits


def _resserrer(morceaux):
    """The same pieces; of a long unchanged one, only what touches a change."""
    for rang, (nature, texte) in enumerate(morceaux):
        if nature == "egal" and len(texte) > 2 * AUTOUR + len(COUPE):
            debut = f"{texte[:AUTOUR].rpartition(' ')[0]} " if rang else ""
            fin = f" {texte[-AUTOUR:].partition(' ')[2]}" if rang < len(morceaux) - 1 else ""
            texte = f"{debut}{COUPE}{fin}"
        yield nature, texte
