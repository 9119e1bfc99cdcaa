"""The pictures: figures that are those of the table, nothing lost at zero or at the extremes, colours that can be seen."""

import datetime as dt
import re
from html import unescape
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html

from config.statiques import DSFR, FEUILLE_DSFR
from demarches.enums import NatureJalon
from portail.images import repartition as module
from portail.images.calendrier import RANGS, calendrier
from portail.images.dessin import MOTIFS, barre, pourcentage
from portail.images.panel import panel
from portail.images.question import question
from portail.images.repartition import votes
from portail.libelles import COULEURS
from suivi.enums import Avancement, Position
from tests.interface.images import (
    AUJOURDHUI,
    EN_COURS,
    IMAGES,
    LONG,
    categorie,
    jalon,
    mesures,
    points,
    reponses,
)
from vitrine.enums import Statut


def nombre(longueur: str) -> int:
    """« 12.34% » → 1234."""
    return int(longueur.removesuffix("%").replace(".", ""))


@pytest.fixture
def dessiner(rendre):
    def _dessiner(nom, identifiant="image"):
        composant, parametres = IMAGES[nom]
        return rendre(f"composants/{composant}.html", {"id": identifiant} | parametres)

    return _dessiner


# Every picture


@pytest.mark.parametrize("nom", IMAGES)
def test_l_image_est_bien_formee_et_ses_identifiants_sont_uniques(dessiner, nom):
    html = dessiner(nom)
    parse_html(html)
    identifiants = re.findall(r'\bid="([^"]+)"', html)
    assert len(identifiants) == len(set(identifiants))
    assert all(identifiant.startswith("image-") for identifiant in identifiants)
    cites = re.findall(r"url\(#([^)]+)\)", html) + re.findall(r'aria-\w+by="([^"]+)"', html)
    assert set(cites) <= set(identifiants)


@pytest.mark.parametrize("nom", IMAGES)
def test_chaque_dessin_a_son_equivalent_ou_se_tait(dessiner, nom):
    html = dessiner(nom)
    dessins = re.findall(r"<svg (?!x=)[^>]*>", html)  # those placed at x are inside another
    for dessin in dessins:
        assert ('aria-hidden="true"' in dessin) != ('role="img"' in dessin)
    for _ in re.findall(r'role="img"', html):
        assert re.search(r'<title id="image-titre">[^<]+</title>\s*<desc id="image-desc">[^<]+</desc>', html)
    assert "<table" in html or "<ol" in html


@pytest.mark.parametrize("nom", IMAGES)
def test_aucune_longueur_ne_sort_de_l_image(dessiner, nom):
    longueurs = re.findall(r'(?:x|cx|x1|x2|width)="([\d.]+)%"', dessiner(nom))
    assert all(0 <= float(longueur) <= 100 for longueur in longueurs)


def test_les_libelles_longs_restent_entiers(dessiner):
    for nom in ("question", "panel", "calendrier-en-cours"):
        assert LONG in unescape(dessiner(nom))


def test_deux_images_de_la_meme_page_ne_se_genent_pas(dessiner):
    identifiants = [re.findall(r'\bid="([^"]+)"', dessiner("votes", nom)) for nom in ("a", "b")]
    assert not set(identifiants[0]) & set(identifiants[1])


# One bar


def test_la_barre_commence_par_le_silence_et_montre_les_refus_dans_l_ordre():
    image = points(81, 20, 0, 0, 0, 0, 10, 0, 1)
    assert [part.libelle for part in image.segments] == [
        Statut.SANS_REPONSE.label,
        Position.RETENUE.label,
        Position.NON_RETENUE.label,
        Statut.RETIREE.label,
    ]
    assert [part.nombre for part in image.parts] == ["81", "20", "0", "0", "0", "0", "10", "0", "1"]
    assert image.description == (
        "Points\xa0: 112. Sans réponse\xa0: 81\xa0; Retenue\xa0: 20\xa0; Non retenue\xa0: 10\xa0; "
        "Retirée par ses auteurs\xa0: 1."
    )


@pytest.mark.parametrize(
    "nombres",
    [
        (81, 20, 15, 6, 9, 4, 10, 3, 1),
        (9999, 0, 0, 0, 0, 0, 1, 0, 0),
        (0, 0, 0, 0, 0, 0, 0, 0, 1),
        (10**6, 1, 1, 1, 1, 1, 1, 1, 1),
        (1,) * 9,
    ],
)
def test_les_segments_se_suivent_remplissent_la_barre_et_se_voient_tous(nombres):
    segments = points(*nombres).segments
    assert len(segments) == sum(n > 0 for n in nombres)
    x = 0
    for segment in segments:
        assert nombre(segment.x) == x
        assert nombre(segment.largeur) >= 150
        x += nombre(segment.largeur)
    assert x == 10_000


