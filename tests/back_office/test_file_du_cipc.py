"""The queue of the CIPC: oldest first, and what one chooses in it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publication.soumission import retirer, soumettre, soumettre_au_fil_de_l_eau
from tests.back_office.conftest import texte
from tests.fabriques import DemarcheFactory, OrganisationFactory, PropositionFactory
from tests.scenes import DECLAREE
from tests.verbes import prendre_en_charge


def file(qui, **criteres) -> list[str]:
    page = qui.get(reverse("admin:publications"), criteres)
    assert page.status_code == 200
    return [str(ligne.publication.dossier) for ligne in page.context["file"]]


@pytest.fixture
def direction(ministere):
    return OrganisationFactory(nom="Direction de la Nuit", parent=ministere)


def soumise(titre, organisation, agent, **declaration):
    demarche = DemarcheFactory(titre=titre, organisation=organisation)
    return soumettre(demarche.dossier, [demarche], agent, **declaration)


def test_la_plus_ancienne_vient_d_abord(ministere, alice_redactrice, viktor):
    soumise("Première", ministere, alice_redactrice)
    soumise("Seconde", ministere, alice_redactrice)
    assert file(viktor) == ["Première", "Seconde"]


def test_on_choisit_un_ministere_et_ce_qui_est_au_dessous(
    ministere, direction, autre_ministere, alice_redactrice, oscar_d_ailleurs, viktor
):
    soumise("De la direction", direction, alice_redactrice)
    soumise("Des forêts", autre_ministere, oscar_d_ailleurs)
    assert file(viktor, organisation=ministere.pk) == ["De la direction"]
    assert file(viktor, organisation=autre_ministere.pk) == ["Des forêts"]


def test_on_choisit_la_nature(en_ligne, proposition, ministere, alice_redactrice, viktor):
    soumise("Neuve", ministere, alice_redactrice)
    assert file(viktor, nature="premiere") == ["Neuve"]
    soumettre(en_ligne.dossier, [proposition], alice_redactrice)
    assert file(viktor, nature="ajout") == [en_ligne.titre]
    retirer(en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Une erreur.")
    assert file(viktor, nature="retrait") == [en_ligne.titre]
    assert file(viktor, nature="rectification") == []


def test_une_rectification_se_choisit(en_ligne, alice_redactrice, viktor):
    en_ligne.objet = "Autre chose."
    en_ligne.save()
    declaree = {**DECLAREE, "modification": "rectification"}
    soumettre(en_ligne.dossier, [en_ligne], alice_redactrice, **declaree)
    assert file(viktor, nature="rectification") == [en_ligne.titre]
    assert file(viktor, nature="mise_a_jour") == []
    assert file(viktor, nature="premiere") == []


def test_on_choisit_la_taille_et_un_lot_compte_en_entier(en_ligne, ministere, alice_redactrice, viktor):
    soumise("Seule", ministere, alice_redactrice)
    points = [PropositionFactory(demarche=en_ligne) for _ in range(21)]
    soumettre_au_fil_de_l_eau(en_ligne.dossier, points, alice_redactrice)
    assert file(viktor, taille="un") == ["Seule"]
    assert file(viktor, taille="peu") == []
    assert file(viktor, taille="beaucoup") == [en_ligne.titre]


def test_la_date_souhaitee_se_choisit_et_range(ministere, alice_redactrice, viktor):
    jour = timezone.localdate()
    soumise("Un jour", ministere, alice_redactrice)
    soumise("Dans un mois", ministere, alice_redactrice, souhaitee_le=jour + dt.timedelta(days=30))
    soumise("Demain", ministere, alice_redactrice, souhaitee_le=jour + dt.timedelta(days=1))
    assert file(viktor, souhaitee="semaine") == ["Demain"]
    assert file(viktor, souhaitee="datee") == ["Dans un mois", "Demain"]
    assert file(viktor, souhaitee="passee") == []
    assert file(viktor, tri="souhaitee") == ["Demain", "Dans un mois", "Un jour"]


def test_on_choisit_selon_qui_a_pris_en_charge(ministere, alice_redactrice, viktor, valerie):
    prise = soumise("À Viktor", ministere, alice_redactrice)
    soumise("À personne", ministere, alice_redactrice)
    prendre_en_charge(prise, viktor.personne)
    assert file(viktor, charge="moi") == file(valerie, charge="autres") == ["À Viktor"]
    assert file(viktor, charge="personne") == ["À personne"]
    assert "Prise en charge par Viktor" in texte(valerie.get(reverse("admin:publications")))


@pytest.mark.parametrize(
    "criteres",
    [
        {"organisation": "999999"},
        {"organisation": "abc"},
        {"nature": "x"},
        {"taille": "x"},
        {"tri": "x"},
        {"souhaitee": "x", "charge": "x", "attente": "x"},
        {"organisation": "1" * 40},
    ],
)
def test_un_critere_force_montre_tout(ministere, alice_redactrice, viktor, criteres):
    soumise("Une", ministere, alice_redactrice)
    assert file(viktor, **criteres) == ["Une"]


def test_la_suite_garde_le_choix(ministere, alice_redactrice, viktor):
    for n in range(31):
        soumise(f"Démarche {n}", ministere, alice_redactrice)
    page = texte(viktor.get(reverse("admin:publications"), {"nature": "premiere"}))
    assert 'href="?nature=premiere&amp;attente=2"' in page


def test_tous_les_criteres_ensemble_ne_coutent_pas_plus_pour_trente_lignes(
    ministere, alice_redactrice, viktor, django_assert_max_num_queries
):
    for n in range(30):
        soumise(f"Démarche {n}", ministere, alice_redactrice, souhaitee_le=timezone.localdate())
    criteres = {"organisation": ministere.pk, "nature": "premiere", "taille": "un"}
    criteres |= {"souhaitee": "datee", "charge": "personne", "tri": "souhaitee"}
    with django_assert_max_num_queries(30):
        assert len(file(viktor, **criteres)) == 30
