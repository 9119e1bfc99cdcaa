"""Each of the five démarches is shown as it deserves: what a reader must find on its pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portail.cinq_demarches import (
    AGORA,
    ATELIER,
    AVIS_COLLECTIF,
    CLIMAT,
    FIN_DE_VIE,
    GRAND_DEBAT,
    NUIT,
    QUESTIONNAIRE,
    SYNTHESE,
    page,
)

pytestmark = pytest.mark.django_db

REQUETES_D_UNE_PAGE_LEGERE = 25
NOEUDS_D_UNE_PAGE_LEGERE = 600


# 1. Convention climat


def test_climat_l_ecart_entre_149_et_152_est_explique(cinq_demarches, client):
    avis = page(client, cinq_demarches[CLIMAT], "avis")
    assert "149" in avis
    assert "152" in avis
    assert "Le portail publie 152 lignes" in avis


def test_climat_chacun_compte_a_sa_maniere(cinq_demarches, client):
    impact = page(client, cinq_demarches[CLIMAT], "impact")
    assert "75 mesures mises en œuvre et 71 en cours" in impact
    assert "Suivi citoyen « 149 propositions »" in impact


# 2. A collective avis


def test_un_avis_collectif_n_est_pas_une_liste_de_propositions(cinq_demarches, client):
    avis = page(client, cinq_demarches[AVIS_COLLECTIF], "avis")
    assert "Avis collectif" in avis
    assert "Liste de propositions" not in avis
    assert "4 propositions" not in avis


def test_un_avis_collectif_montre_le_vote_de_l_ensemble(cinq_demarches, client):
    avis = page(client, cinq_demarches[AVIS_COLLECTIF], "avis")
    for compte in ("21 pour", "4 contre", "2 abstentions"):
        assert compte in avis


def test_un_avis_collectif_montre_les_votes_de_chaque_point(cinq_demarches, client):
    point = page(client, cinq_demarches[AVIS_COLLECTIF], "proposition", "V3")
    assert "14 pour" in point
    assert "13 contre" in point


def test_le_texte_minoritaire_se_lit_a_egalite(cinq_demarches, client):
    avis = page(client, cinq_demarches[AVIS_COLLECTIF], "avis")
    assert "Quatre participants fictifs" in avis
    assert "le goudron n’est pas l’ennemi" in avis
    assert avis.niveau_du_titre("minoritaire") in {"h2", "h3"}
    assert avis.niveau_du_titre("minoritaire") == avis.niveau_du_titre("consensus")


def test_les_lignes_rouges_sont_dites(cinq_demarches, client):
    assert "Ne jamais couper un arbre" in page(client, cinq_demarches[AVIS_COLLECTIF], "avis")


def test_un_refus_a_la_meme_place_que_le_reste(cinq_demarches, client):
    """In order, and never folded."""
    avis = page(client, cinq_demarches[AVIS_COLLECTIF], "avis")
    places = [avis.texte.rindex(titre) for titre in ("Un tiers d’ombre", "Ôter le goudron", "Un coin où")]
    assert places == sorted(places)
    assert "Non retenue" in avis


def test_une_demarche_close_montre_son_bilan_et_ses_quatre_axes(cinq_demarches, client):
    impact = page(client, cinq_demarches[AVIS_COLLECTIF], "impact")
    assert "Trois demandes sur quatre ont changé quelque chose" in impact
    for axe in ("Trois samedis suffisaient", "arrivés trop tard", "écrivent ensemble", "recommenceraient"):
        assert axe in impact
    assert "Deux inspectrices fictives" in impact


def test_un_engagement_tenu_l_est_avec_sa_preuve(cinq_demarches, client):
    impact = page(client, cinq_demarches[AVIS_COLLECTIF], "impact")
    assert "Planter le premier arbre avec eux" in impact
    assert "Photographie fictive du premier tilleul" in impact


def test_fin_de_vie_la_minorite_se_lit_avec_la_majorite(cinq_demarches, client):
    avis = page(client, cinq_demarches[FIN_DE_VIE], "avis")
    assert "Avis collectif" in avis
    assert "Une minorité refuse d’ouvrir l’aide active à mourir" in avis
    assert "23 % des votants du 19 mars 2023" in avis


def test_fin_de_vie_une_promesse_dont_la_date_est_passee_le_dit(cinq_demarches, client):
    impact = page(client, cinq_demarches[FIN_DE_VIE], "impact")
    assert re.search("Non tenu|Tenu en retard|[ÉE]chéance dépassée", impact.texte)


# 3. A synthesis without a list


def test_grand_debat_une_synthese_et_des_contributions_en_partie_publiees(cinq_demarches, client):
    assert "Synthèse de contributions" in page(client, cinq_demarches[GRAND_DEBAT], "avis")
    fiche = page(client, cinq_demarches[GRAND_DEBAT])
    assert re.search(r"1 ?932 ?881", fiche.texte)
    assert "Seules les contributions déposées sur la plateforme sont publiées" in fiche


def test_une_synthese_dit_qui_a_lu_quoi(cinq_demarches, client):
    avis = page(client, cinq_demarches[SYNTHESE], "avis")
    assert "Synthèse de contributions" in avis
    assert re.search(r"\b10 %", avis.texte)
    assert "Trieuse fictive de mots" in avis
    assert re.search(r"non représentatif", avis.texte, flags=re.IGNORECASE)


def test_les_contributions_brutes_non_publiees_sont_dites(cinq_demarches, client):
    fiche = page(client, cinq_demarches[SYNTHESE])
    assert "ne sont pas en ligne, faute d’avoir pu effacer les noms" in fiche
    assert "214" in fiche
    assert "lettres d’amour mal adressées" in fiche


def test_un_theme_montre_ses_parties(cinq_demarches, client):
    theme = page(client, cinq_demarches[SYNTHESE], "proposition", "L1")
    assert "Garder le samedi à la campagne" in theme
    assert "Passer le soir en ville" in theme


def test_un_retard_est_dit_en_toutes_lettres(cinq_demarches, client):
    assert re.search(
        r"[ÉEée]chéance dépassée", page(client, cinq_demarches[SYNTHESE], "proposition", "L1.1").texte
    )
    assert "Non tenu" in page(client, cinq_demarches[SYNTHESE], "impact")


# 4. A questionnaire


@pytest.mark.parametrize(
    "mots",
    [
        "Que faites-vous le plus souvent du pain de la veille ?",
        "Je le grille",
        "1 209",
        "50 %",
        "Des demi-baguettes",
        "65 %",
        "Racontez le meilleur pain perdu de votre vie.",
        "Trois réponses sur quatre parlent d’une grand-mère",
    ],
)
def test_un_questionnaire_montre_ses_chiffres(cinq_demarches, client, mots):
    assert mots in page(client, cinq_demarches[QUESTIONNAIRE], "avis")


def test_un_questionnaire_se_lit_en_tableaux_et_en_images(cinq_demarches, client):
    avis = page(client, cinq_demarches[QUESTIONNAIRE], "avis")
    assert avis.balises.get("table", 0) >= 3
    assert avis.balises.get("svg", 0) >= 3


def test_agora_se_lit_en_chiffres(cinq_demarches, client):
    avis = page(client, cinq_demarches[AGORA], "avis")
    for question in cinq_demarches[AGORA].avis.questions.all():
        assert question.intitule in avis
    assert avis.balises.get("table", 0) >= 1


def test_un_questionnaire_dit_qu_il_n_est_pas_representatif(cinq_demarches, client):
    avis = page(client, cinq_demarches[QUESTIONNAIRE], "avis")
    assert re.search(r"non représentatif", avis.texte, flags=re.IGNORECASE)
    assert "61 % de femmes" in avis


def test_le_ministre_repond_au_questionnaire(cinq_demarches, client):
    impact = page(client, cinq_demarches[QUESTIONNAIRE], "impact")
    assert "Je jetais le mien." in impact
    assert "Claude Échantillon" in impact


# 5. A workshop of seventeen


def test_l_atelier_est_une_seule_page_legere(cinq_demarches, client):
    demarche = cinq_demarches[ATELIER]
    with CaptureQueriesContext(connection) as requetes:
        fiche = page(client, demarche)
    assert len(requetes) <= REQUETES_D_UNE_PAGE_LEGERE
    assert fiche.noeuds <= NOEUDS_D_UNE_PAGE_LEGERE
    assert "17 participants" in fiche
    for mots in ("Dire merci à la fin", "Supprimer le formulaire", "Hors du mandat", "gardé six corrections"):
        assert mots in fiche


# Parts, splits, merges, inherited answers


def test_un_point_decoupe_nomme_ses_parties_et_leurs_reponses(cinq_demarches, client):
    point = page(client, cinq_demarches[NUIT], "proposition", "N3")
    for mots in ("N3.1", "N3.2", "2 parties", "Retenue", "Non retenue"):
        assert mots in point


def test_une_partie_dit_de_quoi(cinq_demarches, client):
    assert "une partie de N3" in page(client, cinq_demarches[NUIT], "proposition", "N3.1")


@pytest.mark.parametrize(
    ("reference", "mots"),
    [
        ("N11", ["N9", "N10", "Les participants, en séance plénière", "On ne sait jamais qui appeler"]),
        ("N9", ["N11", "fusion"]),
        ("N19", ["N19a", "N19b", "scind"]),
        ("N19b", ["N19", "scission", "vingt bancs"]),
    ],
)
def test_fusions_et_scissions_se_lisent_des_deux_cotes(cinq_demarches, client, reference, mots):
    point = page(client, cinq_demarches[NUIT], "proposition", reference)
    assert [mot for mot in mots if mot.lower() not in point.texte.lower()] == []


@pytest.mark.parametrize(
    ("reference", "origine", "reponse"),
    [
        ("N19a", "N19", "Trois parcs fictifs ouvriront"),
        ("N22", "N20", "Une formation fictive de deux heures"),
    ],
)
def test_une_reponse_heritee_est_montree_avec_son_origine(
    cinq_demarches, client, reference, origine, reponse
):
    point = page(client, cinq_demarches[NUIT], "proposition", reference)
    assert reponse in point
    assert origine in point
    assert re.search("hérit|réponse donnée au point|réponse publiée au point", point.texte)


# History


def test_une_position_modifiee_est_en_tete(cinq_demarches, client):
    point = page(client, cinq_demarches[NUIT], "proposition", "N4")
    assert "Position modifiée le 12 mai 2026 : retenue → non retenue" in point.texte.replace("\xa0", " ")


def test_une_rectification_est_dite_avec_sa_raison(cinq_demarches, client):
    point = page(client, cinq_demarches[NUIT], "proposition", "N17")
    assert "Rectification" in point
    assert "signée le 22 janvier" in point


def test_une_mesure_retiree_dit_pourquoi(cinq_demarches, client):
    demarche = cinq_demarches[NUIT]
    reponse = client.get(f"/demarches/{demarche.pk}-{demarche.slug}/mesures/11/")
    assert reponse.status_code == 410
    assert "Cette mesure répétait la mesure 1" in reponse.content.decode()


def test_un_report_garde_ses_deux_dates_et_sa_raison(cinq_demarches, client):
    mesure = page(client, cinq_demarches[NUIT], "mesure", 5)
    for mots in ("31 décembre 2026", "30 juin 2027", "préfèrent travailler le jour"):
        assert mots in mesure
