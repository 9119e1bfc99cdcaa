"""What is due comes first on the home page of those who must act."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from demarches.models import Demarche
from suivi.echeances import Echeance, a_tenir
from suivi.enums import Avancement, Motif, Position
from suivi.models import SortDEngagement
from tests.fabriques import (
    DemarcheFactory,
    EngagementFactory,
    ImpactFactory,
    MesureFactory,
    PropositionFactory,
    ReponseFactory,
)

pytestmark = pytest.mark.django_db
JOUR = dt.date(2026, 3, 1)


def dans(jours) -> dt.date:
    return JOUR + dt.timedelta(days=jours)


@pytest.fixture
def demarche(ministere):
    return DemarcheFactory(organisation=ministere)


def lues(demarche):
    return [(e.le, e.quoi.partition(" ")[0]) for e in a_tenir(Demarche.objects.filter(pk=demarche.pk), JOUR)]


def en_attente(demarche, echeance):
    point = PropositionFactory(demarche=demarche)
    return ReponseFactory(
        proposition=point, position=Position.A_L_ETUDE, motifs=[Motif.COUT], echeance=echeance
    )


def test_tout_ce_qui_est_du_se_lit_du_plus_ancien_au_plus_proche(demarche):
    en_attente(demarche, dans(10))
    MesureFactory(demarche=demarche, avancement=Avancement.EN_COURS, echeance_initiale=dans(-5))
    EngagementFactory(demarche=demarche, echeance=dans(30))
    assert lues(demarche) == [(dans(-5), "Mesure"), (dans(10), "réponse"), (dans(30), "engagement")]


def test_ce_qui_est_loin_fini_ou_dit_n_attend_personne(demarche):
    en_attente(demarche, dans(31))
    ReponseFactory(proposition=PropositionFactory(demarche=demarche), position=Position.RETENUE)
    MesureFactory(demarche=demarche, avancement=Avancement.MISE_EN_OEUVRE, echeance_initiale=dans(-5))
    tenu = EngagementFactory(demarche=demarche, echeance=dans(-5))
    SortDEngagement.objects.create(
        impact=ImpactFactory(demarche=demarche),
        engagement=tenu,
        sort="tenu",
        le=JOUR,
        declare_par="Les garants",
        preuve="Relevé",
    )
    EngagementFactory(demarche=demarche, echeance=None)
    assert lues(demarche) == []


def test_une_mesure_reportee_est_due_a_sa_nouvelle_date(demarche):
    mesure = MesureFactory(demarche=demarche, avancement=Avancement.EN_COURS, echeance_initiale=dans(-5))
    mesure.reports.create(decide_le=dans(-9), nouvelle_echeance=dans(3), raison="Retard.")
    mesure.reports.create(decide_le=dans(-4), nouvelle_echeance=dans(20), raison="Encore.")
    assert lues(demarche) == [(dans(20), "Mesure")]


def test_quinze_au_plus_et_les_plus_anciennes(demarche):
    for n in range(20):
        en_attente(demarche, dans(-n))
        MesureFactory(demarche=demarche, avancement=Avancement.EN_COURS, echeance_initiale=dans(-n))
    assert [le for le, _ in lues(demarche)] == sorted(dans(-n) for n in range(12, 20) for _ in range(2))[:15]


def test_l_accueil_le_dit_a_qui_ecrit_et_a_personne_d_autre(demarche, alice_redactrice, oscar_d_ailleurs):
    mesure = MesureFactory(
        demarche=demarche,
        avancement=Avancement.EN_COURS,
        echeance_initiale=timezone.localdate() - dt.timedelta(days=2),
    )
    for agent, attendu in ((alice_redactrice, True), (oscar_d_ailleurs, False)):
        client = Client()
        client.force_login(agent)
        page = client.get(reverse("admin:index")).text
        assert ("Ce qui est attendu de vous" in page, str(mesure) in page) == (attendu, attendu)


def test_le_premier_du_mois_s_ecrit_en_francais(demarche):
    assert Echeance(dt.date(2023, 1, 1), "Mesure 17", demarche).le_en_lettres == "1er janvier 2023"
