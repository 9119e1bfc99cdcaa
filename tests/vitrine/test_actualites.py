"""News in the index: online when published, gone when withdrawn, found by the démarche they speak of."""

from publication.soumission import retirer, soumettre
from tests.fabriques import ActualiteFactory
from tests.scenes import jour, le
from tests.verbes import valider
from vitrine.models import FicheActualite


def test_une_actualite_suit_la_vie_de_ses_versions(scene, ministere):
    actualite = ActualiteFactory(dossier__organisation=ministere, titre="L’avis est remis")
    actualite.demarches.add(scene.demarche)
    with le(1):
        valider(soumettre(actualite.dossier, [actualite], scene.auteur), scene.validateur)
    with le(3):
        motif = {"motif": "erreur", "explication": "La date était fausse."}
        valider(retirer(actualite, actualite.dossier, scene.auteur, **motif), scene.validateur)
    assert not FicheActualite.objects.en_vigueur(jour(0)).exists()
    fiche = FicheActualite.objects.en_vigueur(jour(2)).sur(scene.demarche.pk).get()
    assert (fiche.titre, fiche.demarches) == ("L’avis est remis", [scene.demarche.pk])
    assert not FicheActualite.objects.en_vigueur(jour(3)).exists()
