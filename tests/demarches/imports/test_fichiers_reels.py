"""The real files, when they are there; their sentences stay where they are."""

import csv

import pytest

from demarches.imports import FichierRefuse, lire
from demarches.imports.application import LignesRefusees, Sort, importer


def enregistrements(chemin, separateur):
    with chemin.open(encoding="utf-8-sig", newline="") as fichier:
        return list(csv.DictReader(fichier, delimiter=separateur))


def test_un_export_decidim_est_lu_en_entier(donnees):
    chemin = donnees / "01a_mel_propositions_brut.csv"
    lecture, attendus = lire(chemin, chemin.name), enregistrements(chemin, ";")
    assert (len(lecture.lignes), lecture.refus) == (196, [])
    assert lecture.colonnes["chapitre"] == "category/name/fr"
    for ligne, attendu in zip(lecture.lignes, attendus, strict=True):
        assert ligne.reference == attendu["id"]
        assert ligne.soutiens == int(attendu["votes"])
        assert ligne.url == attendu["url"]
        assert ligne.texte.split() == attendu["body"].split()


def test_la_convention_climat_est_lue_en_entier(donnees):
    chemin = donnees / "03a_ccc_149_propositions_etat.csv"
    lecture, attendus = lire(chemin, chemin.name), enregistrements(chemin, ",")
    assert (len(lecture.lignes), lecture.refus) == (152, [])
    for ligne, attendu in zip(lecture.lignes, attendus, strict=True):
        assert (ligne.reference, ligne.chapitre) == (attendu["code"], attendu["theme"])
        assert ligne.texte.split() == attendu["proposition"].split()
        assert len(ligne.titre) <= 120


def test_des_actualites_qui_repetent_leur_code_sont_refusees_ligne_par_ligne(donnees):
    chemin = donnees / "03b_ccc_149_actus.csv"
    lecture = lire(chemin, chemin.name)
    codes = [attendu["code"] for attendu in enregistrements(chemin, ",")]
    assert len(lecture.refus) == len(codes) - len(set(codes))


@pytest.mark.parametrize("nom", ["03c_ccc_149_complet.json", "demarches.json"])
def test_un_json_est_refuse_gentiment(donnees, nom):
    with pytest.raises(FichierRefuse, match=r"JSON.*CSV, XLSX et ODS"):
        lire(donnees / nom, nom)


@pytest.mark.parametrize(
    ("nom", "nombre"), [("01a_mel_propositions_brut.csv", 196), ("03a_ccc_149_propositions_etat.csv", 152)]
)
def test_un_fichier_reel_entre_dans_l_atelier_et_y_entre_une_seule_fois(
    donnees, demarche, agent, nom, nombre
):
    assert importer(demarche, donnees / nom, agent).combien(Sort.CREEE) == nombre
    assert importer(demarche, donnees / nom, agent).combien(Sort.INCHANGEE) == nombre
    assert demarche.propositions.count() == nombre


def test_un_fichier_reel_aux_references_repetees_ne_change_rien(donnees, demarche, agent):
    with pytest.raises(LignesRefusees, match="16 lignes sont à corriger"):
        importer(demarche, donnees / "03b_ccc_149_actus.csv", agent)
    assert not demarche.propositions.exists()
