"""A page read on a day of the past shows exactly what was in force at the end of that day in Paris."""

import datetime as dt
import re
from itertools import product

import pytest
from django.urls import reverse

from publication.soumission import retirer, soumettre
from suivi.enums import Motif, Position
from tests.fabriques import PropositionFactory
from tests.scenes import DECLAREE, jour, le
from tests.verbes import deprogrammer, valider

pytestmark = pytest.mark.django_db

PAGES = {
    "fiche": [],
    "avis": [],
    "impact": [],
    "proposition": ["P1"],
    "mesure": [1],
}


def adresse(scene, nom="fiche", n=None, requete=""):
    chemin = reverse(f"portail:{nom}", args=[scene.demarche.pk, scene.demarche.slug, *PAGES[nom]])
    return f"{chemin}?le={jour(n).date().isoformat()}{requete}" if n is not None else chemin


def lire(client, scene, nom, n, depuis=30):
    with le(depuis):
        return client.get(adresse(scene, nom, n))


def retirer_et_valider(scene, objet, explication):
    publication = retirer(objet, scene.dossier, scene.auteur, motif="erreur", explication=explication)
    valider(publication, scene.validateur)


@pytest.fixture
def histoire(scene):
    """Online on day 1; fiche rectified on day 3; position changed on day 5; the mesure withdrawn on day 7 and
    back on day 9; a title scheduled on day 10 for day 12; the démarche withdrawn on day 20."""
    scene.mesure.numero = 1
    scene.mesure.description = "Description d’origine."
    scene.mesure.save()
    with le(1):
        scene.publier()
    with le(3):
        scene.changer(scene.demarche, texte="Chapô rectifié.")
        scene.publier(scene.demarche, modification="rectification", raison="Une erreur.")
    with le(5):
        scene.reponse.position, scene.reponse.motifs = Position.NON_RETENUE, [Motif.COUT]
        scene.reponse.save()
        scene.publier(scene.reponse, modification="changement_de_position", raison="Trop cher finalement.")
    with le(7):
        retirer_et_valider(scene, scene.mesure, "Mesure publiée trop tôt.")
    with le(9):
        scene.republier(scene.mesure, texte="Description revenue.")
    with le(10):
        scene.proposition.titre = "Titre programmé"
        scene.proposition.save()
        scene.publier(scene.proposition, publier_le=jour(12), **DECLAREE)
    with le(20):
        retirer_et_valider(scene, scene.demarche, "Démarche ouverte par erreur.")
    return scene


# page, day, what is read there, what is not
EVENEMENTS = [
    ("fiche", 2, "De quoi parle-t-on", "Chapô rectifié."),
    ("fiche", 3, "Chapô rectifié.", "De quoi parle-t-on"),
    ("proposition", 4, "Réponse\N{NO-BREAK SPACE}: <strong>Retenue</strong>", "Non retenue"),
    ("proposition", 5, "Réponse\N{NO-BREAK SPACE}: <strong>Non retenue</strong>", "Réponse\N{NO-BREAK SPACE}: <strong>Retenue</strong>"),
    ("impact", 4, ">Retenue</a>", ">Non retenue</a>"),
    ("impact", 5, ">Non retenue</a>", ">Retenue</a>"),
    ("avis", 4, "green-emeraude\">Retenue<", "pink-macaron"),
    ("avis", 5, "pink-macaron\">Non retenue<", "green-emeraude\">Retenue<"),
    ("mesure", 6, "Description d’origine.", "Description revenue."),
    ("mesure", 9, "Description revenue.", "Description d’origine."),
    ("impact", 6, "1\N{NO-BREAK SPACE}mesure suivie", "Aucune mesure n’est publiée"),
    ("impact", 7, "Aucune mesure n’est publiée", "1\N{NO-BREAK SPACE}mesure suivie"),
    ("impact", 9, "1\N{NO-BREAK SPACE}mesure suivie", "Aucune mesure n’est publiée"),
    ("proposition", 7, "aucune mesure n’est rattachée", "Mesure 1"),
    ("proposition", 11, "Éteindre les enseignes", "Titre programmé"),
    ("proposition", 12, "Titre programmé", "Éteindre les enseignes"),
    ("avis", 11, "Éteindre les enseignes", "Titre programmé"),
    ("avis", 12, "Titre programmé", "Éteindre les enseignes"),
    ("fiche", 19, "Chapô rectifié.", "Page retirée"),
]  # fmt: skip


def test_chaque_page_montre_ce_qui_etait_en_vigueur_ce_jour_la(histoire, client):
    """Whether the démarche is online or withdrawn since."""
    for (nom, n, lu, absent), depuis in product(EVENEMENTS, (19, 30)):
        page = lire(client, histoire, nom, n, depuis)
        assert page.status_code == 200, (nom, n)
        assert lu in page.text, (nom, n, lu)
        assert absent not in page.text, (nom, n, absent)
        assert "Cette page telle qu’elle était le" in page.text


