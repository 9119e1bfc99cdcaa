"""What machines read in a page is what the page shows, and cannot be anything but data."""

import datetime as dt
import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from portail.templatetags.donnees_structurees import bloc_de_donnees
from tests.fabriques import DemarcheFactory
from tests.portail.recits import demarche_en_ligne, publier
from tests.portail.test_fiche import rendez_vous

pytestmark = pytest.mark.django_db
BLOC = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
DEMAIN = dt.date.today() + dt.timedelta(days=1)
HIER = dt.date.today() - dt.timedelta(days=1)
LOIN = dt.date.today() + dt.timedelta(days=30)


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)


def blocs(page) -> list[dict]:
    lus = [json.loads(bloc) for bloc in BLOC.findall(page.text)]
    assert all(bloc["@context"] == "https://schema.org" for bloc in lus)
    return lus


def du_genre(page, genre) -> dict:
    [bloc] = [bloc for bloc in blocs(page) if bloc.get("@type") == genre]
    return bloc


def evenements(page) -> list[dict]:
    return [un for bloc in blocs(page) for un in bloc.get("@graph", [])]


def test_l_accueil_dit_le_site_et_sa_recherche(client):
    page = client.get("/")
    site = du_genre(page, "WebSite")
    assert site["name"] == settings.NOM_DU_SITE
    assert site["name"] in page.text
    assert f'<link rel="canonical" href="{site["url"]}">' in page.text
    modele = site["potentialAction"]["target"]["urlTemplate"]
    cherchee = modele.removeprefix(settings.ADRESSE_DU_SITE).replace("{mots}", "nuit")
    assert client.get(cherchee).context["liste"].recherche.texte == "nuit"
    assert 'action="/recherche/"' in page.text


PAGES = [
    "demarches", "recherche", "participer", "agenda", "actualites", "organisations", "themes", "a_propos", "glossaire",
    "signaler", "organiser", "organiser_charte", "fiche", "avis", "impact", "proposition", "mesure", "mandat",
    "fiche_versions", "organisation", "theme",
]  # fmt: skip


@pytest.mark.parametrize("nom", PAGES)
def test_le_fil_d_ariane_est_celui_de_la_page(en_ligne, client, ministere, nom):
    demarche = [en_ligne.pk, en_ligne.slug]
    arguments = {
        "proposition": [*demarche, "N2"],
        "mesure": [*demarche, 1],
        "organisation": [ministere.pk, ministere.slug],
        "theme": [en_ligne.themes[0]],
    }
    arguments |= dict.fromkeys(["fiche", "avis", "impact", "mandat", "fiche_versions"], demarche)
    page = client.get(reverse(f"portail:{nom}", args=arguments.get(nom, [])))
    assert page.status_code == 200
    nav = re.search(r'<nav class="fr-breadcrumb".*?</nav>', page.text, re.S)[0]
    montres = [
        (unescape(libelle), settings.ADRESSE_DU_SITE + url if url else None)
        for url, libelle in re.findall(
            r'<a class="fr-breadcrumb__link"(?: href="([^"]*)"| aria-current="page")>([^<]*)</a>', nav
        )
    ]
    dits = du_genre(page, "BreadcrumbList")["itemListElement"]
    assert [(un["name"], un.get("item")) for un in dits] == montres
    assert [un["position"] for un in dits] == list(range(1, len(montres) + 1))
    assert len(montres) >= 2


def test_les_rendez_vous_ouverts_et_a_venir_s_annoncent(client, ministere, alice_redactrice, viktor_valideur):
    demarche = DemarcheFactory(organisation=ministere)
    suite = {"date": DEMAIN, "heure_debut": dt.time(18), "heure_fin": dt.time(20, 30)}
    demarche.rendez_vous.create(**rendez_vous(titre="Ouvert </script>", lieu="Salle <b>", **suite))
    demarche.rendez_vous.create(
        **rendez_vous(
            titre="À distance",
            date=LOIN,
            presence="en_ligne",
            commune="",
            departement="",
            acces="volontariat",
            inscription_url="https://exemple.fr/i?a=1&b=2",
            inscription_jusqu_au=DEMAIN,
        )
    )
    demarche.rendez_vous.create(**rendez_vous(titre="Tiré au sort", date=DEMAIN, acces="tirage_au_sort"))
    demarche.rendez_vous.create(**rendez_vous(titre="Complet", date=LOIN, inscription_jusqu_au=HIER))
    demarche.rendez_vous.create(**rendez_vous(titre="Passé", date=HIER))
    publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    adresse = reverse("portail:fiche", args=[demarche.pk, demarche.slug])
    page = client.get(adresse)
    commun = {
        "@type": "Event",
        "organizer": {"@type": "Organization", "name": ministere.nom},
        "url": settings.ADRESSE_DU_SITE + adresse,
    }
    assert evenements(page) == [
        commun
        | {
            "name": "Ouvert </script>",
            "startDate": f"{DEMAIN}T18:00",
            "endDate": f"{DEMAIN}T20:30",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": [
                {
                    "@type": "Place",
                    "name": "Salle <b>",
                    "address": {"@type": "PostalAddress", "addressLocality": "Brest"},
                }
            ],
        },
        commun
        | {
            "name": "À distance",
            "startDate": str(LOIN),
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "location": [{"@type": "VirtualLocation", "url": "https://exemple.fr/i?a=1&b=2"}],
        },
    ]
    assert "Ouvert </script" not in page.text
    assert evenements(client.get(f"{adresse}?le={HIER}")) == []


def test_une_demarche_arretee_n_annonce_plus_rien(client, ministere, alice_redactrice, viktor_valideur):
    demarche = DemarcheFactory(
        organisation=ministere, arret="suspendue", arret_le=HIER, arret_raison="Une raison."
    )
    demarche.rendez_vous.create(**rendez_vous(date=DEMAIN))
    publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    page = client.get(reverse("portail:fiche", args=[demarche.pk, demarche.slug]))
    assert page.status_code == 200
    assert evenements(page) == []


@pytest.mark.parametrize(
    "texte", ["</script><script>alert(1)</script>", "<!--", "&lt;", "]]>", "\u2028 « é »"]
)
def test_un_texte_ne_sort_pas_de_son_bloc(texte):
    html = bloc_de_donnees({"name": texte})
    [contenu] = BLOC.findall(html)
    assert json.loads(contenu)["name"] == texte
    assert not set("<>&") & set(contenu)


def test_rien_a_dire_n_ecrit_rien(en_ligne, client):
    assert bloc_de_donnees([]) == ""
    fiche = client.get(reverse("portail:fiche", args=[en_ligne.pk, en_ligne.slug]))
    assert evenements(fiche) == []
    assert len(blocs(fiche)) == 1


def test_les_donnees_pesent_peu(en_ligne, client):
    page = client.get(reverse("portail:proposition", args=[en_ligne.pk, en_ligne.slug, "N2"]))
    assert sum(len(bloc) for bloc in BLOC.findall(page.text)) < 1_000
