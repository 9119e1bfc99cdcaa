"""The glossary that citizens read: no word of the lists is left out, and each can be linked to."""

from html.parser import HTMLParser

import pytest

from accounts.enums import Nature
from demarches.enums import Etape, NaturePoint
from portail.glossaire import LISTES, MOTS, termes
from suivi.enums import Avancement, Position
from vitrine.enums import Statut


class Definitions(HTMLParser):
    """The terms of the one <dl> of a page, and what is wrong in its form."""

    def __init__(self):
        super().__init__()
        self.listes, self.dedans, self.suite, self.identifiants, self.textes = 0, False, [], [], []

    def handle_starttag(self, tag, attrs):
        if tag == "dl":
            self.listes, self.dedans = self.listes + 1, True
        elif self.dedans and tag in {"dt", "dd"}:
            self.suite.append(tag)
            self.textes.append("")
            self.identifiants += [valeur for nom, valeur in attrs if nom == "id"]

    def handle_endtag(self, tag):
        self.dedans = self.dedans and tag != "dl"

    def handle_data(self, data):
        if self.dedans and self.textes:
            self.textes[-1] += data


@pytest.fixture
def page(client):
    return client.get("/glossaire/").text


@pytest.fixture
def definitions(page):
    lecteur = Definitions()
    lecteur.feed(page)
    return lecteur


def test_les_mots_forment_une_seule_liste_de_definitions(definitions):
    assert definitions.listes == 1
    assert definitions.suite == ["dt", "dd"] * len(termes())
    assert all(texte.strip() for texte in definitions.textes)


def test_chaque_mot_a_une_adresse_a_lui(definitions):
    assert len(definitions.identifiants) == len(set(definitions.identifiants)) == len(termes())


@pytest.mark.parametrize("liste", [Etape, NaturePoint, Position, Statut, Avancement, Nature])
def test_chaque_valeur_que_l_on_lit_a_sa_definition(definitions, liste):
    prefixe, dit_de = LISTES[liste]
    for valeur in liste:
        rang = definitions.identifiants.index(f"{prefixe}-{valeur.value.replace('_', '-')}")
        mot, definition = definitions.textes[2 * rang : 2 * rang + 2]
        assert " ".join(mot.split()) == f"{valeur.label} {dit_de}"
        assert definition.strip().endswith(".")


@pytest.mark.parametrize("mot", MOTS)
def test_une_definition_est_courte_et_se_termine(mot):
    assert 20 < len(MOTS[mot]) < 190
    assert MOTS[mot].endswith((".", "…"))


def test_les_mots_sont_dans_l_ordre_alphabetique(definitions):
    mots = [" ".join(texte.split()) for texte in definitions.textes[::2]]
    assert mots.index("Démarche") < mots.index("Devoir de suite") < mots.index("Droit de réponse")
    assert mots.index("Écart") < mots.index("Effacement") < mots.index("Garant")


def test_l_accueil_mene_a_la_definition_de_ses_chiffres(client):
    texte = client.get("/a-propos/").text
    assert 'id="chiffres"' in texte
    assert 'href="/glossaire/"' in texte
    for chiffre in (
        "Points publiés",
        "Répondus",
        "En attente",
        "Sans réponse",
        "Mesures suivies",
        "Démarches",
    ):
        assert f"<dt>{chiffre}</dt>" in texte
