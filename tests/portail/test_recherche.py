"""The list of démarches and the search page: found, narrowed, sorted, in addresses that can be shared."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demarches.models import AvisVersion
from tests.fabriques import DossierFactory
from tests.portail.recits import demarche_en_ligne
from tests.scenes import DECLAREE, le
from tests.vitrine.lignes import fiche_de_demarche, fiche_de_point
from vitrine import facettes
from vitrine.models import FicheDemarche, FicheProposition

pytestmark = pytest.mark.django_db
HIER = (timezone.now() - dt.timedelta(days=1), None)


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)


@pytest.fixture
def deux_demarches():
    for n, (titre, theme, annee) in enumerate([("L’eau", "sante", 2024), ("Le train", "transports", 2025)]):
        dossier = DossierFactory()
        fiche_de_demarche(
            dossier, titre=titre, themes=[theme], annee=annee, validite=HIER, publiees=3, sans_reponse=3
        ).save()
        FicheProposition.objects.bulk_create(
            fiche_de_point(
                dossier,
                f"A{i}",
                ordre=i,
                titre=f"{titre}, point {i}",
                themes=[theme],
                validite=HIER,
                organisation_id=n,
            )
            for i in range(1, 4)
        )


def titres(reponse, cle="points"):
    return [ligne.titre for ligne in reponse.context[cle]]


def test_un_mot_trouve_les_points_et_les_demarches(deux_demarches, client):
    page = client.get("/recherche/?q=trains")
    assert titres(page) == ["Le train, point 1", "Le train, point 2", "Le train, point 3"]
    assert titres(page, "demarches_montrees") == ["Le train"]
    assert "Le <mark>train</mark>, point 1" in page.text


def test_une_reponse_publiee_se_trouve_par_sa_motivation(en_ligne, client):
    assert [point.reference for point in client.get("/recherche/?q=trop+cher").context["points"]] == ["N1"]


@pytest.mark.parametrize("tape", ["N2", "n 2", "proposition+N2"])
def test_une_reference_mene_au_point(en_ligne, client, tape):
    assert client.get(f"/recherche/?q={tape}").context["points"][0].reference == "N2"


def test_les_filtres_se_combinent_et_annoncent_ce_qu_ils_laissent(deux_demarches, client):
    page = client.get("/recherche/?q=point&theme=sante")
    assert len(titres(page)) == 3
    themes = next(une for une in page.context["listes_deroulantes"] if une["nom"] == "theme")
    assert {option["valeur"]: option["nombre"] for option in themes["options"]} == {
        "sante": 3,
        "transports": 3,
    }


def test_chaque_nombre_de_l_accueil_mene_a_ses_lignes(en_ligne, client):
    parts = [part for part in client.get("/").context["points"].parts if part.nombre != "0"]
    assert {part.libelle: part.nombre for part in parts} == {"Sans réponse": "12", "Répondue": "2"}
    for part in parts:
        assert len(client.get(part.url).context["liste"].trouvees) == int(part.nombre)


def test_l_echeance_depassee_se_choisit_parmi_les_reponses(deux_demarches, client):
    FicheProposition.objects.filter(reference="A1", themes=["sante"]).update(
        en_retard=True, echeance=dt.date(2025, 1, 1)
    )
    assert titres(client.get("/recherche/?reponse=en_retard")) == ["L’eau, point 1"]
    assert len(titres(client.get("/recherche/?reponse=sans_reponse"))) == 6
    assert "Échéance dépassée (1)" in client.get("/recherche/").text


def test_les_demarches_se_filtrent_par_annee_et_se_trient_par_titre(deux_demarches, client):
    assert titres(client.get("/demarches/?annee=2024"), "fiches") == ["L’eau"]
    assert titres(client.get("/demarches/?tri=titre"), "fiches") == ["L’eau", "Le train"]
    assert titres(client.get("/demarches/?q=eau&tri=titre"), "fiches") == ["L’eau"]


def test_sans_tous_les_mots_on_montre_ce_qui_en_contient_une_partie(deux_demarches, client):
    page = client.get("/recherche/?q=train+licorne")
    assert len(titres(page)) == 3
    assert "Rien ne contient tous ces mots" in page.text
    liste = client.get("/demarches/?q=train+licorne")
    assert titres(liste, "fiches") == ["Le train"]
    assert "Aucune démarche ne contient tous ces mots" in liste.text


def test_rien_trouve_dit_quoi_essayer(deux_demarches, client):
    page = client.get("/recherche/?q=licorne&theme=sante")
    assert "Aucune proposition ne correspond" in page.text
    assert 'href="/recherche/?q=licorne"' in page.text
    assert "Voir toutes les propositions" in page.text


def test_au_dela_de_mille_on_ne_compte_plus(deux_demarches, client, monkeypatch):
    monkeypatch.setattr(facettes, "PLAFOND", 4)
    page = client.get("/recherche/")
    assert "Plus de 1\u00a0000 propositions" in page.text.replace("\u202f", "\u00a0").replace(
        "1 000", "1\u00a0000"
    )
    assert len(titres(page)) == 4


@pytest.mark.parametrize("nom", ["recherche", "demarches"])
@pytest.mark.parametrize(
    "requete",
    ["organisation=999999999999999999999", "organisation=٣", "annee=-1", "theme=rien", "tri=rien", "territoire=%27",
     "q=%26%7C%21", "q=" + "a" * 3000, "q=%22", "reponse=%F0%9F%98%80", "etape=&type=&q="],
)  # fmt: skip
def test_ce_qu_on_ne_sait_pas_lire_ne_filtre_rien_ou_ne_trouve_rien(deux_demarches, client, nom, requete):
    assert client.get(f"/{nom}/?{requete}").status_code == 200


@pytest.mark.parametrize("requete", ["page=0", "page=99", "page=x"])
def test_une_page_qui_n_existe_pas_repond_404(deux_demarches, client, requete):
    assert client.get(f"/recherche/?{requete}").status_code == 404


@pytest.mark.parametrize(
    "adresse",
    ["/recherche/", "/recherche/?q=point", "/recherche/?q=point&theme=sante&tri=reponses", "/recherche/?q=eau+licorne",
     "/demarches/", "/demarches/?q=eau&etape=annoncee", "/demarches/?q=eau+licorne"],
)  # fmt: skip
@pytest.mark.parametrize("plafond", [1000, 2])
def test_une_page_coute_six_requetes_au_plus(deux_demarches, client, adresse, plafond, monkeypatch):
    monkeypatch.setattr(facettes, "PLAFOND", plafond)
    with CaptureQueriesContext(connection) as requetes:
        assert client.get(adresse).status_code == 200
    assert len(requetes) <= 6


def test_une_liste_ne_lit_aucun_texte(deux_demarches, client):
    with CaptureQueriesContext(connection) as requetes:
        client.get("/demarches/")
    assert not any('"texte"' in requete["sql"] or '"recherche"' in requete["sql"] for requete in requetes)


def test_le_texte_d_un_avis_retire_ne_se_cherche_plus(scene, client):
    scene.avis.synthese = "Les licornes"
    scene.avis.save()
    with le(0):
        scene.publier(scene.demarche, scene.avis)
    assert FicheDemarche.objects.entieres().latest("pk").texte.count("licornes") == 1
    scene.avis.synthese = "Les chevaux"
    scene.avis.save()
    with le(1):
        scene.publier(scene.avis, **DECLAREE)
    with le(2):
        assert titres(client.get("/demarches/?q=licornes"), "fiches") == []
        assert titres(client.get("/demarches/?q=cheval"), "fiches") == [scene.demarche.titre]
    assert AvisVersion.objects.count() == 2
