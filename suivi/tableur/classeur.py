"""What every kind of workbook shares: the objects of one démarche as one agent may write them."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property

from demarches.imports.valeurs import cle_de_reference
from publication.admin.droits import Droits
from suivi.tableur.cellules import comparable
from suivi.tableur.colonnes import Colonne
from suivi.tableur.organismes import Organismes

LONGUEUR_D_EMPREINTE = 16  # hexadecimal characters, 64 bits: it detects a change, it proves nothing
REPERE = re.compile(rf"([A-Z])(\d{{1,18}})-([0-9a-f]{{{LONGUEUR_D_EMPREINTE}}})")


@dataclass
class Ecriture:
    """An object as a line of the workbook would leave it, and what hangs from it."""

    objet: object
    points: list | None = None
    report: object = None


class Classeur:
    """The objects of `demarche` that a workbook of this kind holds, read in a constant number of queries."""

    genre: str
    lettre: str
    """What its landmarks begin with: a workbook brought back to the wrong page is told at once."""
    modele: type
    colonnes: list[Colonne]
    verrous: list[Colonne]
    cle: Colonne
    """The locked column by which a person names a line."""
    repere: str
    """The heading of the column of landmarks."""
    sections: str
    """What the lines are, in the plural."""
    s_allonge = False
    """Whether lines may be added below the last one."""

    def __init__(self, demarche, droits: Droits):
        self.demarche, self.droits = demarche, droits
        self.organismes = Organismes()

    @cached_property
    def objets(self) -> dict:
        """Key → object, blank when nothing is written yet, in reading order."""
        raise NotImplementedError

    @cached_property
    def ecrivables(self) -> set[int]:
        """The keys that the agent may write today."""
        raise NotImplementedError

    def nouvel_objet(self):
        """What a line without key creates, for the kinds that `s_allonge`."""
        raise NotImplementedError

    def valeur(self, objet, champ):
        return getattr(objet, champ)

    def verrou(self, objet, champ) -> str:
        """What a locked column shows."""
        return str(getattr(objet, champ))

    def poser(self, objet, valeurs, refuser) -> Ecriture:
        """Set on `objet` the values of the line; `refuser(champ, phrase)` says what cannot be."""
        for colonne in self.colonnes:
            if colonne.propre and colonne.champ in valeurs:
                setattr(objet, colonne.champ, valeurs[colonne.champ])
        return Ecriture(objet)

    def restent(self, objet, valeurs) -> dict:
        """The values that are not there yet, those that a cell only asks once left aside."""
        return valeurs

    def enregistrer(self, ecritures) -> None:
        """Write what lines made, new objects and changed ones, in a constant number of queries."""
        raise NotImplementedError

    # Read from what precedes

    def textes(self, objet) -> dict[str, str]:
        """What each column that one may fill in shows of `objet`."""
        return {
            colonne.champ: colonne.nature.texte(self.valeur(objet, colonne.champ), self)
            for colonne in self.colonnes
        }

    def textes_des_verrous(self, objet) -> dict[str, str]:
        return {
            colonne.champ: colonne.nature.texte(self.verrou(objet, colonne.champ), self)
            for colonne in self.verrous
        }

    def empreinte(self, textes) -> str:
        """SHA-256 of the present state of a line, shortened."""
        dit = {champ: comparable(texte) for champ, texte in textes.items()}
        canonique = json.dumps(dit, sort_keys=True, ensure_ascii=False).encode()
        return hashlib.sha256(canonique).hexdigest()[:LONGUEUR_D_EMPREINTE]

    def repere_de(self, objet, textes) -> str:
        return f"{self.lettre}{objet.pk}-{self.empreinte(textes)}"

    @cached_property
    def par_cle(self) -> dict[str, int]:
        """What a person reads of a line → its key."""
        return {cle_de_reference(self.nom(objet)): pk for pk, objet in self.objets.items()}

    def nom(self, objet) -> str:
        return self.verrou(objet, self.cle.champ)

    def champ_de(self, colonne) -> str:
        """The field of the object that a column fills in, or takes part in."""
        return colonne.champ

    def titre(self, champ) -> str:
        """The heading of the column of a field, the first one if there are several."""
        return next((c.titre for c in self.colonnes if champ in (c.champ, self.champ_de(c))), champ)
