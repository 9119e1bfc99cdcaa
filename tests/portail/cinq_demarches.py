"""The five shapes that the model must hold without bending (conception.md §10), told by the demonstration.

A module that uses `cinq_demarches`, marked `django_db`, loads them once, in one transaction undone at its end;
each of its tests runs in a savepoint of it.
"""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.db import connection, transaction
from django.urls import reverse

from portail.demonstration.chargement import charger

# the five
CLIMAT = "convention_climat"  # 149 points said, 152 published, two declared counts
FIN_DE_VIE = "fin_de_vie"  # a collective avis, votes, a minority text, a promise whose date passed
GRAND_DEBAT = "grand_debat"  # no list: a synthesis, raw contributions partly unpublished
AGORA = "agora_violences_enfants"  # a questionnaire
ATELIER = "fictive_atelier"  # seventeen citizens
# the same shapes, invented so that nothing is missing
NUIT = "fictive"  # parts, splits, merges, inherited answers, a whole history
AVIS_COLLECTIF = "fictive_close"
SYNTHESE = "fictive_retard"
QUESTIONNAIRE = "fictive_questionnaire"
SCENES = [
    CLIMAT,
    FIN_DE_VIE,
    GRAND_DEBAT,
    AGORA,
    ATELIER,
    NUIT,
    AVIS_COLLECTIF,
    SYNTHESE,
    QUESTIONNAIRE,
]


@pytest.fixture(scope="module")
def cinq_demarches(django_db_setup, django_db_blocker):
    """Name → démarche."""
    yield from chargees(SCENES, django_db_blocker)


def chargees(noms, bloqueur):
    with bloqueur.unblock(), transaction.atomic():
        assert connection.settings_dict["NAME"].startswith("test_"), "Marquez ce module « django_db »."
        recits = charger(dire=lambda ligne: None, noms=noms)
        connection.check_constraints()  # what is deferred to the end of a transaction that never ends
        yield {nom: recit.demarche for nom, recit in recits.items()}
        transaction.set_rollback(True)


class Page(HTMLParser):
    """What a reader finds on a page: its words, and how much there is of it."""

    VIDES = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self, reponse):
        super().__init__()
        assert reponse.status_code == 200
        self.noeuds, self.balises, self.mots, self._tus = 0, {}, [], 0
        self.titres = []
        self.feed(reponse.content.decode())
        self.texte = " ".join(unescape(" ".join(self.mots)).split())

    def __contains__(self, phrase):
        return " ".join(phrase.split()) in self.texte

    def handle_starttag(self, balise, attributs):
        self.noeuds += 1
        self.balises[balise] = self.balises.get(balise, 0) + 1
        self._tus += balise in {"script", "style"}
        if re.fullmatch("h[1-6]", balise):
            self.titres.append([balise, ""])
        self._titre = bool(re.fullmatch("h[1-6]", balise)) or getattr(self, "_titre", False)

    def handle_endtag(self, balise):
        self._tus -= balise in {"script", "style"}
        if re.fullmatch("h[1-6]", balise):
            self._titre = False

    def handle_data(self, donnees):
        if not self._tus:
            self.mots.append(donnees)
            if getattr(self, "_titre", False):
                self.titres[-1][1] += donnees

    def niveau_du_titre(self, mots) -> str:
        """« h3 » for the heading that holds these words; "" if there is none."""
        return next((balise for balise, titre in self.titres if mots.lower() in titre.lower()), "")


def page(client, demarche, section="fiche", *suite) -> Page:
    return Page(client.get(reverse(f"portail:{section}", args=[demarche.pk, demarche.slug, *suite])))
