"""What was promised stands beside what came of it; a mesure tells its law, its delays and its proofs."""

import datetime as dt

import pytest

from portail.engagements import engagements_et_faits
from portail.mesures import adresse_de_la_preuve, decalage, mois_sans_nouvelles
from suivi.enums import SortEngagement, StadeDeLoi
from suivi.models import Lecture, SortDEngagement
from tests.fabriques import (
    DemarcheFactory,
    EngagementFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
)
from tests.portail.cinq_demarches import page
from tests.portail.recits import publier

JOUR = dt.date(2026, 3, 11)


def engagement(pk=1, echeance="2026-03-01"):
    return {"id": pk, "texte": f"Promesse {pk}", "echeance": echeance}


def sort(pk=1, valeur=SortEngagement.TENU):
    return {"engagement": pk, "texte": f"Promesse {pk}", "sort": valeur.value}


@pytest.mark.parametrize(
    ("echeance", "sorts", "etat", "retard"),
    [
        ("2026-03-01", [], "en_cours", 10),
        ("2026-03-11", [], "en_cours", 0),
        (None, [], "en_cours", 0),
        ("2026-03-01", [sort(valeur=SortEngagement.EN_COURS)], "en_cours", 10),
        ("2026-03-01", [sort()], "tenu", 0),
        ("2026-03-01", [sort(valeur=SortEngagement.NON_TENU)], "non_tenu", 0),
    ],
)
def test_un_engagement_se_juge_au_jour_de_la_page(echeance, sorts, etat, retard):
    [fait] = engagements_et_faits({"engagements": [engagement(echeance=echeance)]}, {"sorts": sorts}, JOUR)
    assert (fait.etat, fait.retard) == (etat, retard)


def test_le_sort_d_un_engagement_disparu_de_la_fiche_reste_dit():
    faits = engagements_et_faits({"engagements": [engagement(1)]}, {"sorts": [sort(2)]}, JOUR)
    assert [fait.texte for fait in faits] == ["Promesse 1", "Promesse 2"]


@pytest.mark.django_db
def test_les_engagements_se_lisent_face_aux_faits(ministere, alice_redactrice, viktor_valideur, client):
    demarche = DemarcheFactory(organisation=ministere)
    tenu = EngagementFactory(demarche=demarche, texte="Revenir vous voir.")
    EngagementFactory(demarche=demarche, texte="Répondre à tout.", echeance=dt.date(2025, 9, 1))
    impact = ImpactFactory(
        demarche=demarche,
        effets_angles_morts="On oubliait la nuit.",
        evaluation_organisation="Trop court.",
        evaluation_par="Deux inspectrices",
        evaluation_le=dt.date(2025, 12, 1),
    )
    SortDEngagement.objects.create(
        impact=impact,
        engagement=tenu,
        sort=SortEngagement.TENU,
        le=dt.date(2025, 10, 1),
        declare_par="La garante fictive",
        preuve="Compte rendu fictif",
    )
    publier(demarche, [demarche, impact], alice_redactrice, viktor_valideur)
    lue = page(client, demarche, "impact")
    for mots in (
        "Tenu",
        "Preuve : Compte rendu fictif",
        "Déclaré par La garante fictive",
        "échéance dépassée depuis",
        "Personne n’a déclaré",
        "Les angles morts révélés",
        "Qualité de l’organisation",
        "Évaluation par Deux inspectrices, le 1er décembre 2025",
    ):
        assert mots in lue, mots
    for vide in ("Une autre façon de voir", "Bilan", "Enseignements", "Pertinence"):
        assert not lue.niveau_du_titre(vide)


@pytest.mark.django_db
def test_une_loi_montre_ses_etapes_et_la_suivante(ministere, alice_redactrice, viktor_valideur, client):
    demarche = DemarcheFactory(organisation=ministere)
    mesure = MesureFactory(
        demarche=demarche,
        vecteur="loi",
        prochaine_etape="Lecture au Sénat",
        prochaine_etape_le=dt.date(2020, 1, 1),
        dossier_legislatif_url="https://assemblee.example.org/dossier",
    )
    Lecture.objects.create(
        mesure=mesure, stade=StadeDeLoi.DEPOT, le=dt.date(2019, 1, 1), resultat="Déposée un lundi"
    )
    point = LienMesureFactory(mesure=mesure, proposition__demarche=demarche).proposition
    publier(demarche, [demarche, point, mesure], alice_redactrice, viktor_valideur)
    lue = page(client, demarche, "mesure", mesure.numero)
    for mots in ("Dépôt : Déposée un lundi", "Prochaine étape : Lecture au Sénat", "cette date est passée"):
        assert mots in lue, mots
    assert "Dossier législatif" in lue


def mesure(**champs):
    vide = {"reports": [{}], "nouvelles": [], "avancement": "en_cours"}
    return vide | {"echeance_initiale": None, "echeance_actuelle": None} | champs


@pytest.mark.parametrize(
    ("initiale", "actuelle", "lu"),
    [
        ("2025-11-30", "2027-01-31", "+14 mois"),
        ("2025-01-31", "2025-02-28", "+1 mois"),
        ("2025-01-31", "2025-02-27", "+27 jours"),
        ("2025-03-02", "2025-01-01", "−2 mois"),
        ("2025-01-01", "2025-01-01", ""),
        (None, "2025-01-01", ""),
    ],
)
def test_les_reports_se_comptent_en_tout(initiale, actuelle, lu):
    assert decalage(mesure(echeance_initiale=initiale, echeance_actuelle=actuelle)).replace("\xa0", " ") == lu


@pytest.mark.parametrize(
    ("derniere", "rythme", "avancement", "mois"),
    [
        ("2025-10-11", 3, "en_cours", 5),
        ("2025-12-11", 3, "en_cours", 0),
        ("2025-12-10", 3, "en_cours", 3),
        ("2025-10-11", None, "en_cours", 0),
        ("2025-10-11", 3, "mise_en_oeuvre", 0),
    ],
)
def test_le_silence_se_mesure_au_rythme_promis(derniere, rythme, avancement, mois):
    dite = mesure(nouvelles=[{"date": derniere}], avancement=avancement)
    assert mois_sans_nouvelles(dite, rythme, JOUR) == mois


@pytest.mark.parametrize(
    ("genre", "reference", "fin"),
    [
        ("nor", "TREX2100379L", "query=TREX2100379L"),
        ("nor", "texte inconnu", ""),
        ("eli", "eli/loi/2021/8/22/TREX2100379L/jo/texte", "gouv.fr/eli/loi/2021/8/22/TREX2100379L/jo/texte"),
        ("eli", "https://example.org/eli/loi", ""),
        ("legifrance", "JORFTEXT000043956924", "/jorf/id/JORFTEXT000043956924"),
        ("legifrance", "LEGIARTI000046422609", "/codes/article_lc/LEGIARTI000046422609"),
        ("legifrance", "XXXXTEXT000043956924", ""),
        ("rapport", "TREX2100379L", ""),
    ],
)
def test_une_reference_officielle_mene_au_texte(genre, reference, fin):
    adresse = adresse_de_la_preuve({"type": genre, "reference": reference, "url": ""})
    assert adresse.endswith(fin)
    assert bool(adresse) == bool(fin)
    assert adresse_de_la_preuve({"type": genre, "reference": reference, "url": "https://x/"}) == "https://x/"
