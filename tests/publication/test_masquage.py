"""Masquage conservatoire: one validator hides at once, another confirms within 72 hours, or it ends by itself."""

import datetime as dt

import pytest

from publication.enums import NatureEvenement
from publication.masquage import confirmer_le_masquage, lever_le_masquage, masquer, qui_recopient
from publication.models import Evenement, Masquage, type_de_version
from publication.refus import Refus
from publication.soumission import retirer
from tests.fabriques import PropositionFactory
from tests.scenes import jour, le
from tests.verbes import valider

pytestmark = pytest.mark.django_db
POURQUOI = {"motif": "donnees_personnelles", "precision": "Un nom, ligne 2."}


@pytest.fixture
def en_ligne(scene):
    with le(0):
        scene.publier()
    return scene


def masquer_la_reponse(scene, par=None, n=1, **autres):
    with le(n):
        return masquer(scene.reponse, scene.dossier, par or scene.validateur, **POURQUOI | autres)


def visible(objet, n, heure=9) -> bool:
    with le(n, heure):
        return type_de_version(objet).fenetre.filter(objet=objet.pk).exists()


def test_un_validateur_cache_tout_de_suite_et_pour_72_heures(en_ligne):
    masquage = masquer_la_reponse(en_ligne)
    assert masquage.jusqu_a == jour(1) + dt.timedelta(hours=72)
    assert [visible(en_ligne.reponse, n, heure) for n, heure in ((0, 9), (1, 9), (4, 8), (4, 9))] == [
        True,
        False,
        False,
        True,
    ]
    assert visible(en_ligne.proposition, 2)


def test_72_heures_sont_72_heures_quand_l_heure_change(en_ligne):
    """From Friday 24 October 2025 at 9:00, over the night of the 26th: it ends on Monday at 8:00 in Paris."""
    masquage = masquer_la_reponse(en_ligne, n=53)
    assert masquage.jusqu_a - masquage.pose_le == dt.timedelta(hours=72)
    assert masquage.jusqu_a.astimezone(jour(56).tzinfo).hour == 8


def test_un_second_validateur_confirme_et_il_dure(en_ligne, valerie_valideuse):
    masquage = masquer_la_reponse(en_ligne)
    with le(3):
        confirmer_le_masquage(masquage, valerie_valideuse)
    assert not visible(en_ligne.reponse, 300)
    with le(300), pytest.raises(Refus, match="a déjà été confirmé par"):
        confirmer_le_masquage(masquage, valerie_valideuse)


def test_qui_le_pose_ne_le_confirme_pas(en_ligne):
    masquage = masquer_la_reponse(en_ligne)
    with le(2), pytest.raises(Refus, match="un autre validateur"):
        confirmer_le_masquage(masquage, en_ligne.validateur)
    assert visible(en_ligne.reponse, 5)


def test_apres_72_heures_on_ne_confirme_ni_ne_leve_plus(en_ligne, valerie_valideuse):
    masquage = masquer_la_reponse(en_ligne)
    with le(4):
        for verbe in (
            lambda: confirmer_le_masquage(masquage, valerie_valideuse),
            lambda: lever_le_masquage(masquage, valerie_valideuse, "Rien."),
        ):
            with pytest.raises(Refus, match="a pris fin le 5 septembre 2025 à 09:00"):
                verbe()


def test_une_personne_ne_renouvelle_pas_ses_72_heures_une_autre_le_peut(en_ligne, valerie_valideuse):
    masquer_la_reponse(en_ligne)
    with pytest.raises(Refus, match="Vous avez déjà masqué ceci"):
        masquer_la_reponse(en_ligne, n=5)
    masquer_la_reponse(en_ligne, par=valerie_valideuse, n=5)
    assert not visible(en_ligne.reponse, 6)


def test_une_version_nouvelle_est_un_texte_nouveau(en_ligne):
    masquer_la_reponse(en_ligne)
    with le(5):
        en_ligne.republier(en_ligne.reponse, texte="Le préfet.")
    masquer_la_reponse(en_ligne, n=6)
    assert not visible(en_ligne.reponse, 6)


