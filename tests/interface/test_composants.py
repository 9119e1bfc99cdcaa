import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.test.html import parse_html

from tests.interface.images import IMAGES

# For each component: its required parameters alone, then all of them, as its header documents.
EXEMPLES = {
    "alerte": (
        {"niveau": "info", "titre": "Titre"},
        {"texte": "Texte", "url": "/x/", "libelle": "Lire", "role": "status"},
    ),
    "badge": ({"libelle": "Retenue"}, {"couleur": "green-emeraude"}),
    "barre_reconciliation": (
        {"publiees": {"nombre": 2, "libelle": "publiées"}, "parts": [{"nombre": 2, "libelle": "répondues"}]},
        {"remises": {"nombre": 3, "libelle": "remises", "url": "/source/"}, "note": "Une a été retirée."},
    ),
    "calendrier": ({"id": "image"} | IMAGES["calendrier-en-cours"][1], {}),
    "carte": (
        {"titre": "Climat", "url": "/demarches/1-climat/"},
        {"niveau": 2, "texte": "Texte", "details": ["Santé"], "badges": [{"libelle": "Close"}]},
    ),
    "encart": ({"texte": "Texte"}, {"titre": "Titre", "url": "/x/", "libelle": "Lire"}),
    "etiquette": ({"libelle": "Santé"}, {"url": "/demarches/?theme=sante"}),
    "fil_d_ariane": ({"page": "Climat"}, {"etapes": [{"libelle": "Démarches", "url": "/demarches/"}]}),
    "frise": (
        {"etapes": [{"date": "12 mars 2026", "titre": "Avis remis"}]},
        {
            "etapes": [
                {"date": "12 mars 2026", "iso": "2026-03-12", "titre": "Avis", "texte": "Texte", "url": "/x/"}
            ]
        },
    ),
    "lien_externe": ({"url": "https://exemple.fr/", "libelle": "Rapport"}, {"mention": "PDF – 312 ko"}),
    "motif": ({"id": "image-1", "couleur": "grey"}, {"trait": "M0 4H8"}),
    "navigation_sections": (
        {"courante": "fiche", "url_fiche": "/d/1/"},
        {"courante": "impact", "url_avis": "/d/1/avis/", "url_impact": "/d/1/impact/"},
    ),
    "pagination": (
        {"page": Paginator(range(300), 12).page(7)},
        {"requete": "q=train&theme=sante", "libelle": "Bas"},
    ),
    "panel": ({"id": "image"} | IMAGES["panel"][1], {}),
    "question": ({"id": "image"} | IMAGES["question"][1], {}),
    "repartition": ({"id": "image"} | IMAGES["votes"][1], {}),
    "resume": (
        {"paires": [{"libelle": "Commanditaire", "valeur": "Premier ministre"}]},
        {"paires": [{"libelle": "A", "valeur": "B", "url": "/x/"}, {"libelle": "C", "valeurs": ["D", "E"]}]},
    ),
    "signe": (
        {"motif": "image-1", "jalon": IMAGES["calendrier-en-cours"][1]["image"].jalons[0]},
        {"dure": "12.50%"},
    ),
    "sommaire": ({"entrees": [{"libelle": "Calendrier", "ancre": "calendrier"}]}, {}),
    "verbatim": ({"texte": "Nous proposons."}, {"source": "Rapport, page 4", "url": "/x/"}),
}


def test_chaque_composant_a_son_exemple():
    composants = {
        chemin.stem for chemin in (Path(settings.RACINE) / "templates" / "composants").glob("*.html")
    }
    assert composants == set(EXEMPLES)


@pytest.mark.parametrize("nom", EXEMPLES)
def test_le_composant_se_rend_avec_ses_seuls_parametres_obligatoires(rendre, nom):
    parse_html(rendre(f"composants/{nom}.html", EXEMPLES[nom][0]))


@pytest.mark.parametrize("nom", EXEMPLES)
def test_le_composant_se_rend_avec_tous_ses_parametres(rendre, nom):
    parse_html(rendre(f"composants/{nom}.html", EXEMPLES[nom][0] | EXEMPLES[nom][1]))


@pytest.mark.parametrize(
    ("nom", "absent"),
    [
        (nom, cle)
        for nom, (requis, _) in EXEMPLES.items()
        for cle, valeur in requis.items()
        if isinstance(valeur, str) and cle != "courante"
    ],
)
def test_le_composant_refuse_un_texte_obligatoire_absent(rendre, nom, absent):
    with pytest.raises(AssertionError, match="variable inconnue"):
        rendre(
            f"composants/{nom}.html",
            {cle: valeur for cle, valeur in EXEMPLES[nom][0].items() if cle != absent},
        )


def test_le_texte_des_citoyens_est_echappe(rendre):
    html = rendre("composants/verbatim.html", {"texte": "<script>alert(1)</script>\nSuite"})
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<br>" in html


def test_la_pagination_garde_les_filtres_et_marque_la_page_courante(rendre):
    html = rendre(
        "composants/pagination.html", EXEMPLES["pagination"][0] | {"requete": "q=train&theme=sante"}
    )
    adresses = re.findall(r'href="([^"]+)"', html)
    assert "?q=train&amp;theme=sante&amp;page=6" in adresses
    assert all(adresse.startswith("?q=train&amp;theme=sante&amp;page=") for adresse in adresses)
    assert re.search(r'aria-current="page">.*?7', html)


def test_la_pagination_montre_les_extremites_et_les_voisines(rendre):
    html = rendre("composants/pagination.html", EXEMPLES["pagination"][0])
    numeros = re.findall(r'page=(\d+)"><span', html)
    assert numeros == ["1", "6", "8", "25"]


def test_une_seule_page_n_a_pas_de_pagination(rendre):
    html = rendre("composants/pagination.html", {"page": Paginator(range(3), 12).page(1)})
    assert "<nav" not in html


def test_la_navigation_des_sections_marque_la_section_courante_et_ne_lie_que_ce_qui_existe(rendre):
    html = rendre(
        "composants/navigation_sections.html",
        {"courante": "avis", "url_fiche": "/d/", "url_avis": "/d/avis/"},
    )
    assert re.findall(r'<a href="([^"]+)"( aria-current="page")?', html) == [
        ("/d/", ""),
        ("/d/avis/", ' aria-current="page"'),
    ]
    assert "Impact" in html


def test_la_barre_de_reconciliation_se_lit_comme_une_somme(rendre):
    html = rendre(
        "composants/barre_reconciliation.html",
        {
            "remises": {"nombre": 149, "libelle": "remises"},
            "publiees": {"nombre": 152, "libelle": "publiées"},
            "parts": [
                {"nombre": 40, "libelle": "répondues", "url": "?position=repondue"},
                {"nombre": 112, "libelle": "sans réponse", "url": "?position=sans"},
            ],
        },
    )
    texte = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert texte == "149 remises 152 publiées = 40 répondues + 112 sans réponse"


def test_le_fil_d_ariane_commence_a_l_accueil_et_finit_sur_la_page(rendre):
    html = rendre("composants/fil_d_ariane.html", EXEMPLES["fil_d_ariane"][0] | EXEMPLES["fil_d_ariane"][1])
    assert re.findall(r">([^<>]+)</a>", html) == ["Accueil", "Démarches", "Climat"]
    assert 'aria-current="page">Climat' in html
