"""The mandate and what the dates show, on the pages themselves."""

import datetime as dt

import pytest
from django.urls import reverse

from publication.soumission import retirer
from tests.fabriques import EngagementFactory
from tests.scenes import jour, le
from tests.verbes import valider

pytestmark = pytest.mark.django_db


def lire(client, scene, nom, n, **requete):
    with le(n):
        return client.get(reverse(f"portail:{nom}", args=[scene.demarche.pk, scene.demarche.slug]), requete)


@pytest.fixture
def a_venir(scene):
    """Online on day 1, opens on day 10."""
    scene.demarche.contexte = "Les nuits sont courtes."
    scene.demarche.ouverte_le, scene.demarche.cloturee_le = jour(10).date(), jour(40).date()
    scene.demarche.save()
    with le(1):
        scene.publier(scene.demarche)
    return scene


def modifier(scene, n, texte, raison="Le calendrier a glissé.", **declaration):
    scene.demarche.contexte = texte
    scene.demarche.save()
    with le(n):
        scene.publier(scene.demarche, **({"modification": "rectification", "raison": raison} | declaration))


def test_avant_l_ouverture_le_mandat_est_un_projet(a_venir, client):
    modifier(a_venir, 3, "Les nuits sont longues.")
    page = lire(client, a_venir, "mandat", 5).text
    assert (
        "Projet de mandat, il sera figé à l’ouverture, à la fin de la journée du 11 septembre 2025." in page
    )
    assert "Les nuits sont longues." in page
    assert "Mandat modifié" not in page
    assert (
        reverse("portail:mandat", args=[a_venir.demarche.pk, a_venir.demarche.slug])
        in lire(client, a_venir, "fiche", 5).text
    )


def test_apres_l_ouverture_le_mandat_reste_ce_qu_il_etait_et_dit_ce_qui_a_change(a_venir, client):
    modifier(a_venir, 20, "Les nuits sont longues.")
    page = lire(client, a_venir, "mandat", 25).text
    assert "Mandat figé à l’ouverture, le 11 septembre 2025." in page
    texte_fige = page[page.index('id="section-1"') :]
    assert "Les nuits sont courtes." in texte_fige
    assert "Modifié depuis, le 21 septembre 2025" in texte_fige
    assert "Les nuits sont longues." not in texte_fige
    for lu in (page, lire(client, a_venir, "fiche", 25).text):
        assert "Mandat modifié après l’ouverture" in lu
        assert "Le calendrier a glissé." in lu
        assert "rectification" in lu
        assert "<del>" in lu
        assert "<ins>" in lu
    fiche = lire(client, a_venir, "fiche", 25).text
    assert (
        fiche.index('id="essentiel"')
        < fiche.index("Mandat modifié après l’ouverture")
        < fiche.index("sommaire")
    )
    avant = lire(client, a_venir, "fiche", 25, le="2025-09-20").text
    assert "Mandat modifié" not in avant


def test_le_jour_de_l_ouverture_ne_fige_qu_a_sa_fin(a_venir, client):
    modifier(a_venir, 10, "Le soir même.")
    page = lire(client, a_venir, "mandat", 12).text
    assert "Le soir même." in page
    assert "Ce mandat n’a pas été modifié depuis l’ouverture." in page


def test_si_rien_n_etait_en_ligne_a_l_ouverture_le_mandat_le_dit(scene, client):
    with le(1):
        scene.publier(scene.demarche)
    page = lire(client, scene, "mandat", 2).text
    assert "Rien n’était en ligne à l’ouverture, le 3 février 2025" in page


def test_une_reprise_d_historique_a_un_mandat_reconstitue(scene, client):
    scene.demarche.reprise_historique = True
    scene.demarche.save()
    EngagementFactory(demarche=scene.demarche, pris_le=dt.date(2025, 2, 10))
    with le(1):
        scene.publier(scene.demarche)
    assert "Mandat reconstitué" in lire(client, scene, "mandat", 2).text
    fiche = lire(client, scene, "fiche", 2).text
    assert "Premiers engagements pris 7\N{NO-BREAK SPACE}jours après l’ouverture" in fiche
    assert "le portail n’existait pas encore" in fiche


def test_le_mandat_d_une_demarche_retiree_repond_410(a_venir, client):
    with le(3):
        retrait = retirer(
            a_venir.demarche, a_venir.dossier, a_venir.auteur, motif="erreur", explication="Par erreur."
        )
        valider(retrait, a_venir.validateur)
    page = lire(client, a_venir, "mandat", 4)
    assert page.status_code == 410
    assert "Par erreur." in page.text


def test_les_engagements_se_comptent_a_partir_de_l_ouverture(a_venir, client):
    assert "Engagements publiés" not in lire(client, a_venir, "fiche", 2).text
    EngagementFactory(demarche=a_venir.demarche)
    with le(22):
        a_venir.publier(a_venir.demarche, modification="mise_a_jour", raison="La ministre s’engage.")
    page = lire(client, a_venir, "fiche", 23).text
    assert "Engagements publiés 12\N{NO-BREAK SPACE}jours après l’ouverture" in page
    assert "Engagements publiés" not in lire(client, a_venir, "fiche", 23, le="2025-09-22").text


def test_une_decision_d_avant_l_avis_se_voit_en_tete_et_reste_apres_l_avis(scene, client):
    scene.demarche.avis_attendu_le = jour(30).date()
    scene.demarche.jalons.create(nature="decision", titre="Décret fictif", debut=jour(20).date())
    scene.demarche.save()
    scene.avis.remis_le = jour(26).date()
    scene.avis.save()
    with le(1):
        scene.publier(scene.demarche)
    page = lire(client, scene, "fiche", 5).text
    assert "Décision prévue avant l’avis" in page
    assert "Décret fictif, le 21 septembre 2025 ; l’avis est attendu le 1er octobre 2025." in page
    page = lire(client, scene, "fiche", 21).text
    assert "Décision intervenue avant l’avis" in page
    assert page.index("Décision intervenue avant l’avis") < page.index('class="fr-summary')
    with le(27):
        scene.publier(scene.avis)
    assert "l’avis a été remis le 27 septembre 2025" in lire(client, scene, "fiche", 28).text


@pytest.mark.parametrize("nom", ["fiche", "mandat"])
def test_ces_pages_coutent_autant_pour_1_version_que_pour_30(a_venir, client, nom):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def compter():
        with CaptureQueriesContext(connection) as requetes:
            assert lire(client, a_venir, nom, 60).status_code == 200
        return len(requetes)

    avant = compter()
    for i in range(30):
        modifier(a_venir, 12 + i, f"Contexte {i}.")
    assert compter() == avant
