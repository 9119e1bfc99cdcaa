"""Documents deposited with a démarche."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from publication.models import Fichier
from tests import fichiers_parlants
from tests.back_office.conftest import champs_du_formulaire

pytestmark = pytest.mark.django_db
PDF = fichiers_parlants.pdf("Un rapport fictif")


@pytest.fixture
def adresse(demarche):
    return reverse("admin:demarches_demarche_change", args=[demarche.pk]) + "?section=information"


def envoyer(client, adresse, nom="rapport.pdf", contenu=PDF, **champs):
    donnees = champs_du_formulaire(client.get(adresse)) | {
        "pieces-TOTAL_FORMS": "1",
        "pieces-0-titre": "Le rapport",
        "pieces-0-envoi": SimpleUploadedFile(nom, contenu),
        "_continue": "1",
    }
    return client.post(adresse, donnees | champs)


def test_un_document_depose_est_garde_sous_son_empreinte(alice, adresse, demarche):
    assert envoyer(alice, adresse).status_code == 302
    piece = demarche.pieces.get()
    assert piece.titre == "Le rapport"
    with piece.fichier.contenu.open() as contenu:
        assert contenu.read() == PDF
    assert piece.fichier.contenu.name.endswith(piece.fichier.sha256)


@pytest.mark.parametrize(
    ("nom", "contenu", "phrase"),
    [
        ("rapport.exe", PDF, "n’est pas d’un format accepté"),
        ("rapport.pdf", b"<html><script>1</script>", "n’est pas ce que dit son nom"),
        ("rapport.docx", b"PK\x03\x04 rien", "n’est pas ce que dit son nom"),
        ("rapport.odt", b"", "vide"),
    ],
)
def test_un_fichier_refuse_l_est_en_une_phrase(alice, adresse, demarche, nom, contenu, phrase):
    page = envoyer(alice, adresse, nom, contenu)
    assert page.status_code == 200
    assert phrase in page.text
    assert not Fichier.objects.exists()


def test_un_fichier_depose_n_est_pas_a_choisir_deux_fois_si_un_autre_champ_est_refuse(
    alice, adresse, demarche
):
    page = envoyer(alice, adresse, **{"pieces-0-titre": ""})
    assert page.status_code == 200
    fichier = Fichier.objects.get()
    assert "Fichier déposé et gardé" in page.text
    champs = champs_du_formulaire(page) | {"pieces-0-titre": "Le rapport", "_continue": "1"}
    assert champs["pieces-0-depose"] == fichier.pk
    assert alice.post(adresse, champs).status_code == 302
    assert demarche.pieces.get().fichier == fichier


def test_le_fichier_d_une_autre_demarche_ne_se_rattache_pas(alice, oscar, adresse, demarche, autre_ministere):
    from tests.fabriques import DemarcheFactory

    ailleurs = DemarcheFactory(organisation=autre_ministere)
    envoyer(oscar, reverse("admin:demarches_demarche_change", args=[ailleurs.pk]) + "?section=information")
    secret = Fichier.objects.get()
    champs = champs_du_formulaire(alice.get(adresse)) | {
        "pieces-TOTAL_FORMS": "1",
        "pieces-0-titre": "À moi",
        "pieces-0-depose": secret.pk,
    }
    page = alice.post(adresse, champs)
    assert page.status_code == 200
    assert not demarche.pieces.exists()
