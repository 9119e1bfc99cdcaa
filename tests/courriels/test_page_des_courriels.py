"""The administrator sees what did not leave, and tries again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courriels.models import Courriel
from publication.soumission import soumettre
from tests.back_office.conftest import navigateur
from tests.verbes import renvoyer

pytestmark = pytest.mark.django_db
PAGE = "/admin/courriels/"


@pytest.fixture
def adele(adele_administratrice):
    return navigateur(adele_administratrice)


def courriel(n=0, **valeurs):
    return Courriel.objects.create(nature="renvoi", cle=n, adresse="alice@exemple.gouv.fr", **valeurs)


def test_ce_qui_n_est_pas_parti_vient_d_abord_avec_la_raison(adele):
    courriel(1, tentatives=2, tente_le=timezone.now(), erreur="ConnectionRefusedError : refusé")
    courriel(2, etat="envoye", envoye_le=timezone.now())
    courriel(3, etat="en_cours", tentatives=1, tente_le=timezone.now())
    page = adele.get(PAGE)
    assert [c.cle for c in page.context["page"]] == [3, 1, 2]
    texte = page.content.decode()
    assert "2 courriels en souffrance." in texte
    assert "ConnectionRefusedError : refusé" in texte
    assert texte.count("peut-être reçu") == 1
    assert texte.count("Envoyer de nouveau</button>") == 2


def test_renvoyer_deux_fois_de_suite_n_envoie_qu_une_fois(
    adele, scene, boite, django_capture_on_commit_callbacks
):
    publication = soumettre(scene.dossier, [scene.demarche], scene.auteur)
    boite.refuse = "451 Plus tard"
    with django_capture_on_commit_callbacks(execute=True):
        renvoyer(publication, scene.validateur, "À revoir.")
    boite.refuse = ""
    du = Courriel.objects.get(nature="renvoi")
    with django_capture_on_commit_callbacks(execute=True):
        assert adele.post(reverse("admin:renvoyer_le_courriel", args=[du.pk])).status_code == 302
    reponse = adele.post(reverse("admin:renvoyer_le_courriel", args=[du.pk]), follow=True)
    assert "n’est pas à renvoyer" in reponse.content.decode()
    assert len(boite.recus) == 1


def test_la_page_coute_autant_pour_1_et_50_courriels(adele, django_assert_max_num_queries):
    for n in range(50):
        courriel(n)
    with django_assert_max_num_queries(30):
        adele.get(PAGE)
