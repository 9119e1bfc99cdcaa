"""The tree of organisations, and who is assigned to what on a given day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from accounts.enums import Nature, Role
from accounts.models import Affectation, Agent, Organisation
from tests.fabriques import AgentFactory, DossierFactory, OrganisationFactory
from tests.personnes import agent

AUJOURD_HUI = dt.date(2025, 6, 15)
HIER, DEMAIN = AUJOURD_HUI - dt.timedelta(days=1), AUJOURD_HUI + dt.timedelta(days=1)


def noms(organisations):
    return sorted(organisation.nom for organisation in organisations)


@pytest.fixture
def arbre(db):
    """A ministry, two directions, one bureau below the first; and another ministry."""
    ministere = OrganisationFactory(nom="Ministère", nature=Nature.MINISTERE)
    direction = OrganisationFactory(nom="Direction", parent=ministere)
    return {
        "Ministère": ministere,
        "Direction": direction,
        "Autre direction": OrganisationFactory(nom="Autre direction", parent=ministere),
        "Bureau": OrganisationFactory(nom="Bureau", parent=direction),
        "Ailleurs": OrganisationFactory(nom="Ailleurs", nature=Nature.MINISTERE),
    }


@pytest.mark.parametrize(
    ("depuis", "attendues"),
    [
        (["Ministère"], ["Autre direction", "Bureau", "Direction", "Ministère"]),
        (["Direction"], ["Bureau", "Direction"]),
        (["Bureau"], ["Bureau"]),
        (["Bureau", "Ailleurs"], ["Ailleurs", "Bureau"]),
        (["Direction", "Bureau"], ["Bureau", "Direction"]),
        ([], []),
    ],
)
def test_une_organisation_et_tout_ce_qui_est_dessous(arbre, depuis, attendues):
    assert noms(Organisation.objects.filter(nom__in=depuis).perimetre()) == attendues


def test_un_cycle_ne_fait_pas_tourner_la_requete_sans_fin(arbre):
    Organisation.objects.filter(nom="Ministère").update(parent=arbre["Bureau"])
    assert len(Organisation.objects.filter(nom="Direction").perimetre()) == 4


def test_les_descendantes_se_filtrent_encore(arbre):
    descendantes = Organisation.objects.filter(nom="Ministère").perimetre()
    assert noms(descendantes.filter(nature=Nature.DIRECTION)) == ["Autre direction", "Bureau", "Direction"]


@pytest.mark.parametrize("nature", Nature)
def test_seules_les_organisations_de_l_etat_relevent_de_l_etat(db, nature):
    OrganisationFactory(nature=nature)
    hors = {Nature.PARLEMENT, Nature.COLLECTIVITE, Nature.UNION_EUROPEENNE}
    assert Organisation.objects.de_l_etat().exists() == nature.releve_de_l_etat == (nature not in hors)


@pytest.mark.parametrize(
    ("debut", "fin", "active"),
    [
        (HIER, None, True),
        (AUJOURD_HUI, None, True),
        (DEMAIN, None, False),
        (HIER, HIER, False),
        (HIER, AUJOURD_HUI, True),
        (AUJOURD_HUI, AUJOURD_HUI, True),
        (HIER, DEMAIN, True),
    ],
)
def test_une_affectation_est_active_du_premier_au_dernier_jour_compris(ministere, debut, fin, active):
    affectation = Affectation.objects.create(
        agent=AgentFactory(), organisation=ministere, role=Role.REDACTEUR, debut=debut, fin=fin
    )
    assert list(Affectation.objects.actives(AUJOURD_HUI)) == ([affectation] if active else [])
    assert affectation.agent.exerce(Role.REDACTEUR, AUJOURD_HUI) is active
    assert affectation.agent.organisations_redigees(AUJOURD_HUI).exists() is active


def test_une_affectation_commence_et_finit_a_minuit_a_paris(ministere, time_machine):
    """On 14 June at 22:30 UTC it is already the 15th in Paris."""
    affectation = Affectation.objects.create(
        agent=AgentFactory(), organisation=ministere, role=Role.REDACTEUR, debut=AUJOURD_HUI, fin=AUJOURD_HUI
    )
    for instant, active in [
        ("2025-06-14T21:59:59+00:00", False),
        ("2025-06-14T22:00:00+00:00", True),
        ("2025-06-15T21:59:59+00:00", True),
        ("2025-06-15T22:00:00+00:00", False),
    ]:
        time_machine.move_to(instant, tick=False)
        assert affectation.agent.exerce(Role.REDACTEUR) is active, instant


# Agents


def test_un_courriel_se_range_en_minuscules_et_se_retrouve_quelle_que_soit_la_casse(db):
    cree = Agent.objects.create_user(
        "Alice@Exemple.GOUV.fr", "un mot de passe assez long", prenom="A", nom="B"
    )
    assert cree.courriel == "alice@exemple.gouv.fr"
    assert cree.check_password("un mot de passe assez long")
    assert Agent.objects.get_by_natural_key("ALICE@exemple.gouv.fr") == cree
    assert not cree.is_superuser


@pytest.mark.parametrize(
    "champs",
    [{"courriel": "pas une adresse"}, {"courriel": ""}, {"nom": ""}, {"prenom": ""}],
    ids=str,
)
def test_un_compte_incomplet_est_refuse(db, champs):
    complets = {"courriel": "a@exemple.gouv.fr", "prenom": "A", "nom": "B"} | champs
    with pytest.raises(ValidationError):
        Agent.objects.create_user(complets.pop("courriel"), "un mot de passe assez long", **complets)
    assert not Agent.objects.exists()


def test_deux_comptes_n_ont_pas_le_meme_courriel(db):
    Agent.objects.create_user("a@exemple.gouv.fr", "x", prenom="A", nom="B")
    with pytest.raises(ValidationError):
        Agent.objects.create_user("A@EXEMPLE.gouv.fr", "x", prenom="C", nom="D")


@pytest.mark.parametrize("actif", [True, False])
def test_un_compte_ferme_n_a_plus_aucun_droit(cipc, actif):
    simone = AgentFactory(is_superuser=True, is_active=actif)
    viktor = agent("Viktor", Role.VALIDATEUR, cipc)
    viktor.is_active = actif
    assert simone.est_administrateur is simone.is_staff is simone.has_module_perms("accounts") is actif
    assert simone.has_perm("accounts.change_agent") is actif
    assert viktor.est_validateur is actif


def test_une_superutilisatrice_n_ouvre_que_les_comptes(simone_superutilisatrice):
    assert simone_superutilisatrice.has_perm("accounts.add_agent")
    assert not simone_superutilisatrice.has_perm("publication.change_publication")
    assert not simone_superutilisatrice.est_validateur
    assert not simone_superutilisatrice.organisations_redigees().exists()


def test_un_dossier_garde_son_organisation(ministere):
    DossierFactory(organisation=ministere)
    with pytest.raises(ProtectedError):
        ministere.delete()
