"""Nothing that is not public yet, or that will never be, is read through the words of the window."""

import json

import pytest

from publication.models import types_de_version
from publication.soumission import annuler
from tests.fabriques import PropositionFactory, ReponseFactory
from tests.scenes import DECLAREE, jour, le
from tests.verbes import deprogrammer, renvoyer
from vitrine.models import FicheDemarche, FicheProposition

SECRET = "ZYXWVUT-secret"


def lu_par_le_public(instant) -> str:
    """All that the public can read at `instant`, as one text."""
    lignes = []
    for modele in types_de_version():
        for lire in (modele.objects.publiques, modele.objects.en_vigueur, modele.objects.commencees):
            lignes += lire(instant).values_list("contenu", flat=True)
    for fiches in (FicheDemarche, FicheProposition):
        champs = [
            champ.name for champ in fiches._meta.concrete_fields if champ.name not in {"id", "validite"}
        ]
        lignes += fiches.objects.en_vigueur(instant).values(*champs)
    return json.dumps(lignes, default=str, ensure_ascii=False)


def brouillon(scene, objets):
    pass


def soumise(scene, objets):
    scene.soumettre(*objets, **declaration(scene))


def renvoyee(scene, objets):
    renvoyer(scene.soumettre(*objets, **declaration(scene)), scene.validateur, "À revoir.")


def annulee(scene, objets):
    annuler(scene.soumettre(*objets, **declaration(scene)), scene.auteur)


def programmee(scene, objets):
    scene.publier(*objets, publier_le=jour(20), **declaration(scene))


def deprogrammee(scene, objets):
    deprogrammer(scene.publier(*objets, publier_le=jour(20), **declaration(scene)), scene.auteur)


def declaration(scene):
    return DECLAREE if scene.en_ligne(scene.demarche, jour(1)) else {}


def titrer(scene):
    """Put the secret in every object, in a field that the index copies where there is one."""
    for objet in scene.tout:
        champ = "titre" if hasattr(objet, "titre") else "motivation"
        champ = champ if hasattr(objet, champ) else "synthese" if hasattr(objet, "synthese") else "bilan"
        setattr(objet, champ, SECRET)
        if champ == "bilan":
            objet.bilan_le = "2025-10-01"
        objet.save()


@pytest.mark.parametrize("etat", [brouillon, soumise, renvoyee, annulee, programmee, deprogrammee])
@pytest.mark.parametrize("deja_en_ligne", [True, False])
def test_rien_ne_fuit_d_un_etat_qui_n_est_pas_public(scene, etat, deja_en_ligne):
    if deja_en_ligne:
        with le(0):
            scene.publier()
    avant = lu_par_le_public(jour(2))
    titrer(scene)
    with le(1):
        etat(scene, scene.tout)
    for n in (0, 1, 2, 19):
        lu = lu_par_le_public(jour(n))
        assert SECRET not in lu
        assert len(lu) > 500 or not deja_en_ligne
    if etat is programmee:
        assert SECRET in lu_par_le_public(jour(20))
    else:
        assert SECRET not in lu_par_le_public(jour(9999))
        assert lu_par_le_public(jour(2)) == avant


def test_un_point_et_sa_reponse_programmes_ne_changent_aucun_compte_avant_l_heure(scene):
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    nouveau = PropositionFactory(demarche=scene.demarche, reference="P2")
    reponse = ReponseFactory(proposition=nouveau)
    with le(1):
        scene.publier(nouveau, reponse, publier_le=jour(5))
    avant = FicheDemarche.objects.en_vigueur(jour(4)).get()
    apres = FicheDemarche.objects.en_vigueur(jour(5)).get()
    assert (avant.publiees, avant.repondues) == (1, 0)
    assert (apres.publiees, apres.repondues) == (2, 1)
    assert not FicheProposition.objects.en_vigueur(jour(4)).filter(reference="P2").exists()


def test_ce_qui_n_a_jamais_de_demarche_en_ligne_n_a_pas_de_fiche(scene):
    with le(0):
        scene.publier(scene.demarche, publier_le=jour(5))
    assert not FicheDemarche.objects.en_vigueur(jour(4)).exists()
    assert FicheDemarche.objects.en_vigueur(jour(5)).count() == 1
