"""Organisations and thèmes: which have a page, what their numbers count, and where each of them leads."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Nature
from accounts.models import Organisation, Succession
from demarches.enums import Theme
from portail.views.organisations import TITRES
from publication import horloge
from publication.soumission import retirer
from tests.back_office.conftest import champs_du_formulaire, navigateur
from tests.fabriques import DemarcheFactory, DossierFactory, OrganisationFactory
from tests.portail.recits import demarche_en_ligne, publier
from tests.verbes import valider
from tests.vitrine.lignes import fiche_de_demarche, fiche_de_point
from vitrine.generation import generation
from vitrine.models import FicheDemarche, FicheProposition

pytestmark = pytest.mark.django_db
HIER = (timezone.now() - dt.timedelta(days=1), None)


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)


def page_de(organisation) -> str:
    return reverse("portail:organisation", args=[organisation.pk, organisation.slug])


def mener(organisation, **valeurs):
    """One more row of the index under this organisation, as it stands; its dossier."""
    dossier = DossierFactory()
    valeurs = {"themes": ["logement"], "validite": HIER} | valeurs
    fiche_de_demarche(
        dossier, organisation_id=organisation.pk, organisation_nom=organisation.nom, **valeurs
    ).save()
    return dossier


def noms(page) -> list[str]:
    return re.findall(r'class="point__titre"><a href="[^"]+">([^<]+)</a>', page.text)


# The lists


def test_les_organisations_se_lisent_par_nature_et_dans_l_ordre_alphabetique(client):
    for nom, nature, publiees in [
        ("Préfecture de l’Ain", Nature.PREFECTURE, 1),
        ("Ministère de la Zone", Nature.MINISTERE, 900),
        ("Ministère de l’École", Nature.MINISTERE, 2),
        ("Ministère de la Danse", Nature.MINISTERE, 0),
    ]:
        mener(OrganisationFactory(nom=nom, nature=nature), sans_reponse=publiees)
    OrganisationFactory(nom="Ministère de l’Ombre", nature=Nature.MINISTERE)
    page = client.get("/organisations/")
    assert [groupe["titre"] for groupe in page.context["groupes"]] == ["Ministères", "Préfectures"]
    assert noms(page) == [
        "Ministère de l’École",
        "Ministère de la Danse",
        "Ministère de la Zone",
        "Préfecture de l’Ain",
    ]


def test_les_themes_comptent_chaque_demarche_qui_en_parle(client):
    organisation = OrganisationFactory()
    mener(organisation, themes=["sante", "egalite"], sans_reponse=3)
    mener(organisation, themes=["sante"], repondues=2)
    page = client.get("/themes/")
    assert noms(page) == ["Égalité", "Santé"]
    assert "2 démarches, 5 points publiés" in page.text.replace("\u00a0", " ")


@pytest.mark.parametrize("adresse", ["/organisations/", "/themes/", "/themes/sport/"])
def test_rien_en_ligne_se_dit(client, adresse):
    page = client.get(adresse)
    assert page.status_code == 200
    assert re.search("Aucune démarche n’est en ligne", page.text)


def test_chaque_nature_a_son_titre():
    assert list(TITRES) == list(Nature)


# One of them


def test_une_organisation_montre_ses_demarches_ses_chiffres_et_ses_dernieres_reponses(
    en_ligne, client, ministere
):
    page = client.get(page_de(ministere))
    assert [fiche.titre for fiche in page.context["fiches"]] == [en_ligne.titre]
    assert [part["nombre"] for part in page.context["parts"]] == ["2", "0", "12", "0"]
    assert page.context["publiees"]["nombre"] == "14"
    assert {point.reference for point in page.context["reponses"]} == {"N1", "N2"}
    assert f'href="/flux/organisations/{ministere.pk}/"' in page.text


@pytest.mark.parametrize("quoi", ["organisation", "theme"])
def test_chaque_nombre_mene_a_ses_lignes(en_ligne, client, ministere, quoi):
    adresse = page_de(ministere) if quoi == "organisation" else f"/themes/{en_ligne.themes[0]}/"
    page = client.get(adresse)
    liens = [
        nombre for nombre in [page.context["publiees"], *page.context["parts"]] if nombre["nombre"] != "0"
    ]
    assert len(liens) == 3
    for nombre in liens:
        lues = client.get(nombre["url"])
        assert lues.context["liste"].est_filtree
        assert len(lues.context["liste"].trouvees) == int(nombre["nombre"]), nombre["url"]
        assert f'href="{nombre["url"].replace("&", "&amp;")}"' in page.text
    assert len(client.get(page.context["url_demarches"]).context["liste"].trouvees) == 1


def test_ce_que_l_on_attend_et_ce_qui_est_retire_menent_a_leurs_lignes(client):
    organisation = OrganisationFactory()
    comptes = {"repondues": 1, "en_attente": 2, "sans_reponse": 3, "retirees": 4}
    dossier = mener(organisation, **comptes)
    statuts = dict(zip(comptes, ["repondue", "en_attente", "sans_reponse", "retiree"], strict=True))
    rang = 0
    for nom, nombre in (comptes | {"decoupee": 1}).items():
        for _ in range(nombre):
            rang += 1
            statut = statuts.get(nom, nom)
            position = {"repondue": "retenue", "en_attente": "a_l_etude"}.get(statut, "")
            fiche_de_point(
                dossier, f"P{rang}", ordre=rang, statut=statut, position=position, validite=HIER,
                organisation_id=organisation.pk,
            ).save()  # fmt: skip
    page = client.get(page_de(organisation))
    for nombre, attendu in zip(
        [page.context["publiees"], *page.context["parts"]], [10, 1, 2, 3, 4], strict=True
    ):
        assert nombre["nombre"] == str(attendu)
        assert len(client.get(nombre["url"]).context["liste"].trouvees) == attendu


def test_une_procedure_obligatoire_se_montre_et_ne_compte_pas(client):
    organisation = OrganisationFactory()
    mener(organisation, sans_reponse=3)
    mener(organisation, sans_reponse=5, cadre="obligatoire")
    page = client.get(page_de(organisation))
    assert page.context["publiees"]["nombre"] == "3"
    assert len(page.context["fiches"]) == 2
    assert "une procédure que la loi impose" in page.text
    assert "2 démarches, 3 points publiés" in client.get("/organisations/").text.replace("\u00a0", " ")


def test_les_dernieres_reponses_viennent_de_toutes_ses_demarches(client):
    organisation = OrganisationFactory()
    for rang in range(5):
        le = dt.date(2025, 1, 1 + rang)
        dossier = mener(organisation, repondues=1, derniere_reponse_le=le)
        fiche_de_point(
            dossier, f"P{rang}", statut="repondue", position="retenue", repondue_le=le, validite=HIER
        ).save()
    page = client.get(page_de(organisation))
    assert [point.reference for point in page.context["reponses"]] == ["P4", "P3", "P2"]


def test_l_index_retient_la_date_de_la_derniere_reponse(en_ligne):
    fiche = FicheDemarche.objects.get(dossier=en_ligne.pk)
    datees = FicheProposition.objects.filter(dossier=en_ligne.pk, repondue_le__isnull=False)
    assert fiche.derniere_reponse_le == datees.latest("repondue_le").repondue_le


def test_au_dela_de_douze_les_demarches_se_lisent_page_par_page(client):
    organisation = OrganisationFactory()
    for _ in range(14):
        mener(organisation, sans_reponse=1)
    assert len(client.get(page_de(organisation)).context["fiches"]) == 12
    suite = client.get(page_de(organisation) + "?page=2")
    assert len(suite.context["fiches"]) == 2
    assert "<title>" + organisation.nom + ", page 2" in suite.text
    assert 'id="chiffres"' not in suite.text
    for page in ("3", "0", "x"):
        assert client.get(page_de(organisation) + f"?page={page}").status_code == 404


@pytest.mark.parametrize("quoi", ["organisations", "organisation", "themes", "theme"])
def test_six_requetes_au_plus_quel_que_soit_le_nombre(client, quoi, ministere):
    adresses = {
        "organisations": "/organisations/",
        "organisation": page_de(ministere),
        "themes": "/themes/",
        "theme": "/themes/logement/",
    }
    nombres = []
    for combien in (1, 30):
        for rang in range(combien):
            menante = ministere if rang % 2 else OrganisationFactory(parent=ministere)
            Succession.objects.create(
                ancienne=menante, nouvelle=OrganisationFactory(), le="2020-01-01", texte="D"
            )
            for organisation in (ministere, menante):
                dossier = mener(organisation, repondues=1, derniere_reponse_le=dt.date(2025, 1, 1))
                fiche_de_point(
                    dossier, statut="repondue", repondue_le=dt.date(2025, 1, 1), validite=HIER
                ).save()
        with CaptureQueriesContext(connection) as requetes:
            assert client.get(adresses[quoi]).status_code == 200
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1] <= 6


# Only what is online


def test_une_organisation_sans_rien_en_ligne_n_a_pas_de_page(
    en_ligne, client, ministere, autre_ministere, alice_redactrice, viktor_valideur
):
    DemarcheFactory(organisation=autre_ministere)
    assert client.get(page_de(autre_ministere)).status_code == 404
    assert client.get(f"/organisations/{autre_ministere.pk}-x/").status_code == 404  # its name is not told
    with horloge.reglee_sur(timezone.now() + dt.timedelta(minutes=1)):
        retrait = retirer(en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Non.")
        valider(retrait, viktor_valideur)
        assert client.get(page_de(ministere)).status_code == 404
        assert noms(client.get("/organisations/")) == noms(client.get("/themes/")) == []


@pytest.mark.parametrize("fin", ["0-x", f"{'9' * 30}-x", "x", "1", "-1-x"])
def test_une_organisation_qui_n_existe_pas_repond_404(client, fin):
    assert client.get(f"/organisations/{fin}/").status_code == 404


def test_un_theme_hors_de_la_liste_repond_404(client):
    assert client.get("/themes/licornes/").status_code == 404


def test_l_adresse_survit_a_un_changement_de_nom(en_ligne, client, ministere):
    ancienne = page_de(ministere)
    Organisation.objects.filter(pk=ministere.pk).update(nom="Ministère des Cités", slug="ministere-des-cites")
    reponse = client.get(ancienne + "?page=1")
    assert (reponse.status_code, reponse.headers["Location"]) == (
        301,
        f"/organisations/{ministere.pk}-ministere-des-cites/?page=1",
    )
    assert "<h1>Ministère des Cités</h1>" in client.get(reponse.headers["Location"]).text


# The place of an organisation in the State


def test_une_organisation_mene_a_celles_qui_l_entourent_si_elles_ont_une_page(client):
    ministere = OrganisationFactory(nom="Ministère du Dessus", nature=Nature.MINISTERE)
    direction = OrganisationFactory(nom="Direction du Milieu", sigle="DDM", parent=ministere)
    bureau = OrganisationFactory(nom="Bureau du Dessous", parent=direction)
    muet = OrganisationFactory(nom="Bureau muet", parent=direction)
    mener(direction)
    mener(bureau)
    page = client.get(page_de(direction)).text
    assert "<dd>Ministère du Dessus</dd>" in page
    assert f'<a href="{page_de(bureau)}">Bureau du Dessous</a>' in page
    assert muet.nom not in page
    assert "DDM" in page
    mener(ministere)
    assert f'<a href="{page_de(ministere)}">Ministère du Dessus</a>' in client.get(page_de(direction)).text


def test_une_organisation_disparue_dit_ce_qu_elle_est_devenue(client):
    ancienne = OrganisationFactory(nom="Ancienne", supprimee_le=dt.date(2024, 3, 1))
    nouvelle = OrganisationFactory(nom="Nouvelle")
    Succession.objects.create(ancienne=ancienne, nouvelle=nouvelle, le="2024-03-01", texte="Décret fictif 7")
    mener(ancienne)
    mener(nouvelle)
    page = client.get(page_de(ancienne)).text
    assert "le 1er mars 2024" in page
    assert f'<a href="{page_de(nouvelle)}">Nouvelle</a>, le 1er mars 2024 (Décret fictif 7)' in page
    assert "Elle a repris ce que menait" in client.get(page_de(nouvelle)).text


def test_ce_qui_arrivera_a_une_organisation_ne_se_dit_pas_d_avance(client):
    ancienne = OrganisationFactory(supprimee_le=dt.date(2100, 1, 1))
    Succession.objects.create(
        ancienne=ancienne, nouvelle=OrganisationFactory(), le="2100-01-01", texte="Secret"
    )
    mener(ancienne)
    page = client.get(page_de(ancienne)).text
    assert "2100" not in page
    assert "Secret" not in page


def test_changer_une_organisation_change_les_pages_gardees(en_ligne, adele_administratrice, ministere):
    """Pages are kept under the generation: without a new one, the former name would still be read."""

    def lue():
        with connection.cursor() as curseur:
            return generation(curseur, horloge.maintenant())

    avant = lue()
    adele = navigateur(adele_administratrice)
    adresse = reverse("admin:accounts_organisation_change", args=[ministere.pk])
    champs = champs_du_formulaire(adele.get(adresse))
    champs |= {nom: champs[nom.replace("TOTAL", "INITIAL")] for nom in champs if nom.endswith("TOTAL_FORMS")}
    assert lue() == avant
    assert adele.post(adresse, champs | {"nom": "Ministère des Cités"}).status_code == 302
    assert lue() != avant


# Where one comes from


def test_la_fiche_mene_a_son_organisation_et_a_ses_themes(en_ligne, client, ministere):
    fiche = client.get(reverse("portail:fiche", args=[en_ligne.pk, en_ligne.slug])).text
    assert f'<a href="{page_de(ministere)}">{ministere}</a>' in fiche
    for theme in en_ligne.themes:
        assert f'<a href="/themes/{theme}/">{Theme(theme).label}</a>' in fiche


def test_une_procedure_obligatoire_y_mene_aussi(client, ministere, alice_redactrice, viktor_valideur):
    demarche = DemarcheFactory(
        organisation=ministere, cadre="obligatoire", procedure_url="https://exemple.fr/"
    )
    publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    fiche = client.get(reverse("portail:fiche", args=[demarche.pk, demarche.slug])).text
    assert f'<a href="{page_de(ministere)}">{ministere}</a>' in fiche


@pytest.mark.parametrize("quoi", ["organisation", "theme"])
def test_le_flux_mene_a_la_page_et_la_page_au_flux(en_ligne, client, ministere, quoi):
    page, flux = {
        "organisation": (page_de(ministere), f"/flux/organisations/{ministere.pk}/"),
        "theme": (f"/themes/{en_ligne.themes[0]}/", f"/flux/themes/{en_ligne.themes[0]}/"),
    }[quoi]
    assert f'<link href="http://testserver{page}" rel="alternate"' in client.get(flux).text
    assert client.get(page).text.count(f'href="{flux}"') == 2  # for machines, and to follow


def test_les_listes_se_trouvent_depuis_toutes_les_pages(client):
    pied = client.get("/contact/").text
    for lien in ("/organisations/", "/themes/", "/glossaire/"):
        assert f'href="{lien}"' in pied
    assert 'href="/organisations/"' in client.get("/demarches/").text
