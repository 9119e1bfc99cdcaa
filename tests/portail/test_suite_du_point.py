"""The page of a point reads in one order: what was said, what is answered, what changed, who decides, what now."""

import datetime as dt
import re

import pytest

from portail.suite_du_point import suite_du_point
from suivi.enums import Avancement, Position
from tests.fabriques import (
    DemarcheFactory,
    EngagementFactory,
    LienMesureFactory,
    MesureFactory,
    OrganisationFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.portail.cinq_demarches import page
from tests.portail.recits import publier

JOUR = dt.date(2026, 3, 11)


def reponse(**champs):
    return {"position": "retenue", "echeance": None, "agir_avant_le": None} | champs


def mesure(numero=1, **champs):
    return {
        "numero": numero,
        "avancement": "en_cours",
        "echeance_actuelle": None,
        "prochaine_etape": "Vote au Sénat.",
        "prochaine_etape_le": None,
        "responsable": None,
        "dossier_legislatif_url": "",
    } | champs


@pytest.mark.parametrize(
    ("lue", "mesures", "attendu"),
    [
        (None, [], ("", "")),
        (
            reponse(position="a_l_etude", echeance="2026-05-01"),
            [],
            ("2026-05-01", "réponse définitive de l’État"),
        ),
        # what is overdue is said elsewhere, and a final answer waits for nothing
        (reponse(position="a_l_etude", echeance="2026-03-10"), [], ("", "")),
        (reponse(echeance="2026-05-01"), [], ("", "")),
        (reponse(agir_avant_le="2026-03-11"), [], ("2026-03-11", "dernier jour donné à qui doit agir")),
        (
            reponse(agir_avant_le="2026-06-01"),
            [mesure(echeance_actuelle="2026-04-01")],
            ("2026-04-01", "échéance de la mesure 1"),
        ),
        (
            None,
            [mesure(2, prochaine_etape_le="2026-04-02")],
            ("2026-04-02", "prochaine étape de la mesure 2\N{NO-BREAK SPACE}: Vote au Sénat"),
        ),
        (None, [mesure(avancement="abandonnee", echeance_actuelle="2026-04-01")], ("", "")),
    ],
)
def test_la_prochaine_date_est_la_plus_proche_a_venir(lue, mesures, attendu):
    suite = suite_du_point(lue, mesures, JOUR)
    assert (suite.le, suite.quoi) == attendu


def test_chaque_responsable_et_chaque_dossier_legislatif_n_est_cite_qu_une_fois():
    mesures = [
        mesure(1, responsable={"nom": "La ville"}, dossier_legislatif_url="https://exemple.fr/loi"),
        mesure(2, responsable={"nom": "La ville"}, dossier_legislatif_url="https://exemple.fr/loi"),
        mesure(3, responsable={"nom": "Le port"}),
    ]
    suite = suite_du_point(None, mesures, JOUR)
    assert suite.responsables == ["La ville", "Le port"]
    assert suite.dossiers_legislatifs == ["https://exemple.fr/loi"]


@pytest.fixture
def point(ministere, alice_redactrice, viktor_valideur, client):
    """Publish one point, its answer and its mesure, and read its page."""

    def lire(avec_reponse=True, avec_mesure=False, engagements=0, fiche=None, **champs):
        demarche = DemarcheFactory(organisation=ministere, **(fiche or {}))
        for _ in range(engagements):
            EngagementFactory(demarche=demarche)
        objets = [demarche, PropositionFactory(demarche=demarche, reference="A")]
        if avec_reponse:
            objets.append(ReponseFactory(proposition=objets[1], **champs))
        if avec_mesure:
            objets.append(
                MesureFactory(
                    demarche=demarche,
                    numero=1,
                    avancement=Avancement.EN_COURS,
                    responsable=OrganisationFactory(nom="Direction fictive de la nuit"),
                    echeance_initiale=dt.date(2049, 5, 3),
                    dossier_legislatif_url="https://exemple.fr/loi",
                )
            )
            LienMesureFactory(mesure=objets[-1], proposition=objets[1])
        publier(demarche, objets, alice_redactrice, viktor_valideur)
        return page(client, demarche, "proposition", "A")

    return lire


TITRES = ["Vous avez dit", "L’État répond", "Ce qui a changé", "Qui décide ?", "Et maintenant ?"]


@pytest.mark.django_db
@pytest.mark.parametrize("avec_reponse", [True, False])
def test_la_page_se_lit_dans_l_ordre(point, avec_reponse):
    lue = point(avec_reponse=avec_reponse, avec_mesure=avec_reponse)
    titres = [titre.replace("\N{NO-BREAK SPACE}", " ") for niveau, titre in lue.titres if niveau == "h2"]
    assert [titre for titre in titres if titre in TITRES] == TITRES
    assert titres.count("Qui décide ?") == 1


@pytest.mark.django_db
def test_sans_reponse_ni_mesure_la_page_le_dit_et_nomme_qui_decide(point):
    lue = point(avec_reponse=False, fiche={"commanditaire_autorite": "Gouvernement fictif"})
    for mots in (
        "Sans réponse. L’État n’a publié ici aucune réponse à ce point.",
        "Rien n’a encore changé : aucune mesure n’est rattachée à ce point.",
        "Pour toute la démarche Ministre fictive, Gouvernement fictif",
        "Aucune date à venir n’est annoncée pour ce point.",
    ):
        assert mots in lue.texte.replace("\N{NO-BREAK SPACE}", " "), mots


@pytest.mark.django_db
def test_ce_qui_suit_dit_la_date_qui_mene_la_loi_et_les_engagements(point):
    lue = point(avec_mesure=True, engagements=2)
    texte = lue.texte.replace("\N{NO-BREAK SPACE}", " ")
    for mots in (
        "Prochaine date : 3 mai 2049 , échéance de la mesure 1.",
        "Qui mène les mesures Direction fictive de la nuit",
        "Lire le dossier législatif (site externe)",
        "2 engagements ont été pris pour toute la démarche : ce qu’il en est advenu",
        "Suivre par flux Atom Signaler une erreur",
    ):
        assert mots in texte, mots
    assert "Rien n’a encore changé" not in texte


@pytest.mark.django_db
def test_chaque_chose_n_est_dite_qu_une_fois(point):
    lue = point(
        position=Position.RETENUE, avec_mesure=True, qui_doit_agir="Le préfet fictif", qui_a_tranche="Le sort"
    )
    for mots in (
        "Camille Exemple",
        "Le préfet fictif",
        "Le sort",
        "Suivre par flux Atom",
        "Signaler une erreur",
        "Communiqué fictif",
    ):
        assert lue.texte.count(mots) == 1, mots
    assert len(re.findall("Direction fictive de la nuit", lue.texte)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("fin", [dt.date(2049, 5, 3), dt.date(2025, 6, 30)])
def test_on_est_invite_a_participer_tant_qu_on_le_peut(
    ministere, alice_redactrice, viktor_valideur, client, fin
):
    demarche = DemarcheFactory(organisation=ministere, cloturee_le=fin)
    demarche.modalites.create(titre="Écrire", acces="ouvert_a_tous", fin=fin)
    point = PropositionFactory(demarche=demarche, reference="A")
    publier(demarche, [demarche, point], alice_redactrice, viktor_valideur)
    invite = "Participer à cette démarche, jusqu’au 3 mai 2049" in page(client, demarche, "proposition", "A")
    assert invite is (fin.year == 2049)
