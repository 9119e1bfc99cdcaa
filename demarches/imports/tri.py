"""Tell the rows that are not propositions: repeated headers, totals, themes between lines, notes."""

import re

from .nettoyage import nettoyer_en_ligne
from .rangees import Nature
from .valeurs import abreger
from .vocabulaire import CHAMPS_DE_TEXTE, plier

LONGUEUR_DE_THEME = 250
TOTAL = re.compile(
    r"(?:sous )?(?:total|totaux|ensemble|moyenne|somme)(?: (?:general|generaux|des?|du) ?[a-z ]{0,30})?"
)
THEME = re.compile(
    r"(?:axe|theme|thematique|chapitre|partie|volet|famille|rubrique|groupe(?: de travail)?|titre)"
    r" (?:n |numero )?(?:\d{1,3}|[ivx]{1,5}|[a-h])\b.*"
)
NOMBRE = re.compile(r"-?[\d\s.,]+%?")
COLONNES_CHIFFREES = ("votes_pour", "votes_contre", "votes_abstention", "soutiens")


class Tri:
    """Sort the rows under one header; remember the theme in force and the rows set aside."""

    def __init__(self, entete):
        self.champs = entete.champs
        self.noms = {colonne: plier(nom) for colonne, nom in entete.intitules.items()}
        self.theme = ""
        self.themes = 0
        self.theme_sans_suite = None
        self.ecartees = []

    def ecarter(self, rangee, remplies):
        """Return True when the row is not a proposition."""
        if self._est_l_entete(remplies):
            self.ecartees.append((rangee.numero, "en-tête répété"))
        elif self._est_un_total(remplies):
            self.ecartees.append((rangee.numero, "total"))
        elif not self._est_seule(rangee, remplies):
            self.theme_sans_suite = None
            return False
        return True

    def terminer(self):
        """A theme that no line follows was a note under the table."""
        if self.theme_sans_suite:
            self.ecartees.append(self.theme_sans_suite)
            self.themes -= 1

    def _colonnes(self, *champs):
        return {colonne for champ in champs for colonne in self.champs.get(champ, ())}

    def _est_l_entete(self, remplies):
        if len(remplies) < min(2, len(self.noms)):
            return False
        return all(plier(cellule.texte[:200]) == self.noms.get(c) for c, cellule in remplies.items())

    def _est_un_total(self, remplies):
        (premiere, cellule), *autres = remplies.items()
        if any(c.nature is Nature.TEXTE and not NOMBRE.fullmatch(c.texte.strip()) for _, c in autres):
            return False
        plie = plier(cellule.texte[:80])
        if TOTAL.fullmatch(plie):
            return bool(autres) or plie.startswith(("total", "sous"))
        parlantes = self._colonnes("reference", *CHAMPS_DE_TEXTE)
        chiffree = premiere in self._colonnes(*COLONNES_CHIFFREES) and NOMBRE.fullmatch(cellule.texte.strip())
        return bool(chiffree) and parlantes.isdisjoint(remplies)

    def _est_seule(self, rangee, remplies):
        """A row with a single filled cell may be the theme of the rows that follow, or a note."""
        if len(remplies) != 1 or len(self.noms) == 1:
            return False
        ((colonne, cellule),) = remplies.items()
        texte = nettoyer_en_ligne(cellule.texte)
        if cellule.nature is not Nature.TEXTE or "\0" in cellule.texte or len(texte) > LONGUEUR_DE_THEME:
            return False
        fusionnee = rangee.feuille.fusions.get((rangee.numero, colonne), (0, 0))[1] > colonne
        dans_le_texte = colonne in self._colonnes(*CHAMPS_DE_TEXTE)
        # Where every proposition has a reference, a title alone is a heading.
        sans_reference = dans_le_texte and "reference" in self.champs
        if dans_le_texte and not (fusionnee or sans_reference or THEME.fullmatch(plier(texte))):
            return False
        situee = (rangee.numero, f"«\u00a0{abreger(texte, 60)}\u00a0»")
        if "chapitre" in self.champs and not fusionnee and colonne not in self._colonnes("chapitre"):
            return self._ecarter_note(situee, texte, colonne, dans_le_texte)
        self.theme, self.theme_sans_suite = texte, situee
        self.themes += 1
        return True

    def _ecarter_note(self, situee, texte, colonne, dans_le_texte):
        """Beside a chapter column, a lone cell is a note, unless it may be an unfinished proposition."""
        if dans_le_texte or (colonne in self._colonnes("reference") and " " not in texte):
            return False
        self.ecartees.append(situee)
        return True
