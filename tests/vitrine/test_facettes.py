"""A count beside a choice is the number of rows that the choice would leave: checked by making it."""

from collections import Counter

import pytest

from tests.fabriques import DossierFactory
from tests.vitrine.lignes import fiche_de_point
from vitrine import facettes
from vitrine.facettes import Facette, choisir
from vitrine.models import FicheProposition

pytestmark = pytest.mark.django_db

FACETTES = [
    Facette("reponse", "statut", vraies=("en_retard",)),
    Facette("theme", "themes", plusieurs=True),
    Facette("organisation", "organisation_id"),
]


@pytest.fixture
def fiches():
    dossier = DossierFactory()
    FicheProposition.objects.bulk_create(
        fiche_de_point(
            dossier,
            f"P{n}",
            ordre=n,
            statut=["repondue", "sans_reponse", "en_attente"][n % 3],
            position="retenue" if n % 3 != 1 else "",
            en_retard=n % 3 == 1 and n % 2 == 0,
            themes=[["sport"], ["sport", "culture"], []][n % 3 if n % 4 else 2],
            organisation_id=n % 2,
        )
        for n in range(30)
    )
    return FicheProposition.objects.order_by("ordre")


@pytest.mark.parametrize("choix", [{}, {"theme": "sport"}, {"reponse": "repondue", "organisation": "1"}])
@pytest.mark.parametrize("plafond", [1000, 12])
def test_un_nombre_annonce_est_celui_que_le_choix_laisse(fiches, choix, plafond, monkeypatch):
    toutes = choisir(fiches, FACETTES, {}).nombres
    monkeypatch.setattr(facettes, "PLAFOND", plafond)
    trouvees = choisir(fiches, FACETTES, choix)
    annonces = 0
    for nom, nombres in trouvees.nombres.items():
        for valeur in toutes[nom] if nombres is not None else []:
            assert len(choisir(fiches, FACETTES, choix | {nom: valeur})) == nombres[valeur]
            annonces += 1
    assert annonces or trouvees.plafonnee


def test_au_dela_du_plafond_rien_n_est_compte_et_les_premieres_restent(
    fiches, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(facettes, "PLAFOND", 12)
    with django_assert_num_queries(1):
        trouvees = choisir(fiches, FACETTES, {})
    assert trouvees.plafonnee
    assert trouvees.cles == [fiche.pk for fiche in fiches[:12]]
    assert set(trouvees.nombres.values()) == {None}


def test_un_choix_rare_parmi_trop_de_lignes_se_compte_exactement(
    fiches, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(facettes, "PLAFOND", 12)
    with django_assert_num_queries(2):
        trouvees = choisir(fiches, FACETTES, {"reponse": "repondue"})
    assert (len(trouvees), trouvees.plafonnee) == (10, False)
    assert trouvees.nombres["reponse"] is None
    assert trouvees.nombres["organisation"] == Counter({"0": 5, "1": 5})


def test_une_valeur_vraie_se_choisit_comme_une_autre(fiches):
    assert len(choisir(fiches, FACETTES, {"reponse": "en_retard"})) == 5
    assert choisir(fiches, FACETTES, {}).nombres["reponse"]["en_retard"] == 5
