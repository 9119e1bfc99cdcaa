"""News: listed, read, redirected when renamed, gone when withdrawn, and never before its hour."""

import datetime as dt
import hashlib

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from demarches.models import ActualiteVersion
from publication import horloge
from publication.fichiers import deposer
from publication.soumission import retirer, soumettre
from tests.fabriques import ActualiteFactory, DemarcheFactory
from tests.scenes import jour, le
from tests.verbes import valider

pytestmark = pytest.mark.django_db

RECTIFICATION = {"modification": "rectification", "raison": "Il manquait le destinataire."}

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def actualite(ministere, alice_redactrice):
    return ActualiteFactory(
        dossier__organisation=ministere, titre="L’avis est remis", chapo="Un soir à Lille."
    )


def publier(actualite, auteur, valideur, **declaration):
    return valider(soumettre(actualite.dossier, [actualite], auteur, **declaration), valideur)


def adresse(actualite):
    return reverse("portail:actualite", args=[actualite.pk, actualite.slug])


def test_une_actualite_se_lit_et_se_trouve(client, actualite, alice_redactrice, viktor_valideur):
    publier(actualite, alice_redactrice, viktor_valideur)
    assert "L’avis est remis" in client.get(reverse("portail:actualites")).content.decode()
    page = client.get(adresse(actualite)).content.decode()
    assert "Un soir à Lille." in page
    assert "La remise de l’avis a lieu demain." in page


def test_une_actualite_en_brouillon_n_existe_pas(client, actualite):
    assert client.get(adresse(actualite)).status_code == 404
    assert "L’avis est remis" not in client.get(reverse("portail:actualites")).content.decode()


def test_une_actualite_mene_aux_demarches_en_ligne_et_tait_les_autres(
    client, actualite, ministere, alice_redactrice, viktor_valideur
):
    en_ligne = DemarcheFactory(organisation=ministere, titre="Démarche fictive visible")
    cachee = DemarcheFactory(organisation=ministere, titre="Démarche fictive en préparation")
    valider(soumettre(en_ligne.dossier, [en_ligne], alice_redactrice), viktor_valideur)
    actualite.demarches.set([en_ligne, cachee])
    publier(actualite, alice_redactrice, viktor_valideur)
    page = client.get(adresse(actualite)).content.decode()
    assert "Démarche fictive visible" in page
    assert "en préparation" not in page


def test_une_image_se_voit_et_se_dit(client, actualite, alice_redactrice, viktor_valideur):
    actualite.image = deposer(ContentFile(PNG), "remise.png", actualite.dossier, alice_redactrice)
    actualite.image_alternative = "Douze personnes sur une estrade."
    actualite.save()
    fichier = reverse("portail:fichier", args=[actualite.image_id, "remise.png"])
    assert client.get(fichier).status_code == 404
    publier(actualite, alice_redactrice, viktor_valideur)
    page = client.get(adresse(actualite)).content.decode()
    assert f'src="{fichier}" alt="Douze personnes sur une estrade."' in page
    telecharge = client.get(fichier)
    assert b"".join(telecharge.streaming_content) == PNG
    telecharge.close()


def test_l_ancienne_adresse_mene_a_la_nouvelle(client, actualite, alice_redactrice, viktor_valideur):
    publier(actualite, alice_redactrice, viktor_valideur)
    reponse = client.get(reverse("portail:actualite", args=[actualite.pk, "autre-titre"]))
    assert (reponse.status_code, reponse.url) == (301, adresse(actualite))


def test_une_actualite_retiree_dit_pourquoi(client, actualite, alice_redactrice, viktor_valideur):
    publier(actualite, alice_redactrice, viktor_valideur)
    with horloge.reglee_sur(timezone.now() + dt.timedelta(minutes=1)):
        motif = {"motif": "erreur", "explication": "La date était fausse."}
        valider(retirer(actualite, actualite.dossier, alice_redactrice, **motif), viktor_valideur)
        reponse = client.get(adresse(actualite))
    assert reponse.status_code == 410
    assert "La date était fausse." in reponse.content.decode()


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_coute_autant_de_requetes_pour_une_que_pour_trente(
    client, nombre, ministere, alice_redactrice, viktor_valideur, django_assert_num_queries
):
    for _ in range(nombre):
        publier(ActualiteFactory(dossier__organisation=ministere), alice_redactrice, viktor_valideur)
    with django_assert_num_queries(2):
        assert client.get(reverse("portail:actualites")).status_code == 200


@pytest.fixture
def rectifiee(actualite, alice_redactrice, viktor_valideur):
    """Online on day 1, rectified on day 3 under another title, withdrawn on day 5."""
    with le(1):
        publier(actualite, alice_redactrice, viktor_valideur)
    with le(3):
        actualite.titre = "L’avis est remis au ministre"
        actualite.save()
        publier(actualite, alice_redactrice, viktor_valideur, **RECTIFICATION)
    with le(5):
        motif = {"motif": "erreur", "explication": "La date était fausse."}
        valider(retirer(actualite, actualite.dossier, alice_redactrice, **motif), viktor_valideur)
    return actualite


def lire(client, actualite, nom, n, *suite, **requete):
    with le(n):
        return client.get(reverse(f"portail:{nom}", args=[actualite.pk, actualite.slug, *suite]), requete)


def test_l_histoire_d_une_actualite_se_lit(client, rectifiee):
    page = lire(client, rectifiee, "actualite_versions", 4).text
    assert page.index("Version 2 – en ligne") < page.index(">Version 1<")
    assert "<strong>Rectification</strong> : Il manquait le destinataire." in page
    version = lire(client, rectifiee, "actualite_version", 4, 2).text
    assert '<ins><span class="fr-sr-only">[ajouté : </span> au ministre<span' in version
    document = lire(client, rectifiee, "actualite_document", 4, 2)
    empreinte = ActualiteVersion.objects.get(objet=rectifiee, numero=2).empreinte
    assert hashlib.sha256(document.content).hexdigest() == empreinte
    assert lire(client, rectifiee, "actualite_version", 4, 3).status_code == 404


def test_une_actualite_se_relit_a_une_date_passee(client, rectifiee):
    page = lire(client, rectifiee, "actualite", 4, le=jour(2).date().isoformat()).text
    assert "telle qu’elle était le 3 septembre 2025" in page
    assert "L’avis est remis au ministre" not in page
    assert "au ministre" in lire(client, rectifiee, "actualite", 4).text
    avant = lire(client, rectifiee, "actualite", 4, le=jour(0).date().isoformat())
    assert (avant.status_code, "n’était pas encore en ligne" in avant.text) == (404, True)
    assert lire(client, rectifiee, "actualite", 4, le="demain").status_code == 404


def test_une_actualite_retiree_mene_a_ce_qui_a_ete_publie(client, rectifiee):
    retiree = lire(client, rectifiee, "actualite", 6)
    assert retiree.status_code == 410
    versions = lire(client, rectifiee, "actualite_versions", 6)
    assert f'href="{versions.wsgi_request.path}"' in retiree.text
    assert "Cette actualité a été retirée le" in versions.text
    passee = lire(client, rectifiee, "actualite", 6, le=jour(4).date().isoformat()).text
    assert "Cette actualité a été retirée le" in passee