def test_avant_d_etre_en_ligne_une_page_dit_depuis_quand_elle_l_est(histoire, client):
    for nom in PAGES:
        page = lire(client, histoire, nom, 0)
        assert page.status_code == 404
        assert "Le 1er septembre 2025, cette page n’était pas encore en ligne" in page.text
        assert "elle l’est depuis le 2 septembre 2025." in page.text


@pytest.mark.parametrize(("nom", "n"), [("mesure", 7), ("mesure", 8)])
def test_un_jour_de_retrait_la_page_repond_410_avec_sa_raison_puis_revient(histoire, client, nom, n):
    page = lire(client, histoire, nom, n)
    assert page.status_code == 410
    assert "Mesure publiée trop tôt." in page.text
    assert "mesures/1/versions/" in page.text


def test_une_demarche_retiree_depuis_se_relit_avec_la_raison_de_son_retrait(histoire, client):
    avant = lire(client, histoire, "fiche", 19, depuis=19).text
    assert "a été retirée" not in avant
    for nom in PAGES:
        page = lire(client, histoire, nom, 19)
        assert page.status_code == 200
        assert (
            "Cette démarche a été retirée le 21 septembre 2025 (erreur) : Démarche ouverte par erreur."
            in page.text
        )
        assert lire(client, histoire, nom, 20).status_code == 410
        with le(30):
            assert client.get(adresse(histoire, nom)).status_code == 410


DATES_REFUSEES = [
    ("2999-01-01", "n’est pas encore passé"),
    ("2025-09-21", "n’est pas encore passé"),  # tomorrow
    ("9999-12-31", "n’est pas encore passé"),
    ("0001-01-01", "n’était pas encore en ligne"),
    ("2025-02-30", "La date demandée n’existe pas"),
    ("20250910", "La date demandée n’existe pas"),
    ("2025-W37-1", "La date demandée n’existe pas"),
    ("hier", "La date demandée n’existe pas"),
    ("-1", "La date demandée n’existe pas"),
    ("２０２５-09-10", "La date demandée n’existe pas"),
    ("<script>", "La date demandée n’existe pas"),
]


def test_une_date_qui_ne_se_relit_pas_donne_404_et_une_phrase(histoire, client):
    with le(19, 10):
        for nom in PAGES:
            for valeur, phrase in DATES_REFUSEES:
                page = client.get(adresse(histoire, nom), {"le": valeur})
                assert page.status_code == 404, (nom, valeur)
                assert phrase in page.text, (nom, valeur)
                assert "<script>" not in page.text


def test_sans_date_la_page_est_celle_d_aujourd_hui(histoire, client):
    with le(19):
        page = client.get(adresse(histoire), {"le": ""})
    assert page.status_code == 200
    assert "telle qu’elle était" not in page.text
    assert "noindex" not in page.text


def test_aujourd_hui_s_arrete_a_l_instant_present(histoire, client):
    """Day 12 at eight: the schedule of nine has not begun, though the day ends after it."""
    with le(12, 8):
        assert "Titre programmé" not in client.get(adresse(histoire, "proposition", 12)).text
    with le(12, 10):
        assert "Titre programmé" in client.get(adresse(histoire, "proposition", 12)).text


def test_la_fin_du_jour_est_celle_de_paris(scene, client):
    """Published at half past midnight in Paris, when it is still the day before in UTC."""
    with le(1):
        scene.publier()
    with le(3, 0):
        scene.republier(scene.demarche, texte="Juste après minuit.")
    assert "Juste après minuit." not in lire(client, scene, "fiche", 2).text
    assert "Juste après minuit." in lire(client, scene, "fiche", 3).text


def test_l_etape_et_les_retards_sont_ceux_de_ce_jour(scene, client):
    scene.demarche.cloturee_le = jour(5).date()
    scene.demarche.save()
    scene.mesure.numero, scene.mesure.echeance_initiale = 1, jour(8).date()
    scene.mesure.save()
    with le(1):
        scene.publier(scene.demarche, scene.proposition, scene.mesure)
    assert "En cours" in lire(client, scene, "fiche", 5).text
    assert "Avis rendu, réponse attendue" in lire(client, scene, "fiche", 6).text
    assert "dépassée depuis" not in lire(client, scene, "mesure", 8).text
    assert "dépassée depuis 3\N{NO-BREAK SPACE}jours" in lire(client, scene, "mesure", 11).text


def test_les_filtres_de_l_avis_gardent_le_jour(histoire, client):
    page = lire(client, histoire, "avis", 5)
    assert page.context["paginator"].count == 1
    with le(30):
        filtree = client.get(adresse(histoire, "avis", 4, "&reponse=non_retenue"))
        assert filtree.context["paginator"].count == 0
        filtree = client.get(adresse(histoire, "avis", 5, "&reponse=non_retenue"))
        assert filtree.context["paginator"].count == 1
    assert '<input type="hidden" name="le" value="2025-09-06">' in filtree.text