def test_les_segments_sont_proportionnels():
    assert [part.largeur for part in votes(3, 1, 0).parts] == ["75.00%", "25.00%", ""]


def test_sans_aucun_point_le_tableau_reste_et_la_barre_disparait(dessiner):
    html = dessiner("points-aucun")
    assert "<svg" not in html
    assert html.count("<tr>") == 10
    assert points(*[0] * 9).description == "Points\xa0: 0."


def test_un_nombre_ne_s_ecrit_que_la_ou_il_tient():
    larges = {part.libelle: part.chiffree for part in votes(900, 98, 2).segments}
    assert larges == {"Pour": True, "Contre": True, "Abstentions": False}


def test_chaque_reponse_mene_a_ses_points(dessiner):
    assert 'href="/demarches/1-climat/avis/?reponse=non_retenue#points">Non retenue</a>' in dessiner("points")
    assert "reponse=retenue#" not in dessiner("points-tous-sans-reponse")


def test_seuls_les_avancements_qui_existent_sont_dans_le_tableau_avec_leur_motif():
    toutes, quelques = mesures(*[1] * 10), mesures(0, 0, 0, 0, 2, 0, 0, 0, 1, 0)
    assert [part.libelle for part in quelques.parts] == ["Mise en œuvre", "Abandonnée"]
    motifs = {part.libelle: part.trait for part in toutes.parts}
    assert all(part.trait == motifs[part.libelle] for part in quelques.parts)
    assert mesures(*[0] * 10).parts == []


def test_les_votes_donnent_leur_part_arrondie():
    assert [(p.nombre, p.part) for p in votes(131, 12, 6).parts] == [
        ("131", "87,9\xa0%"),
        ("12", "8,1\xa0%"),
        ("6", "4\xa0%"),
    ]


def test_une_abstention_inconnue_n_est_pas_comptee_pour_rien():
    assert [(p.libelle, p.part) for p in votes(3, 1, None).parts] == [
        ("Pour", "75\xa0%"),
        ("Contre", "25\xa0%"),
    ]


def test_chaque_liste_a_autant_de_motifs_que_de_valeurs_tous_differents():
    for motifs, valeurs in [
        (module.MOTIFS_DES_POSITIONS, [Statut.SANS_REPONSE, *Position, Statut.RETIREE]),
        (module.MOTIFS_DES_AVANCEMENTS, Avancement),
        ([motif for _, _, motif in module.VOTES], module.VOTES),
        (tuple(RANGS.values()), NatureJalon),
    ]:
        assert len(motifs) == len(set(motifs)) == len(valeurs)
    assert len(mesures(*range(1, 11)).segments) == len(MOTIFS) == len(set(MOTIFS))


# Calendar


def test_le_calendrier_numerote_dans_l_ordre_du_temps_et_dit_ce_qui_est_en_cours():
    image = calendrier(EN_COURS[::-1], AUJOURDHUI)
    assert [(j.numero, j.titre, j.moment) for j in image.jalons] == [
        (1, "Annonce", ""),
        (2, LONG, "en cours"),
        (3, "Remise de l’avis", "à venir"),
        (4, "Arbitrages", "à venir"),
        (5, "Réponse du Gouvernement", "à venir"),
    ]
    assert image.description == (
        "5 étapes, du 3 novembre 2025 au 1er octobre 2026. Aujourd’hui, le 12 mars 2026\xa0: 1 en cours, 3 à venir."
    )
    assert image.aujourdhui_visible


@pytest.mark.parametrize(
    ("jour", "visible", "libelle"),
    [
        (dt.date(2025, 11, 2), False, "◂ aujourd’hui"),
        (dt.date(2025, 11, 3), True, "aujourd’hui"),
        (dt.date(2026, 10, 1), True, "aujourd’hui"),
        (dt.date(2026, 10, 2), False, "aujourd’hui ▸"),
        (dt.date.max, False, "aujourd’hui ▸"),
    ],
)
def test_aujourd_hui_est_marque_ou_qu_il_soit(jour, visible, libelle):
    image = calendrier(EN_COURS, jour)
    assert (image.aujourdhui_visible, image.aujourdhui.libelle) == (visible, libelle)


def test_un_seul_jour_tient_au_milieu():
    [seul] = calendrier([jalon("2026-03-12")], AUJOURDHUI).jalons
    assert (seul.x, seul.largeur, seul.moment) == ("53.00%", "", "aujourd’hui")


@pytest.mark.parametrize("fin", ["2020-01-01", "2019-12-31", None])
def test_une_fin_qui_ne_suit_pas_le_debut_est_un_jour(fin):
    [seul] = calendrier([jalon("2020-01-01", fin)], AUJOURDHUI).jalons
    assert (seul.fin, seul.largeur, seul.moment) == (None, "", "")


