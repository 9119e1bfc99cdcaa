"""Ministries end and others succeed them: who writes what, from which day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.enums import Nature, Role
from accounts.models import Affectation, Organisation, Succession
from demarches.creation import creer
from publication.models import Dossier
from publication.refus import Refus
from tests.back_office.conftest import champs_du_formulaire, navigateur, texte
from tests.fabriques import AgentFactory, DemarcheFactory, OrganisationFactory
from tests.personnes import agent

FIN = dt.date(2025, 3, 1)
VEILLE = FIN - dt.timedelta(days=1)


@pytest.fixture
def ancien(db):
    return OrganisationFactory(nom="Ancien ministère", nature=Nature.MINISTERE, supprimee_le=FIN)


@pytest.fixture
def nouveau(db):
    return OrganisationFactory(nom="Nouveau ministère", nature=Nature.MINISTERE, creee_le=FIN)


def succeder(ancienne, nouvelle, le=FIN):
    succession = Succession(ancienne=ancienne, nouvelle=nouvelle, le=le, texte="Décret n° 2025-1")
    succession.full_clean()
    succession.save()
    return succession


def test_les_auteurs_de_qui_succede_ecrivent_ce_que_menait_l_ancienne(ancien, nouveau):
    bureau = OrganisationFactory(parent=ancien)
    dossiers = {DemarcheFactory(organisation=o).dossier for o in (ancien, bureau)}
    ancienne_plume, plume = agent("A", Role.REDACTEUR, ancien), agent("B", Role.REDACTEUR, nouveau)
    assert set(Dossier.objects.rediges_par(plume)) == set()
    succeder(ancien, nouveau)
    assert set(Dossier.objects.rediges_par(plume)) == dossiers
    assert set(Dossier.objects.rediges_par(ancienne_plume)) == set()


def test_une_succession_se_suit_de_proche_en_proche(ancien, nouveau):
    dernier = OrganisationFactory()
    dossier = DemarcheFactory(organisation=ancien).dossier
    succeder(ancien, nouveau)
    Organisation.objects.filter(pk=nouveau.pk).update(supprimee_le="2025-06-01")
    nouveau.refresh_from_db()
    succeder(nouveau, dernier, le=dt.date(2025, 6, 1))
    assert list(Dossier.objects.rediges_par(agent("C", Role.REDACTEUR, dernier))) == [dossier]


def test_plusieurs_successions_donnent_a_chacune(ancien, nouveau):
    autre = OrganisationFactory()
    dossier = DemarcheFactory(organisation=ancien).dossier
    for nouvelle in (nouveau, autre):
        succeder(ancien, nouvelle)
    for nouvelle in (nouveau, autre):
        assert list(Dossier.objects.rediges_par(agent("D", Role.REFERENT, nouvelle))) == [dossier]


def test_les_droits_changent_de_mains_le_jour_meme(ancien, nouveau):
    succeder(ancien, nouveau)
    avant, apres = agent("A", Role.REDACTEUR, ancien), agent("B", Role.REDACTEUR, nouveau)
    assert avant.organisations_redigees(VEILLE).contains(ancien)
    assert not apres.organisations_redigees(VEILLE).contains(ancien)
    assert not avant.organisations_redigees(FIN).exists()
    assert apres.organisations_redigees(FIN).contains(ancien)


@pytest.mark.parametrize(
    ("changement", "refus"),
    [
        ({"le": VEILLE}, "existe jusqu’au 01/03/2025"),
        ({"fin": None}, "existe encore"),
        ({"creee_le": "2025-04-01"}, "n’existe pas le 01/03/2025"),
        ({"supprimee_le": FIN, "creee_le": None}, "n’existe pas le 01/03/2025"),
    ],
    ids=["trop tôt", "pas finie", "pas encore là", "déjà finie"],
)
def test_une_succession_aux_dates_incoherentes_est_refusee(ancien, nouveau, changement, refus):
    if "fin" in changement:
        ancien.supprimee_le = None
    for champ in {"creee_le", "supprimee_le"} & changement.keys():
        valeur = changement[champ]
        setattr(nouveau, champ, dt.date.fromisoformat(valeur) if isinstance(valeur, str) else valeur)
    with pytest.raises(ValidationError, match=refus):
        succeder(ancien, nouveau, changement.get("le", FIN))


def test_une_succession_ne_revient_pas_en_arriere(ancien, nouveau):
    milieu = OrganisationFactory(supprimee_le=FIN)
    succeder(ancien, nouveau)
    Organisation.objects.filter(pk=nouveau.pk).update(supprimee_le="2025-06-01")
    nouveau.refresh_from_db()
    milieu.supprimee_le = None
    milieu.save()
    succeder(nouveau, milieu, le=dt.date(2025, 6, 1))
    Organisation.objects.filter(pk=milieu.pk).update(supprimee_le="2025-07-01")
    milieu.refresh_from_db()
    ancien.supprimee_le, ancien.creee_le = None, None
    with pytest.raises(ValidationError, match="ne revient pas en arrière"):
        succeder(milieu, ancien, le=dt.date(2025, 7, 1))


def test_qui_a_une_succession_garde_sa_fin(ancien, nouveau):
    succeder(ancien, nouveau)
    for fin in (None, FIN + dt.timedelta(days=1)):
        ancien.supprimee_le = fin
        with pytest.raises(ValidationError, match="a une succession le 01/03/2025"):
            ancien.full_clean()


def test_une_organisation_finie_ne_recoit_plus_ni_demarche_ni_affectation(ancien, ministere, viktor_valideur):
    au_dessus = OrganisationFactory()
    ancien.parent = au_dessus
    ancien.save()
    for qui in (agent("E", Role.REDACTEUR, au_dessus), viktor_valideur):
        with pytest.raises(Refus, match="qui existe"):
            creer("Trop tard", ancien, qui)
    affectation = Affectation(agent=AgentFactory(), organisation=ancien, role=Role.REDACTEUR, debut=FIN)
    with pytest.raises(ValidationError, match="n’existe plus depuis le 01/03/2025"):
        affectation.full_clean()
    affectation.debut = VEILLE
    affectation.full_clean()


@pytest.mark.parametrize("role", Role)
def test_seule_une_organisation_de_l_etat_a_des_comptes(db, role):
    parlement = OrganisationFactory(nature=Nature.PARLEMENT)
    with pytest.raises(ValidationError, match="Seules les organisations de l’État"):
        Affectation(agent=AgentFactory(), organisation=parlement, role=role).full_clean()


def test_l_administratrice_note_une_succession_et_lit_pourquoi_elle_est_refusee(ancien, nouveau, cipc):
    adele = navigateur(agent("Adèle", Role.ADMINISTRATEUR, cipc))
    adresse = reverse("admin:accounts_organisation_change", args=[ancien.pk])
    saisie = champs_du_formulaire(adele.get(adresse)) | {
        "successions-0-nouvelle": nouveau.pk,
        "successions-0-le": VEILLE.isoformat(),
        "successions-0-texte": "Décret n° 2025-1",
    }
    assert "la succession ne peut pas commencer avant" in texte(adele.post(adresse, saisie))
    soi_meme = adele.post(adresse, saisie | {"successions-0-nouvelle": ancien.pk, "successions-0-le": FIN})
    assert "ne se succède pas à elle-même" in texte(soi_meme)
    assert adele.post(adresse, saisie | {"successions-0-le": FIN.isoformat()}).status_code == 302
    assert ancien.successions.get().nouvelle == nouveau
    deux_fois = {
        f"successions-1-{champ}": saisie[f"successions-0-{champ}"] for champ in ("nouvelle", "texte")
    }
    suite = champs_du_formulaire(adele.get(adresse)) | deux_fois | {"successions-1-le": FIN.isoformat()}
    reponse = adele.post(adresse, suite)
    assert reponse.status_code == 200
    assert ancien.successions.count() == 1
