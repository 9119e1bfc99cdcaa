"""Importing a file of propositions from the back-office: try, read, agree."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from demarches.models import FichierAImporter
from publication.models import Trace
from publication.soumission import soumettre
from tests.back_office.conftest import messages_de, texte
from tests.fabriques import PropositionFactory
from tests.verbes import valider

pytestmark = pytest.mark.django_db
FICHIER = "Référence;Titre;Texte\nA1;Éteindre;Nous demandons que l’on éteigne.\nA2;Ouvrir;Nous demandons que l’on ouvre.\n"


@pytest.fixture
def adresse(demarche):
    return reverse("admin:importer_propositions", args=[demarche.pk])


@pytest.fixture
def adresse_d_accord(demarche):
    return reverse("admin:importer_propositions_valider", args=[demarche.pk])


def accord(page) -> dict:
    """What the page of the try sends back."""
    return {"fichier": page.context["fichier"].pk}


def essayer(client, adresse, contenu=FICHIER, nom="avis.csv", **champs):
    octets = contenu if isinstance(contenu, bytes) else contenu.encode()
    return client.post(adresse, {"fichier": SimpleUploadedFile(nom, octets)} | champs)


def test_l_essai_dit_ligne_par_ligne_et_n_ecrit_rien(alice, adresse, demarche):
    page = texte(essayer(alice, adresse))
    assert "2 créées, 0 modifiée, 0 inchangée, 0 refusée." in page
    assert "A1" in page
    assert not demarche.propositions.exists()


def test_l_accord_ecrit_dans_l_atelier_et_laisse_une_trace(alice, adresse, adresse_d_accord, demarche):
    essai = essayer(alice, adresse)
    avant = Trace.objects.count()
    page = alice.post(adresse_d_accord, accord(essai), follow=True)
    assert "Rien n’est encore en ligne." in " ".join(messages_de(page))
    assert list(demarche.propositions.values_list("reference", "titre")) == [
        ("A1", "Éteindre"),
        ("A2", "Ouvrir"),
    ]
    assert Trace.objects.count() == avant + 2
    assert not FichierAImporter.objects.exists()


def test_donner_son_accord_deux_fois_n_importe_qu_une_fois(alice, adresse, adresse_d_accord, demarche):
    essai = essayer(alice, adresse)
    alice.post(adresse_d_accord, accord(essai))
    page = alice.post(adresse_d_accord, accord(essai), follow=True)
    assert "déposez-le à nouveau" in " ".join(messages_de(page))
    assert demarche.propositions.count() == 2


@pytest.mark.parametrize(
    ("contenu", "nom", "phrase"),
    [
        (b"", "avis.csv", "vide"),
        (b"%PDF-1.7 rien", "avis.csv", "PDF"),
        (b"PK\x03\x04 rien", "avis.xlsx", "classeur"),
        (b"a;b\n1;2\n", "avis.csv", "en-tête"),
    ],
)
def test_un_fichier_illisible_est_refuse_en_une_phrase_a_cote_du_champ(alice, adresse, contenu, nom, phrase):
    page = essayer(alice, adresse, contenu, nom)
    assert page.status_code == 200
    assert phrase in " ".join(page.context["form"].errors["fichier"])
    assert not FichierAImporter.objects.exists()


def test_au_dela_de_2000_lignes_l_exploitation_s_en_charge(alice, adresse):
    lignes = "\n".join(f"A{i};Titre {i};Texte {i}" for i in range(2_001))
    page = essayer(alice, adresse, f"Référence;Titre;Texte\n{lignes}\n")
    assert "2001 lignes" in " ".join(page.context["form"].errors["fichier"]).replace("\N{NO-BREAK SPACE}", "")


def test_une_ligne_refusee_refuse_le_fichier(alice, adresse, adresse_d_accord, demarche):
    page = essayer(alice, adresse, FICHIER + "A1;Encore;Encore.\n")
    assert "1 refusée" in texte(page)
    assert "Importer dans l’atelier" not in texte(page)
    alice.post(adresse_d_accord, accord(page))
    assert not demarche.propositions.exists()


def test_l_accord_ne_vaut_que_pour_le_fichier_essaye(alice, adresse, adresse_d_accord, demarche):
    essai = essayer(alice, adresse)
    essayer(alice, adresse, "Référence;Titre;Texte\nB1;Autre;Un autre fichier.\n", "autre.csv")
    page = alice.post(adresse_d_accord, accord(essai), follow=True)
    assert "un autre a été déposé depuis" in " ".join(messages_de(page))
    assert not demarche.propositions.exists()


@pytest.mark.parametrize("fichier", ["", "0", "-1", "abc", "9" * 30, "²"])
def test_un_accord_forge_n_importe_rien(alice, adresse_d_accord, demarche, fichier):
    assert alice.post(adresse_d_accord, {"fichier": fichier}).status_code == 302
    assert not demarche.propositions.exists()


def test_un_texte_publie_ne_se_remplace_que_sur_demande(
    alice, adresse, adresse_d_accord, demarche, alice_redactrice, viktor_valideur
):
    point = PropositionFactory(demarche=demarche, reference="A1", verbatim="Le texte publié.")
    valider(soumettre(demarche.dossier, [demarche, point], alice_redactrice), viktor_valideur)
    essai = essayer(alice, adresse)
    assert "Importer en remplaçant" in texte(essai)
    alice.post(adresse_d_accord, accord(essai))
    point.refresh_from_db()
    assert point.verbatim == "Le texte publié."
    alice.post(adresse_d_accord, accord(essayer(alice, adresse)) | {"remplacer_publies": "on"})
    point.refresh_from_db()
    assert point.verbatim == "Nous demandons que l’on éteigne."


def test_une_colonne_se_designe(alice, adresse):
    page = essayer(
        alice,
        adresse,
        "Cote;Machin\nA1;Nous demandons une chose.\n",
        colonnes="texte = Machin\nreference = Cote",
    )
    assert "1 créée" in texte(page)


def test_une_designation_mal_ecrite_est_expliquee_et_reste_affichee(alice, adresse):
    page = essayer(alice, adresse, colonnes="texte Machin")
    assert "Écrivez « champ = intitulé de la colonne »" in texte(page)
    assert "texte Machin" in texte(page)


@pytest.mark.parametrize("qui", ["oscar", "viktor", "simone"])
def test_qui_n_ecrit_pas_ne_voit_pas_l_import(qui, request, adresse, adresse_d_accord, demarche):
    client = request.getfixturevalue(qui)
    assert client.get(adresse).status_code == 404
    assert essayer(client, adresse).status_code == 404
    assert client.post(adresse_d_accord).status_code == 404
    assert not demarche.propositions.exists()


def test_le_fichier_d_un_collegue_ne_s_importe_pas_a_sa_place(
    alice, adresse, adresse_d_accord, demarche, ministere
):
    from accounts.enums import Role
    from tests.back_office.conftest import navigateur
    from tests.personnes import agent

    essai = essayer(alice, adresse)
    navigateur(agent("Anne", Role.REDACTEUR, ministere)).post(adresse_d_accord, accord(essai))
    assert not demarche.propositions.exists()


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_le_gabarit_se_telecharge_et_se_relit(extension, alice, adresse):
    page = alice.get(reverse("admin:gabarit_propositions", args=[extension]))
    assert page.status_code == 200
    assert "attachment" in page["Content-Disposition"]
    relu = essayer(alice, adresse, io.BytesIO(page.content).read(), f"propositions.{extension}")
    assert "ligne d’en-tête" in " ".join(relu.context["form"].errors["fichier"])


def test_un_gabarit_inconnu_repond_404(alice):
    assert alice.get("/admin/importer/gabarit.exe").status_code == 404
