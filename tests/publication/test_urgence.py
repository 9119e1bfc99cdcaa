"""Emergency: one validator alone, a public reason, another validator afterwards."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from publication import horloge
from publication.enums import Etat, NatureEvenement
from publication.models import Evenement, Publication
from publication.refus import Refus
from publication.soumission import retirer
from publication.urgence import approuver, desapprouver, publier_en_urgence, urgences_a_suivre
from tests.personnes import agent as nouvel_agent
from tests.scenes import DECLAREE, jour, le
from tests.verbes import CONTROLES, valider

RAISON = "Une consigne de sécurité est fausse."


@pytest.fixture
def urgente(scene):
    with le(0):
        return publier_en_urgence(scene.soumettre(), scene.validateur, RAISON)


def a_suivre(instant) -> list:
    return [
        (ligne.a_corriger_avant, ligne.en_retard)
        for ligne in urgences_a_suivre(Publication.objects.all(), instant)
    ]


def test_un_validateur_publie_seul_tout_de_suite(scene, urgente):
    assert scene.en_ligne(scene.demarche, jour(0))
    assert (urgente.etat, urgente.approbation, urgente.controles) == (Etat.VALIDEE, "attendue", [])
    assert Evenement.objects.latest("pk").nature == NatureEvenement.URGENCE


def test_meme_ce_qu_il_a_ecrit(scene, valerie_valideuse):
    with le(0):
        scene.changer(scene.demarche, par=valerie_valideuse)
        publication = scene.soumettre()
        with pytest.raises(Refus, match="une autre personne"):
            valider(publication, valerie_valideuse)
        publier_en_urgence(publication, valerie_valideuse, RAISON)
        assert scene.en_ligne(scene.demarche, jour(0))


def test_sans_raison_rien_n_est_publie(scene):
    with le(0), pytest.raises(Refus, match="raison de l’urgence"):
        publier_en_urgence(scene.soumettre(), scene.validateur, " \n")


def test_ni_l_autrice_ni_une_superutilisatrice_ne_publient_en_urgence(scene, simone_superutilisatrice):
    with le(0):
        publication = scene.soumettre()
        for qui in (scene.auteur, simone_superutilisatrice):
            with pytest.raises(Refus, match="Seul un validateur"):
                publier_en_urgence(publication, qui, RAISON)


def test_ce_qui_ne_repose_sur_rien_de_public_attend_meme_en_urgence(scene):
    from publication.soumission import soumettre_au_fil_de_l_eau

    with le(0):
        _, point = soumettre_au_fil_de_l_eau(scene.dossier, [scene.demarche, scene.proposition], scene.auteur)
        with pytest.raises(Refus, match="attend encore la validation"):
            publier_en_urgence(point, scene.validateur, RAISON)


def test_ce_qui_a_change_depuis_la_lecture_ne_part_pas(scene):
    with le(0):
        publication = scene.soumettre()
        with pytest.raises(Refus, match="a changé depuis"):
            publier_en_urgence(publication, scene.validateur, RAISON, {publication.pk: "autre"})


def test_un_autre_validateur_approuve_avec_les_six_points(urgente, valerie_valideuse):
    with le(1):
        assert a_suivre(jour(1)) == [(None, False)]
        with pytest.raises(Refus, match="six points"):
            approuver(urgente, valerie_valideuse, CONTROLES[1:])
        approuver(urgente, valerie_valideuse, CONTROLES)
        assert a_suivre(jour(1)) == []
        with pytest.raises(Refus, match="déjà été approuvée par Valérie"):
            desapprouver(urgente, valerie_valideuse, "Trop tard.")


def test_ni_qui_a_publie_ni_qui_a_ecrit_n_approuve(scene, valerie_valideuse, cipc):
    with le(0):
        scene.changer(scene.demarche, par=valerie_valideuse)
        urgente = publier_en_urgence(scene.soumettre(), scene.validateur, RAISON)
    with le(1):
        for qui in (scene.validateur, valerie_valideuse, scene.auteur):
            for verbe, dit in ((approuver, CONTROLES), (desapprouver, "Non.")):
                with pytest.raises(Refus, match="autre validateur"):
                    verbe(urgente, qui, dit)
        approuver(urgente, nouvel_agent("Victor", "validateur", cipc), CONTROLES)


def test_ce_qui_n_est_pas_une_urgence_ne_s_approuve_pas(scene, valerie_valideuse):
    with le(0):
        publication = scene.publier()
        with pytest.raises(Refus, match="n’a pas été faite en urgence"):
            approuver(publication, valerie_valideuse, CONTROLES)


def test_refusee_elle_est_a_corriger_dans_la_journee_puis_signalee_en_retard(urgente, valerie_valideuse):
    with le(1):
        with pytest.raises(Refus, match="pourquoi"):
            desapprouver(urgente, valerie_valideuse, "")
        desapprouver(urgente, valerie_valideuse, "Le chiffre est faux.")
    assert a_suivre(jour(1, 10)) == [(jour(2), False)]
    assert a_suivre(jour(2) + dt.timedelta(minutes=1)) == [(jour(2), True)]


def test_corrigee_elle_n_est_plus_a_suivre(scene, valerie_valideuse):
    with le(0):
        scene.publier()
    with le(1):
        scene.changer(scene.mesure)
        urgente = publier_en_urgence(scene.soumettre(scene.mesure, **DECLAREE), scene.validateur, RAISON)
        desapprouver(urgente, valerie_valideuse, "Le chiffre est faux.")
    with le(2):
        scene.republier(scene.mesure, texte="Corrigée.")
    assert a_suivre(jour(2)) == []


def test_retiree_elle_n_est_plus_a_suivre(scene, valerie_valideuse):
    with le(0):
        urgente = publier_en_urgence(scene.soumettre(scene.demarche), scene.validateur, RAISON)
        desapprouver(urgente, valerie_valideuse, "Elle n’existe pas.")
    with le(1):
        motif = {"motif": "erreur", "explication": "Elle n’existe pas."}
        valider(retirer(scene.demarche, scene.dossier, scene.auteur, **motif), scene.validateur)
    assert a_suivre(jour(1)) == []


# Whoever writes in the database

INTERDITS = {
    "validée par son auteur sans urgence": {"urgence": "", "approbation": ""},
    "approuvée par qui a publié": {"approbation": "donnee", "approbation_par_id": "validateur"},
    "approuvée par qui a écrit": {"approbation": "donnee", "approbation_par_id": "auteur"},
    "approuvée sans les six points": {
        "approbation": "donnee",
        "approbation_par_id": "autre",
        "controles": [],
    },
    "approuvée à une autre date": {
        "approbation": "donnee",
        "approbation_par_id": "autre",
        "controles": CONTROLES,
        "approbation_le": jour(-3),
    },
    "raison réécrite": {"urgence": "Une autre raison."},
    "refusée sans raison": {"approbation": "refusee", "approbation_par_id": "autre"},
    "rendue ordinaire": {"approbation": ""},
}


@pytest.mark.parametrize("champs", INTERDITS.values(), ids=INTERDITS)
def test_la_base_refuse(scene, urgente, valerie_valideuse, champs):
    personnes = {"validateur": scene.validateur, "auteur": scene.auteur, "autre": valerie_valideuse}
    with le(1):
        if "approbation_par_id" in champs:
            champs = {"approbation_le": horloge.instant_de_la_base()} | champs
            champs |= {"approbation_par_id": personnes[champs["approbation_par_id"]].pk}
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=urgente.pk).update(**champs)


def test_la_base_refuse_une_approbation_qui_se_defait(urgente, valerie_valideuse):
    with le(1):
        approuver(urgente, valerie_valideuse, CONTROLES)
        for champs in (
            {"approbation": "attendue", "approbation_par": None, "approbation_le": None},
            {"approbation": "refusee", "approbation_raison": "Non."},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Publication.objects.filter(pk=urgente.pk).update(**champs)
