"""Who is told of what, verb by verb; through the server."""

import pytest

from accounts.enums import Role
from courriels.models import Courriel
from publication.soumission import annuler, retirer, soumettre, soumettre_au_fil_de_l_eau
from tests.courriels.conftest import texte
from tests.fabriques import OrganisationFactory
from tests.personnes import agent
from tests.scenes import jour, le
from tests.verbes import deprogrammer, prendre_en_charge, renvoyer, valider

pytestmark = pytest.mark.django_db


@pytest.fixture
def envois(boite, django_capture_on_commit_callbacks):
    """What a gesture sends: (subject, addressees)."""

    def faire(geste):
        avant = len(boite.recus)
        with django_capture_on_commit_callbacks(execute=True):
            geste()
        recus = boite.messages[avant:]
        return {(m["Subject"].strip(), m["To"]) for m in recus}, recus

    return faire


@pytest.fixture
def romain(ministere):
    """Another rédacteur of the organisation."""
    return agent("Romain", Role.REDACTEUR, ministere)


@pytest.fixture
def scene_a_prevenir(scene, valerie_valideuse, romain, oscar_d_ailleurs):
    """With people who must not be told: another ministry, a closed account, one whose role has ended."""
    ferme = agent("Félix", Role.VALIDATEUR, OrganisationFactory())
    ferme.is_active = False
    ferme.save()
    partie = agent("Paule", Role.VALIDATEUR, OrganisationFactory())
    partie.affectations.update(fin="2021-01-01")
    return scene


def test_une_soumission_previent_les_validateurs(envois, scene_a_prevenir, valerie_valideuse):
    scene = scene_a_prevenir
    sujets, recus = envois(lambda: soumettre(scene.dossier, scene.tout, scene.auteur, note="Merci."))
    attendus = {scene.validateur.courriel, valerie_valideuse.courriel}
    assert sujets == {("À valider : La ville, la nuit", adresse) for adresse in attendus}
    assert "Note de l’organisateur :\n\nMerci." in texte(recus[0])


def test_un_validateur_qui_a_ecrit_n_est_pas_prevenu(envois, scene, valerie_valideuse):
    scene.changer(scene.demarche, par=valerie_valideuse)
    sujets, _ = envois(lambda: soumettre(scene.dossier, scene.tout, scene.auteur))
    assert {adresse for _, adresse in sujets} == {scene.validateur.courriel}


def test_un_lot_fait_un_courriel_et_dit_combien(envois, scene):
    sujets, recus = envois(lambda: soumettre_au_fil_de_l_eau(scene.dossier, scene.tout, scene.auteur))
    assert len(sujets) == 1
    assert f"Cela concerne {len(scene.tout)} éléments" in texte(recus[0])
    assert "/admin/lots/" in texte(recus[0])


def test_une_soumission_reprise_previent_qui_s_en_chargeait(envois, scene_a_prevenir, valerie_valideuse):
    scene = scene_a_prevenir
    publication = soumettre(scene.dossier, scene.tout, scene.auteur)
    sujets, _ = envois(lambda: prendre_en_charge(publication, valerie_valideuse))
    assert sujets == set()
    sujets, _ = envois(lambda: annuler(publication, scene.auteur))
    assert sujets == {("Soumission annulée : La ville, la nuit", valerie_valideuse.courriel)}


def test_un_renvoi_previent_l_auteur_seul(envois, scene_a_prevenir):
    scene = scene_a_prevenir
    publication = soumettre(scene.dossier, scene.tout, scene.auteur)
    sujets, _ = envois(lambda: renvoyer(publication, scene.validateur, "À revoir."))
    assert sujets == {("À revoir : La ville, la nuit", scene.auteur.courriel)}


def test_validation_programmation_et_retrait_previennent_l_auteur_et_les_redacteurs(
    envois, scene_a_prevenir, romain
):
    scene = scene_a_prevenir
    a_prevenir = {scene.auteur.courriel, romain.courriel}
    with le(1):
        publication = soumettre(scene.dossier, scene.tout, scene.auteur)
        sujets, recus = envois(lambda: valider(publication, scene.validateur, jour(3)))
        assert sujets == {("Publication programmée : La ville, la nuit", a) for a in a_prevenir}
        assert "mise en ligne le 4 septembre 2025 à 09:00" in texte(recus[0])
        sujets, _ = envois(lambda: deprogrammer(publication, scene.auteur))
        assert sujets == {("Programmation annulée : La ville, la nuit", a) for a in a_prevenir}
    with le(2):
        publication = soumettre(scene.dossier, scene.tout, scene.auteur)
        sujets, _ = envois(lambda: valider(publication, scene.validateur))
        assert sujets == {("En ligne : La ville, la nuit", a) for a in a_prevenir}
    with le(3):
        tombe = retirer(scene.mesure, scene.dossier, scene.auteur, motif="erreur", explication="Non.")
        sujets, _ = envois(lambda: valider(tombe, scene.validateur))
        assert sujets == {("Retrait publié : La ville, la nuit", a) for a in a_prevenir}


def test_un_compte_ferme_entre_temps_ne_recoit_rien(envois, scene):
    publication = soumettre(scene.dossier, scene.tout, scene.auteur)

    def renvoyer_puis_fermer():
        renvoyer(publication, scene.validateur, "À revoir.")
        scene.auteur.is_active = False
        scene.auteur.save()

    sujets, _ = envois(renvoyer_puis_fermer)
    assert sujets == set()
    assert Courriel.objects.get(nature="renvoi").etat == "sans_objet"
