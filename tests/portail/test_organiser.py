"""For organisers: the guide's sheets in our words, the blank charte read from the code, the public mandates."""

import re

import pytest
from django.urls import reverse

from demarches.models import Demarche
from portail.organiser.charte import CONDITIONS, MODELES, charte
from portail.organiser.fiches import FICHES
from portail.pagination import PAR_PAGE
from publication.guide import FicheDuGuide
from publication.models import types_de_version
from tests.fabriques import DemarcheFactory
from tests.portail.recits import demarche_en_ligne, publier

pytestmark = pytest.mark.django_db

ACCUEIL = "/organiser/"


def lignes(modele):
    """Label → line of the charte of this model."""
    partie = next(partie for partie in charte() if partie.cle == modele._meta.model_name)
    return {champ.libelle: champ for rubrique in partie.rubriques for champ in rubrique.champs}


def test_les_douze_fiches_du_guide_ont_chacune_leur_page(client):
    assert [conseil.fiche for conseil in FICHES.values()] == list(FicheDuGuide)
    accueil = client.get(ACCUEIL).text
    for cle, conseil in FICHES.items():
        adresse = reverse("portail:organiser_fiche", args=[cle])
        assert f'href="{adresse}"' in accueil
        page = client.get(adresse).text
        for ligne in (conseil.utilite, *conseil.faire, *conseil.publier, *conseil.questions):
            assert ligne in page


def test_chaque_fiche_dit_quoi_faire_quoi_publier_et_quoi_se_demander():
    for conseil in FICHES.values():
        assert min(len(conseil.faire), len(conseil.publier), len(conseil.questions)) >= 2, conseil.cle


@pytest.mark.parametrize("cle", ["strategique-9", "x" * 300, "STRATEGIQUE-1"])
def test_une_fiche_inventee_est_introuvable(client, cle):
    assert client.get(f"/organiser/fiches/{cle}/").status_code == 404


def test_l_accueil_des_organisateurs_mene_a_la_charte_aux_mandats_et_au_back_office(client):
    page = client.get(ACCUEIL).text
    for nom in ("portail:organiser_charte", "portail:organiser_mandats", "admin:index", "admin:guide"):
        assert f'href="{reverse(nom)}"' in page


def test_on_y_arrive_du_pied_de_page_et_du_plan_du_site(client):
    for adresse in ("/", "/plan-du-site/"):
        assert 'href="/organiser/"' in client.get(adresse).text
        assert 'href="/signaler/"' in client.get(adresse).text
    plan = client.get("/sitemap-pages.xml").text
    for adresse in ("/organiser/", "/organiser/charte/", "/organiser/fiches/suivi-4/", "/signaler/"):
        assert f"{adresse}</loc>" in plan


# The charte


def test_la_charte_couvre_tout_ce_qui_se_publie():
    publiables = {modele._meta.get_field("objet").related_model for modele in types_de_version()}
    assert {modele for modele, _ in MODELES} == publiables


def test_chaque_regle_de_publication_est_dite_a_sa_ligne():
    """A rule added tomorrow to a field that the charte lacks, or under a condition without words, is seen here."""
    for version in types_de_version():
        dites = [
            champ
            for champ in lignes(version._meta.get_field("objet").related_model).values()
            if champ.obligation
        ]
        assert len(dites) == len({regle.champ for regle in version.regles}), version.__name__
        assert {regle.concerne for regle in version.regles} <= set(CONDITIONS)


def test_la_charte_dit_ce_qui_est_obligatoire_et_pour_quel_type():
    fiche = lignes(Demarche)
    assert fiche["Titre"].obligation == "obligatoire pour publier"
    assert fiche["Objet"].obligation == "obligatoire pour publier, pour une démarche volontaire"
    composition = next(
        champ for libelle, champ in fiche.items() if libelle.startswith("Composition du panel")
    )
    assert "pour une convention, une conférence ou un atelier" in composition.obligation
    assert "ou dites pourquoi" in composition.obligation
    assert composition.details


def test_la_charte_montre_chaque_page_de_la_fiche_et_ses_conseils(client):
    from demarches.admin.demarche.sections import SECTIONS
    from demarches.guide import FICHE

    page = client.get(reverse("portail:organiser_charte")).text
    for section in SECTIONS:
        assert section.titre in page
    assert FICHE["titre"].texte in page
    assert "Convention citoyenne" in page


def test_la_charte_ne_lit_pas_la_base(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("portail:organiser_charte"))


# The mandates


def test_les_mandats_en_ligne_se_lisent_du_plus_recent_au_plus_ancien(
    ministere, alice_redactrice, viktor_valideur, client
):
    anciennes = [
        DemarcheFactory(
            organisation=ministere,
            titre=f"Démarche {i:02}",
            annoncee_le=None,
            ouverte_le=f"2024-01-{i + 1:02}",
        )
        for i in range(PAR_PAGE)
    ]
    for demarche in anciennes:
        publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    recente = demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)
    brouillon = DemarcheFactory(titre="Brouillon")
    page = client.get(reverse("portail:organiser_mandats")).text
    titres = re.findall(r"/mandat/\">([^<]+)</a>", page)
    assert titres[0] == recente.titre
    assert titres[1:] == sorted(titres[1:], reverse=True)
    assert len(titres) == PAR_PAGE
    assert brouillon.titre not in page
    assert "Démarche 00" in client.get(reverse("portail:organiser_mandats") + "?page=2").text
    adresse = re.search(r'href="([^"]+/mandat/)"', page)[1]
    assert client.get(adresse).status_code == 200


@pytest.mark.parametrize("requete", ["?page=99", "?page=zéro"])
def test_une_page_de_mandats_inventee_est_introuvable(client, requete):
    assert client.get(reverse("portail:organiser_mandats") + requete).status_code == 404


def test_sans_mandat_la_page_le_dit(client):
    assert "Aucun mandat" in client.get(reverse("portail:organiser_mandats")).text


def test_aucune_page_ne_pose_de_cookie(client):
    for nom in ("organiser", "organiser_charte", "organiser_mandats"):
        assert not client.get(reverse(f"portail:{nom}")).cookies
