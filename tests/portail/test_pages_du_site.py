"""The pages that every State site has, and what machines look for."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portail import plan
from portail.organiser.fiches import FICHES
from portail.views.pages import PAGES
from publication import horloge
from publication.soumission import retirer
from tests.fabriques import PropositionFactory
from tests.portail.recits import demarche_en_ligne
from tests.verbes import valider

pytestmark = pytest.mark.django_db
ESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)


def adresses(client, chemin) -> list[str]:
    reponse = client.get(chemin)
    assert reponse.status_code == 200
    return [noeud.text for noeud in ET.fromstring(reponse.content).iter(f"{ESPACE}loc")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.nom)
def test_chaque_page_se_lit_sans_base_et_mene_aux_autres(client, page, django_assert_num_queries):
    with django_assert_num_queries(0):
        reponse = client.get(f"/{page.chemin}")
    assert reponse.status_code == 200
    assert f"<h1>{page.titre}</h1>" in reponse.text
    assert not reponse.cookies
    liens = set(re.findall(r'href="(/[^"#]*)"', reponse.text))
    for lien in liens - {"/admin/"}:
        if not lien.startswith("/static/"):
            assert client.get(lien).status_code == 200, lien


def test_l_editeur_se_lit_dans_les_mentions_legales(client, settings):
    assert "Non renseigné" in client.get("/mentions-legales/").text
    settings.EDITEUR = {
        "nom": "Services fictifs",
        "adresse": "1 rue Inventée",
        "directeur": "Camille Exemple",
        "hebergeur": "Hébergeur fictif",
        "courriel": "contact@exemple.gouv.fr",
    }
    mentions = client.get("/mentions-legales/").text
    for valeur in ("Services fictifs", "1 rue Inventée", "Camille Exemple", "Hébergeur fictif"):
        assert valeur in mentions
    for chemin in ("contact", "accessibilite", "donnees-personnelles"):
        assert 'href="mailto:contact@exemple.gouv.fr"' in client.get(f"/{chemin}/").text
    assert "Contact: mailto:contact@exemple.gouv.fr" in client.get("/.well-known/security.txt").text


def test_une_mise_en_ligne_sans_editeur_est_signalee(settings):
    def avertis():
        return [m.id for m in run_checks(tags=["site"], include_deployment_checks=True)]

    assert avertis() == ["portail.W001"]
    settings.EDITEUR = dict.fromkeys(settings.EDITEUR, "Renseigné")
    assert avertis() == []


@pytest.mark.parametrize("jour", ["2026-01-31", "2026-06-30", "2026-07-01", "2026-12-31", "2028-02-29"])
def test_security_txt_n_est_jamais_perime_et_expire_dans_l_annee(client, jour):
    instant = dt.datetime.fromisoformat(f"{jour}T12:00:00+01:00")
    with horloge.reglee_sur(instant):
        texte = client.get("/.well-known/security.txt").text
    expire = dt.datetime.fromisoformat(re.search(r"Expires: (.*)", texte)[1])
    assert dt.timedelta(days=150) < expire - instant < dt.timedelta(days=215)
    assert "Contact: http" in texte


def test_les_robots_lisent_tout_ce_qui_est_public(client):
    texte = client.get("/robots.txt").text
    assert "Disallow: /admin/\nDisallow: /apercu/\n" in texte
    assert "Sitemap: http://testserver/sitemap.xml" in texte


def test_le_plan_donne_chaque_page_en_ligne_et_elles_se_lisent(
    en_ligne, client, alice_redactrice, viktor_valideur
):
    sections = adresses(client, "/sitemap.xml")
    assert len(sections) == len(plan.PLANS)
    toutes = [
        a
        for s in sections
        for a in adresses(client, s.replace("https://testserver", "").replace("http://testserver", ""))
    ]
    themes = len(en_ligne.themes)
    assert (
        len(toutes) == len(set(toutes)) == len(plan.LISTES) + len(FICHES) + len(PAGES) + 3 + 15 + 1 + themes
    )
    for adresse in toutes:
        assert client.get(adresse.replace("https://testserver", "")).status_code == 200, adresse
    with horloge.reglee_sur(timezone.now() + dt.timedelta(minutes=1)):
        retrait = retirer(en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Non.")
        valider(retrait, viktor_valideur)
        assert adresses(client, "/sitemap-demarches.xml") == []
        assert adresses(client, "/sitemap-propositions.xml") == []


def test_le_plan_se_partage_en_fichiers_et_chacun_coute_deux_requetes(en_ligne, client, monkeypatch):
    monkeypatch.setattr(plan.PlanDesPropositions, "limit", 4)
    assert sum("propositions" in adresse for adresse in adresses(client, "/sitemap.xml")) == 4
    for numero in (1, 4):
        with CaptureQueriesContext(connection) as requetes:
            lues = adresses(client, f"{reverse('portail:sitemap_section', args=['propositions'])}?p={numero}")
        assert len(lues) == (4 if numero == 1 else 3)
        assert len(requetes) == 2
    assert client.get("/sitemap-propositions.xml?p=99").status_code == 404
    assert client.get("/sitemap-rien.xml").status_code == 404


def test_un_point_qui_n_est_pas_en_ligne_n_est_pas_dans_le_plan(en_ligne, client):
    PropositionFactory(demarche=en_ligne, reference="CACHE")
    assert not any("CACHE" in adresse for adresse in adresses(client, "/sitemap-propositions.xml"))