def test_un_jour_parmi_des_annees_se_voit_encore():
    image = calendrier([jalon("1999-12-31"), jalon("2029-01-01", "2029-01-02")], AUJOURDHUI)
    assert nombre(image.jalons[1].largeur) == 150


@pytest.mark.parametrize(
    ("debut", "fin", "attendus"),
    [
        ("2019-04-25", "2026-12-31", ["2020", "2022", "2024", "2026"]),
        ("2025-11-03", "2026-10-01", ["déc. 2025", "avr. 2026", "août 2026"]),
        ("2026-03-01", "2026-03-20", ["1er mars 2026", "20 mars 2026"]),
        ("2026-01-31", "2026-03-01", ["31 janvier 2026", "1er mars 2026"]),
        ("2026-03-12", None, ["12 mars 2026"]),
    ],
)
def test_l_echelle_choisit_ses_dates(debut, fin, attendus):
    image = calendrier([jalon(debut, fin)], AUJOURDHUI)
    assert [repere.libelle for repere in image.reperes] == attendus


@pytest.mark.parametrize("jours", [1, 2, 40, 75, 365, 800, 4000, 20_000])
def test_les_dates_de_l_echelle_ne_se_touchent_pas(jours):
    debut = dt.date(2019, 4, 25)
    image = calendrier([jalon(debut, debut + dt.timedelta(days=jours))], AUJOURDHUI)
    places = [nombre(repere.x) for repere in image.reperes]
    assert all(b - a >= 1500 for a, b in pairwise(places))


def test_un_calendrier_sans_jalon_ne_tombe_pas():
    assert calendrier([], AUJOURDHUI).jalons == []


# Panel


def test_le_panel_garde_ses_criteres_ses_pourcentages_et_dit_le_plus_grand_ecart():
    image = IMAGES["panel"][1]["image"]
    assert [(critere, len(categories)) for critere, categories in image.criteres] == [
        ("Sexe", 2),
        ("Âge", 2),
        ("Diplôme", 1),
    ]
    femmes = image.criteres[0][1][0]
    assert (femmes.panel, femmes.reference) == ("51,2\xa0% (77)", "51,6\xa0%")
    assert (femmes.barre_panel, femmes.barre_reference) == ("51.20%", "51.60%")
    assert image.description == (
        "Écart le plus grand\xa0: «\xa065 ans et plus\xa0», 20,3\xa0% du panel pour 25,5\xa0% de la population."
    )


@pytest.mark.parametrize(
    ("part", "nombre", "texte"),
    [
        (512, 77, "51,2\xa0% (77)"),
        (None, 77, "77\xa0personnes"),
        (512, None, "51,2\xa0%"),
        (None, None, "non communiqué"),
    ],
)
def test_le_panel_dit_la_part_et_le_nombre_qu_il_connait(part, nombre, texte):
    [(_, [seule])] = panel([categorie("A", part, None, nombre=nombre)]).criteres
    assert seule.panel == texte


@pytest.mark.parametrize(
    ("maximum", "echelle"),
    [(0, 10), (100, 10), (101, 20), (240, 25), (500, 50), (501, 100), (1000, 100), (1400, 100)],
)
def test_l_echelle_du_panel_s_adapte_et_le_dit(maximum, echelle):
    image = panel([categorie("A", maximum, 0)])
    assert image.echelle == f"{echelle}\xa0%"


def test_des_parts_arrondies_qui_ne_font_pas_cent_sont_donnees_telles_quelles():
    [(_, categories)] = panel([categorie(nom, 333, 334) for nom in "ABC"]).criteres
    assert {c.panel for c in categories} == {"33,3\xa0%"}
    assert {c.reference for c in categories} == {"33,4\xa0%"}


@pytest.mark.parametrize(
    ("lignes", "phrase"),
    [
        ([], "La comparaison avec la population de référence n’est pas communiquée."),
        (
            [categorie("A", 500, None)],
            "La comparaison avec la population de référence n’est pas communiquée.",
        ),
        (
            [categorie("A", 500, 500)],
            "Dans chaque catégorie, la part dans le panel est celle de la population de référence.",
        ),
    ],
)
def test_sans_ecart_le_panel_le_dit(lignes, phrase):
    assert panel(lignes).description == phrase


@pytest.mark.parametrize("reference", [None, 500])
def test_sans_population_connue_le_panel_n_en_fait_pas_une_colonne(reference):
    image = panel([categorie("A", 500, None), categorie("B", 500, reference)])
    contexte = {"id": "p", "image": image, "titre": "Le panel"}
    dessin = render_to_string("composants/panel.html", contexte)
    assert ("Population" in dessin, dessin.count('class="nombre"')) == (
        (False, 3) if reference is None else (True, 6)
    )


