"""Each form of avis is read for what it is."""

import datetime as dt

import pytest
from django.urls import reverse

from demarches.enums import FormeAvis, NatureDocumentRemis, TypeDeQuestion
from demarches.models import DocumentRemis, Question
from portail.templatetags.suites import poids
from tests.fabriques import AvisFactory, DemarcheFactory, PropositionFactory
from tests.portail.cinq_demarches import page
from tests.portail.recits import demarche_en_ligne, publier

pytestmark = pytest.mark.django_db


@pytest.fixture
def lire_l_avis(ministere, alice_redactrice, viktor_valideur, client):
    def lire(forme, points=0, completer=lambda avis: None, fiche=None, **champs):
        demarche = DemarcheFactory(organisation=ministere, **(fiche or {}))
        avis = AvisFactory(demarche=demarche, forme=forme, **champs)
        completer(avis)
        propositions = [
            PropositionFactory(
                demarche=demarche,
                reference=f"P{i}",
                ordre=i,
                verbatim=f"Nos mots {i}.",
                votes_pour=20 + i,
                votes_contre=1,
            )
            for i in range(1, points + 1)
        ]
        publier(demarche, [demarche, avis, *propositions], alice_redactrice, viktor_valideur)
        return page(client, demarche, "avis")

    return lire


def test_un_avis_collectif_montre_son_vote_et_ses_points_avec_leurs_mots(lire_l_avis):
    avis = lire_l_avis(FormeAvis.AVIS_COLLECTIF, points=3, votes_pour=21, votes_contre=4, abstentions=2)
    for mots in (
        "L’avis des citoyens",
        "21 pour, 4 contre, 2 abstentions",
        "77,8 %",
        "Nos mots 2.",
        "22 pour",
    ):
        assert mots in avis
    assert avis.balises.get("svg", 0) >= 1
    assert "select" not in avis.balises  # three points need no filter


def test_l_avis_minoritaire_a_un_titre_du_meme_rang(lire_l_avis):
    avis = lire_l_avis(
        FormeAvis.AVIS_COLLECTIF,
        points_de_consensus="L’ombre.",
        points_de_divergence="Le sol.",
        lignes_rouges="Aucun parking.",
        avis_minoritaire="Gardons le goudron.",
        avis_minoritaire_par="Quatre participants",
    )
    rangs = {avis.niveau_du_titre(mot) for mot in ("consensus", "divergence", "lignes rouges", "minoritaire")}
    assert rangs == {"h3"}
    assert "Porté par : Quatre participants" in avis


def test_une_liste_longue_se_filtre(lire_l_avis):
    avis = lire_l_avis(FormeAvis.LISTE_DE_PROPOSITIONS, points=11)
    assert avis.balises["select"] == 2
    assert "Nos mots" not in avis


def test_une_longue_liste_s_imprime_en_entier(ministere, alice_redactrice, viktor_valideur, client):
    demarche = demarche_en_ligne(ministere, alice_redactrice, viktor_valideur, points=15)
    chemin = reverse("portail:avis", args=[demarche.pk, demarche.slug])
    coupee = client.get(chemin)
    assert 'href="?tout=1#points">Tout sur une page, à imprimer' in coupee.text
    assert "Point 15" not in coupee.text
    entiere = client.get(chemin, {"tout": "1"})
    assert all(f"Point {i}<" in entiere.text for i in range(1, 16))
    assert "fr-pagination" not in entiere.text
    assert "à imprimer" not in entiere.text
    filtree = client.get(chemin, {"chapitre": "Sortir", "tout": "1"}).text
    assert "Point 15<" in filtree
    assert "Point 1<" not in filtree


def test_une_synthese_dit_comment_elle_est_faite_et_ce_qui_n_est_pas_publie(lire_l_avis):
    avis = lire_l_avis(
        FormeAvis.SYNTHESE_DE_CONTRIBUTIONS,
        fiche={"contributions_non_publiees": "Elles contiennent des noms."},
        synthese_lecteurs="Douze étudiants",
        synthese_part_lue=10,
        synthese_outils="Une trieuse",
        synthese_intermediaire="Le samedi divise.",
        synthese_intermediaire_le=dt.date(2025, 5, 1),
        profil_non_connu=True,
        non_representatif=True,
    )
    for mots in (
        "Douze étudiants",
        "10 %",
        "Une trieuse",
        "Arrêtée le 1er mai 2025. Le samedi divise.",
        "Résultats non représentatifs",
        "profil non connu",
        "Elles contiennent des noms.",
        "Validé par les citoyens non communiqué",
    ):
        assert mots in avis, mots


def test_une_question_sans_detail_dit_qu_il_manque(lire_l_avis):
    def poser(avis):
        Question.objects.create(
            avis=avis,
            ordre=1,
            intitule="Grillez-vous le pain ?",
            type=TypeDeQuestion.CHOIX_UNIQUE,
            repondants=2418,
            resultats=[{"libelle": "Oui", "nombre": 1209, "part": 500}],
            enseignement="La moitié grille.",
        )
        Question.objects.create(
            avis=avis,
            ordre=2,
            intitule="Et le dimanche ?",
            type=TypeDeQuestion.CHOIX_UNIQUE,
            enseignement="Plus.",
        )

    avis = lire_l_avis(FormeAvis.RESULTATS_DE_QUESTIONNAIRE, completer=poser, profil_non_connu=True)
    for mots in ("1 209", "50 %", "La moitié grille.", "Détail des réponses non communiqué"):
        assert mots in avis, mots
    assert avis.balises["table"] == 1


def test_le_rapport_d_un_tiers_ne_passe_pas_pour_les_mots_des_citoyens(lire_l_avis):
    assert "ce ne sont pas leurs mots" in lire_l_avis(FormeAvis.RAPPORT_D_UN_TIERS)
    assert "ce ne sont pas leurs mots" not in lire_l_avis(FormeAvis.AVIS_COLLECTIF)


def test_le_nombre_remis_se_lit_meme_sans_point_publie(lire_l_avis):
    avis = lire_l_avis(
        FormeAvis.LISTE_DE_PROPOSITIONS, nombre_remis=149, nombre_remis_source="Rapport fictif, page 3"
    )
    assert "149 points selon la source (Rapport fictif, page 3)" in avis.texte.replace("\xa0", " ")


def test_un_document_remis_dit_sa_nature_sa_date_et_a_qui(lire_l_avis):
    def remettre(avis):
        DocumentRemis.objects.create(
            avis=avis,
            nature=NatureDocumentRemis.ANNEXE,
            titre="La craie",
            remis_le=avis.remis_le,
            remis_a="La garante fictive",
            url="https://craie.example.org/",
        )

    avis = lire_l_avis(FormeAvis.LISTE_DE_PROPOSITIONS, completer=remettre)
    assert "Annexe : La craie (site externe) , remis le 15 juillet 2025 à La garante fictive" in avis


@pytest.mark.parametrize(
    ("octets", "lu"),
    [
        (1, "1 octet"),
        (312_456, "312 ko"),
        (1_240_000, "1,2 Mo"),
        (12_400_000, "12 Mo"),
        (2_000_000_000, "2 Go"),
    ],
)
def test_un_poids_se_lit_en_francais(octets, lu):
    assert poids(octets).replace("\xa0", " ") == lu
