"""What an answer and a mesure need to be published, and which change must be announced as such."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.enums import Nature
from publication.enums import Modification
from suivi.enums import Avancement, Position, TypePreuve, Vecteur
from suivi.models import LienMesure, ReponseVersion, SortDEngagement
from tests.fabriques import (
    DemarcheFactory,
    EngagementFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
    OrganisationFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.scenes import manques


@pytest.mark.parametrize("avant", Position)
@pytest.mark.parametrize("apres", Position)
def test_changer_de_position_s_annonce_sauf_pour_sortir_de_l_attente(avant, apres):
    attendue = (
        None if avant == apres or avant in Position.d_attente() else Modification.CHANGEMENT_DE_POSITION
    )
    imposee = ReponseVersion.modification_imposee({"position": avant.value}, {"position": apres.value})
    assert imposee == attendue


def test_apres_un_retrait_aucune_modification_n_est_imposee():
    assert ReponseVersion.modification_imposee({"retrait": {}}, {"position": "retenue"}) is None


OBLIGATOIRES = [
    "motivation",
    "repondue_le",
    "source",
    "signataire_nom",
    "signataire_fonction",
    "signataire_autorite",
    "visa_par",
    "visa_le",
]


@pytest.mark.parametrize("champ", OBLIGATOIRES)
def test_une_reponse_dit_ce_qui_lui_manque(db, champ):
    reponse = ReponseFactory()
    assert manques(reponse) == []
    setattr(reponse, champ, None if champ.endswith("_le") else "")
    [manque] = manques(reponse)
    assert manque.startswith(f"Réponse à {reponse.proposition.reference} : il manque ")


def test_une_reponse_anterieure_au_portail_n_a_pas_de_visa_a_montrer(db):
    demarche = DemarcheFactory(reprise_historique=True)
    reponse = ReponseFactory(proposition__demarche=demarche, visa_par="", visa_le=None, visa_delegation="")
    assert manques(reponse) == []


@pytest.mark.parametrize("avancement", Avancement)
@pytest.mark.parametrize("prouvee", [True, False])
def test_ce_qui_est_adopte_ou_mis_en_oeuvre_se_prouve(db, avancement, prouvee):
    mesure = LienMesureFactory(
        mesure__avancement=avancement, mesure__raison="R", mesure__reste_a_faire="R"
    ).mesure
    if prouvee:
        mesure.preuves.create(type=TypePreuve.RAPPORT, reference="R", titre="Un rapport")
    obtenu = [manque for manque in manques(mesure) if "preuve" in manque]
    attendu = avancement in {Avancement.ADOPTEE, Avancement.MISE_EN_OEUVRE} and not prouvee
    phrase = f"{mesure} : il manque une preuve, puisqu’elle est dite « {avancement.label} »."
    assert obtenu == ([phrase] if attendu else [])


@pytest.mark.parametrize("vecteur", Vecteur)
def test_un_budget_et_une_experimentation_disent_jusqu_a_quand(db, vecteur):
    mesure = LienMesureFactory(mesure__vecteur=vecteur).mesure
    manque = [f"{mesure} : il manque la date jusqu’à laquelle elle est valable."]
    temporaire = vecteur in {Vecteur.BUDGET, Vecteur.EXPERIMENTATION}
    assert manques(mesure) == (manque if temporaire else [])
    mesure.valable_jusqu_au = dt.date(2026, 1, 1)
    assert manques(mesure) == []


def test_l_echeance_actuelle_est_celle_du_dernier_report_decide(db):
    mesure = MesureFactory(echeance_initiale=dt.date(2025, 1, 1))
    assert mesure.echeance_actuelle == dt.date(2025, 1, 1)
    for decide_le, nouvelle in [("2025-03-01", "2027-01-01"), ("2025-02-01", "2026-01-01")]:
        mesure.reports.create(decide_le=decide_le, nouvelle_echeance=nouvelle, raison="R")
    assert mesure.echeance_actuelle == dt.date(2027, 1, 1)


def test_une_mesure_repond_aux_points_de_sa_demarche(db):
    with pytest.raises(ValidationError, match="Une mesure répond aux points de sa démarche"):
        LienMesure(mesure=MesureFactory(), proposition=PropositionFactory()).clean()


BONNES_PREUVES = [
    (TypePreuve.NOR, "TREL2500001D"),
    (TypePreuve.LEGIFRANCE, "JORFTEXT000012345678"),
    (TypePreuve.ELI, "https://www.legifrance.gouv.fr/eli/loi/2021/8/22/TREX2100379L/jo/texte"),
    (TypePreuve.RAPPORT, "Page 12"),
]
MAUVAISES_PREUVES = [
    (TypePreuve.NOR, "TREL2500001"),
    (TypePreuve.NOR, "TREL2500001D\nautre"),
    (TypePreuve.NOR, "xTREL2500001D"),
    (TypePreuve.LEGIFRANCE, "JORFTEXT00001234567"),
    (TypePreuve.ELI, "https://exemple.fr/eli/loi/2021/8/22/TREX2100379L/jo/texte"),
    (TypePreuve.ELI, "https://www.legifrance.gouv.fr/eli/loi/2021/13/22/TREX2100379L/jo/texte"),
]


@pytest.mark.parametrize(("type_de_preuve", "reference"), BONNES_PREUVES)
def test_une_preuve_bien_formee_est_acceptee(db, type_de_preuve, reference):
    preuve = MesureFactory().preuves.create(type=type_de_preuve, reference=reference, titre="T")
    preuve.full_clean()


@pytest.mark.parametrize(("type_de_preuve", "reference"), MAUVAISES_PREUVES)
def test_une_preuve_mal_formee_est_refusee(db, type_de_preuve, reference):
    preuve = MesureFactory().preuves.model(
        mesure=MesureFactory(), type=type_de_preuve, reference=reference, titre="T"
    )
    with pytest.raises(ValidationError, match="n’a pas la forme attendue"):
        preuve.validate_constraints()


def test_un_point_decoupe_ne_recoit_pas_de_reponse(db):
    point = PropositionFactory(reference="P1")
    partie = PropositionFactory(partie_de=point, demarche=point.demarche)
    with pytest.raises(ValidationError, match="Ce point est découpé en parties"):
        ReponseFactory.build(proposition=point).clean()
    ReponseFactory.build(proposition=partie).clean()


def test_renvoyer_hors_de_l_etat_se_prouve(db):
    reponse = ReponseFactory(
        position=Position.RENVOYEE,
        motifs=["hors_competence"],
        destinataire=OrganisationFactory(nom="Région fictive", nature=Nature.COLLECTIVITE),
        transmise_le=dt.date(2025, 10, 1),
    )
    [manque] = manques(reponse)
    assert "il manque la preuve de la transmission, puisque Région fictive ne dépend pas de l’État" in manque
    reponse.transmission_preuve = "Courrier du 1er octobre 2025"
    assert manques(reponse) == []


@pytest.fixture
def sort(db):
    impact = ImpactFactory()
    engagement = EngagementFactory(demarche=impact.demarche, echeance=dt.date(2025, 12, 31))
    return SortDEngagement(
        impact=impact,
        engagement=engagement,
        sort="tenu",
        le=dt.date(2025, 12, 1),
        declare_par="P",
        preuve="D",
    )


def test_un_engagement_tenu_apres_l_echeance_l_est_en_retard(sort):
    sort.full_clean()
    sort.le = dt.date(2026, 1, 1)
    with pytest.raises(ValidationError, match="déclarez « tenu en retard »"):
        sort.clean()
    sort.sort, sort.le = "tenu_en_retard", dt.date(2025, 12, 31)
    with pytest.raises(ValidationError, match="déclarez « tenu »"):
        sort.clean()


def test_le_sort_est_celui_d_un_engagement_de_la_meme_demarche(sort):
    sort.engagement = EngagementFactory()
    with pytest.raises(ValidationError, match="celui d’une autre démarche"):
        sort.clean()
