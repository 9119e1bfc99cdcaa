"""What the public or the CIPC already hold is never rewritten behind their back."""

import datetime as dt

import pytest

from demarches.imports.application import LignesRefusees, Sort
from publication.atelier import auteurs
from publication.soumission import retirer
from tests.scenes import DECLAREE, jour, le
from tests.verbes import valider

PUBLIE = "Nous demandons que les enseignes soient éteintes."


def ecrire(texte, chapitre="Dormir"):
    return f"référence;texte;chapitre\nP1;{texte};{chapitre}\n"


@pytest.fixture
def importer_dans_la_scene(scene, importer_csv):
    """Import into the scene, and say what became of its one line."""

    def importer(texte, **options):
        return importer_csv(texte, dans=scene.demarche, par=scene.auteur, **options).lignes[0]

    return importer


@pytest.fixture
def publiee(scene):
    with le(1):
        scene.publier()
    return scene


def texte(scene) -> str:
    scene.proposition.refresh_from_db()
    return scene.proposition.verbatim


def test_un_texte_publie_n_est_pas_ecrase(publiee, importer_dans_la_scene):
    ligne = importer_dans_la_scene(ecrire("Autre texte."), essai=True)
    assert ligne.sort == Sort.REFUSEE
    assert "déjà publié et celui du fichier est différent" in ligne.raison
    with pytest.raises(LignesRefusees):
        importer_dans_la_scene(ecrire("Autre texte."))
    assert texte(publiee) == PUBLIE


def test_un_texte_publie_vide_dans_le_fichier_n_est_pas_efface(publiee, importer_dans_la_scene):
    fichier = "référence;titre;texte\nP1;Titre;\n"
    assert importer_dans_la_scene(fichier, essai=True).texte_publie


def test_ce_qui_n_est_pas_le_texte_se_change_encore(publiee, importer_dans_la_scene):
    ligne = importer_dans_la_scene(ecrire(PUBLIE, "Sortir"))
    assert (ligne.sort, ligne.changements, ligne.signalements) == (Sort.MODIFIEE, ["chapitre"], ())


def test_on_peut_demander_le_remplacement_et_la_version_publiee_reste(publiee, importer_dans_la_scene):
    ligne = importer_dans_la_scene(ecrire("Autre texte."), remplacer_publies=True)
    assert "soumettez-le au CIPC avec sa raison" in ligne.signalements[0]
    assert texte(publiee) == "Autre texte."
    assert publiee.en_ligne(publiee.proposition, jour(2)).contenu["verbatim"] == PUBLIE


def test_revenir_au_texte_publie_est_permis(publiee, importer_dans_la_scene):
    publiee.proposition.verbatim = "Une correction en cours."
    publiee.proposition.save()
    assert importer_dans_la_scene(ecrire("Autre texte."), essai=True).sort == Sort.REFUSEE
    assert importer_dans_la_scene(ecrire(PUBLIE)).sort == Sort.MODIFIEE
    assert texte(publiee) == PUBLIE


def test_le_texte_en_ligne_est_celui_de_la_derniere_version(publiee, importer_dans_la_scene):
    publiee.proposition.verbatim = "Deuxième texte."
    with le(2):
        publiee.republier(publiee.proposition, texte="Sortir")
    assert importer_dans_la_scene(ecrire(PUBLIE), essai=True).texte_publie


def test_un_texte_programme_est_protege_comme_un_texte_publie(scene, importer_dans_la_scene):
    with le(1):
        scene.publier(publier_le=jour(30))
    with le(2):
        assert importer_dans_la_scene(ecrire("Autre texte."), essai=True).sort == Sort.REFUSEE
        ligne = importer_dans_la_scene(ecrire(PUBLIE, "Sortir"), essai=True)
    assert "attend déjà le CIPC ou sa date" in ligne.signalements[0]


def test_un_texte_retire_du_portail_n_est_pas_reecrit(publiee, importer_dans_la_scene):
    with le(2):
        retrait = retirer(
            publiee.proposition, publiee.dossier, publiee.auteur, motif="erreur", explication="Une erreur."
        )
        valider(retrait, publiee.validateur)
    ligne = importer_dans_la_scene(ecrire("Autre texte."), essai=True)
    assert "retiré du portail" in ligne.raison
    assert importer_dans_la_scene(ecrire(PUBLIE, "Sortir"), essai=True).sort == Sort.MODIFIEE


def test_ce_que_le_cipc_a_recu_reste_fige_et_le_changement_est_signale(scene, importer_dans_la_scene):
    with le(1):
        publication = scene.soumettre()
    with le(2):
        ligne = importer_dans_la_scene(ecrire("Autre texte."))
    assert ligne.sort == Sort.MODIFIEE
    assert "elle reste telle quelle" in ligne.signalements[0]
    assert publication.propositionversion_set.get().contenu["verbatim"] == PUBLIE


def test_un_point_sans_version_en_attente_n_est_pas_signale(scene, importer_dans_la_scene):
    assert importer_dans_la_scene(ecrire("Autre texte.")).signalements == ()


def test_un_point_retire_par_ses_auteurs_est_signale(scene, importer_dans_la_scene):
    scene.proposition.retiree_le, scene.proposition.retiree_document = dt.date(2025, 3, 12), "Lettre"
    scene.proposition.save()
    ligne = importer_dans_la_scene(ecrire(PUBLIE, "Sortir"))
    assert ligne.signalements == ("Ce point a été retiré par ses auteurs le 12/03/2025.",)


def test_remplacer_n_est_propose_que_si_rien_d_autre_ne_refuse_le_fichier(publiee, importer_csv):
    def essayer(fichier):
        return importer_csv(fichier, dans=publiee.demarche, par=publiee.auteur, essai=True)

    assert len(essayer(ecrire("Autre texte.")).textes_publies) == 1
    assert essayer(ecrire("Autre texte.") + "P/2;Texte;\n").textes_publies == []
    assert essayer(ecrire(PUBLIE)).textes_publies == []


def test_qui_a_importe_compte_parmi_les_auteurs(publiee, importer_csv, agent_de_plus):
    with le(2):
        importer_csv(ecrire(PUBLIE, "Sortir"), dans=publiee.demarche, par=agent_de_plus)
    with le(3):
        assert agent_de_plus.pk in auteurs([publiee.proposition], jour(3))
        assert agent_de_plus.pk in publiee.soumettre(publiee.proposition, **DECLAREE).auteurs