# Questionnaire


def test_la_question_dit_sa_reponse_la_plus_donnee():
    image = IMAGES["question"][1]["image"]
    assert image.description == "5\u202f021\xa0répondants. Réponse la plus donnée\xa0: «\xa0Satisfait\xa0»."
    assert [(r.nombre, r.part, r.barre) for r in image.reponses][::3] == [
        ("2\u202f571", "51,2\xa0%", "51.20%"),
        ("0", "0\xa0%", "0.00%"),
    ]


@pytest.mark.parametrize(
    ("nombres", "mediane"),
    [((1, 2000, 1000, 2020), "3"), ((5, 0, 0, 5), "1"), ((0, 0, 0, 1), "4"), ((1, 0, 0, 0), "1")],
)
def test_une_echelle_dit_sa_mediane_dans_son_ordre(nombres, mediane):
    image = question(
        reponses("echelle", *[(str(i), n, 0) for i, n in enumerate(nombres, 1)], repondants=sum(nombres))
    )
    assert image.description.endswith(f"Réponse médiane\xa0: «\xa0{mediane}\xa0».")


@pytest.mark.parametrize(
    ("ligne", "phrase"),
    [
        (reponses("choix_unique", repondants=0), "0\xa0répondant."),
        (reponses("choix_unique", ("A", 0, 0), ("B", 0, 0), repondants=1), "1\xa0répondant."),
        (
            reponses("choix_unique", ("A", 5, 500), ("B", 5, 500), repondants=None),
            "Nombre de répondants non communiqué.",
        ),
        (
            reponses("choix_multiple", ("A", None, 700), ("B", None, 600), repondants=10),
            "10\xa0répondants. Plusieurs réponses étaient possibles. Réponse la plus donnée\xa0: «\xa0A\xa0».",
        ),
    ],
)
def test_la_question_ne_dit_que_ce_qu_elle_sait(ligne, phrase):
    assert question(ligne).description == phrase


@pytest.mark.parametrize(
    ("dixiemes", "texte"),
    [(512, "51,2\xa0%"), (500, "50\xa0%"), (1, "0,1\xa0%"), (0, "0\xa0%"), (None, "non communiqué")],
)
def test_un_pourcentage_s_ecrit_comme_il_est_donne(dixiemes, texte):
    assert pourcentage(dixiemes) == texte


@pytest.mark.parametrize(
    ("dixiemes", "longueur"),
    [(None, "0.00%"), (0, "0.00%"), (1, "0.50%"), (333, "33.30%"), (1000, "100.00%"), (1400, "100.00%")],
)
def test_une_barre_reste_dans_sa_piste_et_ce_qui_existe_se_voit(dixiemes, longueur):
    assert barre(dixiemes) == longueur


# Colours


def couleurs_du_systeme(sombre: bool) -> dict[str, str]:
    """The design system's variables in one theme, resolved."""
    feuille = (DSFR / FEUILLE_DSFR).read_text()
    declarations = dict(
        re.findall(r"(--[\w-]+):((?:#|var)[^;}]+)", feuille.split(":root[data-fr-theme=dark]")[0])
    )
    if sombre:
        for bloc in re.findall(r":root\[data-fr-theme=dark\]\{([^}]*)\}", feuille):
            declarations |= dict(re.findall(r"(--[\w-]+):((?:#|var)[^;}]+)", bloc))
    return declarations


def luminance(variables, nom) -> float:
    while (valeur := variables[nom]).startswith("var("):
        nom = valeur[4:-1]
    chiffres = valeur[1:] if len(valeur) == 7 else "".join(c * 2 for c in valeur[1:])
    canaux = [int(chiffres[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, v, b = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux]
    return 0.2126 * r + 0.7152 * v + 0.0722 * b


def contraste(variables, a, b) -> float:
    fonce, clair = sorted((luminance(variables, a), luminance(variables, b)))
    return (clair + 0.05) / (fonce + 0.05)


@pytest.mark.parametrize("sombre", [False, True], ids=["clair", "sombre"])
@pytest.mark.parametrize("couleur", sorted({"grey", *COULEURS.values(), *(c for _, c, _ in module.VOTES)}))
def test_le_trait_se_voit_sur_son_fond_et_sur_la_page(couleur, sombre):
    variables = couleurs_du_systeme(sombre)
    trait = f"--background-flat-{couleur}"
    assert contraste(variables, trait, f"--background-contrast-{couleur}") >= 3
    assert contraste(variables, trait, "--background-default-grey") >= 3