def test_tous_les_liens_de_la_demarche_gardent_le_jour(scene, client):
    points = [PropositionFactory(demarche=scene.demarche, reference=f"Q{i}", ordre=i) for i in range(2, 20)]
    scene.mesure.numero = 1
    scene.mesure.save()
    with le(1):
        scene.publier(*scene.tout, *points)
    base = re.escape(f"/demarches/{scene.demarche.pk}-{scene.demarche.slug}/")
    objets = re.compile(rf"{base}((avis|impact|propositions/[^/]+|mesures/\d+)/)?(\?|#|$)")
    for nom in PAGES:
        page = lire(client, scene, nom, 2).text
        corps = page[page.index("<main") :]
        liens = re.findall(r'(data-au-present )?href="([^"]+)"', corps)
        gardes = [lien for marque, lien in liens if objets.match(lien) and not marque]
        assert gardes, nom
        assert [lien for lien in gardes if "le=2025-09-03" not in lien] == []
        assert [
            lien for lien in gardes if lien.count("?") > 1 or ("?le" in lien.split("#")[-1] and "#" in lien)
        ] == []
        assert sum(bool(marque) for marque, _ in liens) == 1  # the way back
    pagination = re.findall(r'href="(\?[^"]*page=2[^"]*)"', lire(client, scene, "avis", 2).text)
    assert pagination
    assert all("le=2025-09-03" in lien for lien in pagination)


def test_une_page_du_passe_n_est_pas_indexee_et_nomme_la_page_presente(histoire, client):
    for nom in PAGES:
        page = lire(client, histoire, nom, 19).text
        assert '<meta name="robots" content="noindex">' in page
        assert f'<link rel="canonical" href="http://testserver{adresse(histoire, nom)}">' in page
        assert page.index("Cette page telle qu’elle était le 20 septembre 2025") < page.index("<h1")


def test_une_ancienne_adresse_se_relit_aussi_et_reste_celle_d_aujourd_hui(scene, client):
    with le(1):
        scene.publier()
    ancien = scene.demarche.slug
    with le(3):
        scene.demarche.titre = "Nouveau nom"
        scene.demarche.save()
        scene.publier(scene.demarche, **DECLAREE)
    with le(9):
        page = client.get(f"/demarches/{scene.demarche.pk}-{ancien}/avis/?le=2025-09-03&page=1")
        assert page.status_code == 301
        assert page["Location"] == f"/demarches/{scene.demarche.pk}-nouveau-nom/avis/?le=2025-09-03&page=1"
        page = client.get(page["Location"])
    assert "La ville, la nuit" in page.text
    assert ancien not in page.text


def test_rien_de_programme_ni_d_annule_ne_se_relit(scene, client):
    scene.mesure.numero = 1
    scene.mesure.save()
    with le(1):
        scene.publier()
    with le(2):
        scene.changer(scene.demarche, texte="Chapô programmé.")
        publication = scene.publier(scene.demarche, publier_le=jour(5), **DECLAREE)
    with le(3):
        for n in (2, 3, 4, 5, 6):
            assert "Chapô programmé." not in client.get(adresse(scene, "fiche", n)).text
        deprogrammer(publication, scene.validateur)
        soumettre(scene.dossier, [scene.demarche], scene.auteur, **DECLAREE)
    for n in (2, 3, 5, 6):
        assert "Chapô programmé." not in lire(client, scene, "fiche", n).text


@pytest.mark.parametrize("nom", ["fiche", "avis", "impact", "proposition", "mesure"])
def test_relire_une_page_coute_autant_pour_un_point_que_pour_50(scene, client, nom):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    scene.mesure.numero = 1
    scene.mesure.save()
    with le(1):
        scene.publier()
    with le(3):
        scene.publier(
            *[
                PropositionFactory(demarche=scene.demarche, reference=f"Z{i}", ordre=100 + i)
                for i in range(50)
            ]
        )
    for i in range(5):
        with le(4 + i):
            scene.republier(*scene.tout, texte=f"Texte {i}.")
    nombres = []
    for n in (1, 9):
        with CaptureQueriesContext(connection) as requetes:
            assert lire(client, scene, nom, n).status_code == 200
        nombres.append(len([r for r in requetes if "portail.maintenant" not in r["sql"]]))
    assert nombres[0] == nombres[1]
    assert nombres[0] <= 22


def test_une_page_inconnue_reste_inconnue_a_toute_date(histoire, client):
    with le(19):
        for chemin in ("/demarches/999-rien/", f"/demarches/{histoire.demarche.pk}-x/propositions/ZZ/"):
            assert client.get(f"{chemin}?le=2025-09-05").status_code in {301, 404}
        base = reverse("portail:fiche", args=[histoire.demarche.pk, histoire.demarche.slug])
        assert client.get(f"{base}propositions/ZZ/?le=2025-09-05").status_code == 404
        assert client.get(f"{base}mesures/99/?le=2025-09-05").status_code == 404


def test_le_jour_se_lit_en_francais():
    from portail.voyage import HorsDuTemps, Voyage, pas_encore_en_ligne

    voyage = Voyage(dt.date(2020, 3, 3), jour(0))
    erreur = pas_encore_en_ligne(voyage, dt.datetime(2025, 12, 31, 23, 30, tzinfo=dt.UTC))
    assert isinstance(erreur, HorsDuTemps)
    assert str(erreur) == (
        "Le 3 mars 2020, cette page n’était pas encore en ligne : elle l’est depuis le 1er janvier 2026."
    )
