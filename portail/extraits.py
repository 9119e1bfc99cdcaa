"""The passage of a text that a search found, its words marked."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from snowballstemmer import stemmer

from vitrine.recherche import plier, sans_accents

LONGUEUR = 240  # characters of an extract
AVANT = 60  # characters kept before the first word found
MOT = re.compile(r"\w+")
DEBUT = 3  # letters that two words of one stem share: only those are worth stemming

_radicaux = stemmer("french")


class Surligneur:
    """Marks the words of one search in any number of texts."""

    def __init__(self, textes):
        mots = [mot for texte in textes for mot in MOT.findall(texte.lower()) if len(mot) > 1]
        self.formes = {forme for mot in mots for forme in _formes(mot)}
        self.debuts = {sans_accents(mot)[:DEBUT] for mot in mots}
        self._connus = {}

    def trouve(self, mot: str) -> bool:
        mot = mot.lower()
        if sans_accents(mot)[:DEBUT] not in self.debuts:
            return False
        if mot not in self._connus:
            self._connus[mot] = not self.formes.isdisjoint(_formes(mot))
        return self._connus[mot]

    def marquer(self, texte: str) -> SafeString:
        """The whole text, escaped, its words found in <mark>."""
        morceaux, fin = [], 0
        for mot in MOT.finditer(texte):
            if self.trouve(mot.group()):
                morceaux += [texte[fin : mot.start()], format_html("<mark>{}</mark>", mot.group())]
                fin = mot.end()
        return format_html_join("", "{}", ((morceau,) for morceau in [*morceaux, texte[fin:]]))

    def extrait(self, texte: str) -> SafeString:
        """Around the first word found, or the beginning."""
        texte = " ".join(texte.split())
        premier = next((mot.start() for mot in MOT.finditer(texte) if self.trouve(mot.group())), 0)
        debut = _apres_un_espace(texte, premier - AVANT) if premier > AVANT else 0
        coupe = texte[debut : debut + LONGUEUR]
        if debut + LONGUEUR < len(texte):
            coupe = coupe.rsplit(" ", 1)[0] + " …"
        return self.marquer(("… " if debut else "") + coupe)


def _formes(mot) -> set[str]:
    return {_radicaux.stemWord(mot), _radicaux.stemWord(plier(mot))}


def _apres_un_espace(texte, rang) -> int:
    espace = texte.find(" ", rang)
    return espace + 1 if espace >= 0 else rang