def test_une_correction_publiee_reste_cachee_jusqu_a_la_levee(en_ligne, valerie_valideuse):
    masquage = masquer_la_reponse(en_ligne)
    with le(2):
        en_ligne.republier(en_ligne.reponse, texte="Le préfet.")
    assert not visible(en_ligne.reponse, 2)
    with le(3):
        lever_le_masquage(masquage, valerie_valideuse, "Corrigé.")
    assert visible(en_ligne.reponse, 3)
    with le(3):
        assert type_de_version(en_ligne.reponse).fenetre.filter(objet=en_ligne.reponse.pk).count() == 2


def test_on_ne_masque_pas_deux_fois(en_ligne, valerie_valideuse):
    masquer_la_reponse(en_ligne)
    with pytest.raises(Refus, match="est déjà masqué"):
        masquer_la_reponse(en_ligne, par=valerie_valideuse, n=2)


@pytest.mark.parametrize(
    ("defaut", "phrase"),
    [
        ({"motif": "autre"}, "Choisissez le motif"),
        ({"motif": ""}, "Choisissez le motif"),
        ({"precision": " \n"}, "Dites au second validateur"),
    ],
)
def test_un_masquage_dit_pourquoi(en_ligne, defaut, phrase):
    with pytest.raises(Refus, match=phrase):
        masquer_la_reponse(en_ligne, **defaut)


def test_une_levee_dit_pourquoi(en_ligne, valerie_valideuse):
    masquage = masquer_la_reponse(en_ligne)
    with le(2), pytest.raises(Refus, match="Dites pourquoi"):
        lever_le_masquage(masquage, valerie_valideuse, " ")


def test_seul_un_validateur_masque_et_leve(en_ligne):
    with pytest.raises(Refus, match="Seul un validateur"):
        masquer_la_reponse(en_ligne, par=en_ligne.auteur)
    masquage = masquer_la_reponse(en_ligne)
    with le(2):
        with pytest.raises(Refus, match="Seul un validateur"):
            lever_le_masquage(masquage, en_ligne.auteur, "Non.")
        with pytest.raises(Refus):
            confirmer_le_masquage(masquage, en_ligne.auteur)


def test_ce_qui_n_a_jamais_ete_en_ligne_ne_se_masque_pas(en_ligne):
    autre = PropositionFactory(demarche=en_ligne.demarche, reference="P2")
    with le(1), pytest.raises(Refus, match="n’a jamais été en ligne"):
        masquer(autre, en_ligne.dossier, en_ligne.validateur, **POURQUOI)


def test_le_passe_d_un_objet_retire_se_masque_aussi(en_ligne):
    with le(1):
        valider(
            retirer(en_ligne.reponse, en_ligne.dossier, en_ligne.auteur, motif="erreur", explication="Non."),
            en_ligne.validateur,
        )
    masquage = masquer_la_reponse(en_ligne, n=2)
    assert masquage.designation == "Réponse P1"
    assert not visible(en_ligne.reponse, 2)


def test_le_journal_ne_nomme_que_l_objet(en_ligne, valerie_valideuse):
    masquage = masquer_la_reponse(en_ligne)
    with le(2):
        confirmer_le_masquage(masquage, valerie_valideuse)
    with le(3):
        lever_le_masquage(masquage, valerie_valideuse, "Vérifié.")
    lignes = Evenement.objects.filter(nature__startswith="masquage").order_by("pk")
    assert [ligne.nature for ligne in lignes] == [
        NatureEvenement.MASQUAGE,
        NatureEvenement.MASQUAGE_CONFIRME,
        NatureEvenement.MASQUAGE_LEVE,
    ]
    for ligne in lignes:
        assert [cite["objet"] for cite in ligne.documents] == [f"reponse:{en_ligne.reponse.pk}"]


def test_ce_qui_recopie_le_texte_cache_est_dit(en_ligne):
    with le(1):
        masquage = masquer(en_ligne.proposition, en_ligne.dossier, en_ligne.validateur, **POURQUOI)
        assert [version.objet for version in qui_recopient(masquage, jour(1))] == [en_ligne.mesure]
    assert Masquage.objects.en_cours(jour(1)).count() == 1
