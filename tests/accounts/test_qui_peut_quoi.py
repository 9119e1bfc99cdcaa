"""Role × organisation × word: the whole matrix of who reads and who writes a dossier."""

import datetime as dt

import pytest

from accounts.enums import Nature, Role
from accounts.models import Affectation
from demarches.models import Demarche
from publication.models import Dossier, Publication
from publication.permissions import (
    peut_annuler,
    peut_deprogrammer,
    peut_ecrire,
    peut_lire,
    peut_soumettre,
    peut_traiter,
)
from tests.fabriques import AgentFactory, DemarcheFactory, OrganisationFactory

LIRE, ECRIRE, TRAITER = "lire", "écrire", "traiter"
TABLE = {
    # role and where it is held, seen from the organisation that leads the démarche
    (Role.REDACTEUR, "elle-même"): {LIRE, ECRIRE},
    (Role.REDACTEUR, "au-dessus"): {LIRE, ECRIRE},
    (Role.REDACTEUR, "tout en haut"): {LIRE, ECRIRE},
    (Role.REDACTEUR, "au-dessous"): set(),
    (Role.REDACTEUR, "à côté"): set(),
    (Role.REDACTEUR, "ailleurs"): set(),
    **{
        (Role.VALIDATEUR, lieu): {LIRE, TRAITER}
        for lieu in ("elle-même", "au-dessus", "tout en haut", "au-dessous", "à côté", "ailleurs")
    },
    **{
        (Role.ADMINISTRATEUR, lieu): set()
        for lieu in ("elle-même", "au-dessus", "tout en haut", "au-dessous", "à côté", "ailleurs")
    },
}


@pytest.fixture
def lieux(db):
    haut = OrganisationFactory(nature=Nature.MINISTERE)
    dessus = OrganisationFactory(parent=haut)
    elle = OrganisationFactory(parent=dessus)
    return {
        "tout en haut": haut,
        "au-dessus": dessus,
        "elle-même": elle,
        "au-dessous": OrganisationFactory(parent=elle),
        "à côté": OrganisationFactory(parent=dessus),
        "ailleurs": OrganisationFactory(nature=Nature.MINISTERE),
    }


def droits(agent, dossier) -> set:
    publication = Publication(dossier=dossier, auteurs=[0])
    lit, ecrit, traite = (
        peut_lire(agent, dossier),
        peut_ecrire(agent, dossier),
        peut_traiter(agent, publication),
    )
    # each word says the same as the predicate
    assert Dossier.objects.visibles_par(agent).contains(dossier) is lit
    assert Demarche.objects.visibles_par(agent).filter(dossier=dossier).exists() is lit
    assert Dossier.objects.rediges_par(agent).contains(dossier) is ecrit
    assert peut_soumettre(agent, dossier) is peut_annuler(agent, publication) is ecrit
    assert peut_deprogrammer(agent, publication) is (ecrit or traite)
    return {nom for nom, permis in ((LIRE, lit), (ECRIRE, ecrit), (TRAITER, traite)) if permis}


@pytest.mark.parametrize(("role", "lieu"), TABLE, ids=lambda valeur: str(valeur))
def test_qui_peut_quoi(lieux, role, lieu):
    dossier = DemarcheFactory(organisation=lieux["elle-même"]).dossier
    DemarcheFactory(organisation=OrganisationFactory())
    agent = AgentFactory()
    Affectation.objects.create(agent=agent, role=role, organisation=lieux[lieu], debut="2020-01-01")
    assert droits(agent, dossier) == TABLE[role, lieu]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    "perte",
    [
        {"fin": dt.date(2020, 12, 31)},
        {"debut": dt.date(2999, 1, 1)},
    ],
    ids=["finie", "à venir"],
)
def test_une_affectation_qui_n_est_pas_d_aujourd_hui_ne_donne_rien(lieux, role, perte):
    dossier = DemarcheFactory(organisation=lieux["elle-même"]).dossier
    agent = AgentFactory()
    Affectation.objects.create(
        **({"agent": agent, "role": role, "organisation": lieux["elle-même"], "debut": "2020-01-01"} | perte)
    )
    assert droits(agent, dossier) == set()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("superutilisateur", [True, False])
def test_un_compte_ferme_ne_peut_plus_rien(lieux, role, superutilisateur):
    dossier = DemarcheFactory(organisation=lieux["elle-même"]).dossier
    agent = AgentFactory(is_active=False, is_superuser=superutilisateur)
    Affectation.objects.create(agent=agent, role=role, organisation=lieux["elle-même"], debut="2020-01-01")
    assert droits(agent, dossier) == set()


def test_une_superutilisatrice_sans_role_ne_lit_ni_n_ecrit(lieux, simone_superutilisatrice):
    dossier = DemarcheFactory(organisation=lieux["elle-même"]).dossier
    assert droits(simone_superutilisatrice, dossier) == set()


def test_chacun_ne_voit_que_les_publications_de_ses_dossiers(scene, oscar_d_ailleurs):
    publication = scene.soumettre()
    voient = {
        agent.prenom: publication in Publication.objects.visibles_par(agent)
        for agent in (scene.auteur, scene.validateur, oscar_d_ailleurs)
    }
    assert voient == {"Alice": True, "Viktor": True, "Oscar": False}


@pytest.mark.parametrize(
    ("nombre", "dites"),
    [
        (1, ["Rédacteur, Ministère 0"]),
        (2, ["Rédacteur, Ministère 0", "Rédacteur, Ministère 1"]),
        (3, ["Rédacteur dans 3 organisations"]),
    ],
)
def test_les_fonctions_tiennent_en_une_ligne(viktor_valideur, cipc, nombre, dites):
    for n in range(nombre):
        Affectation.objects.create(
            agent=viktor_valideur, organisation=OrganisationFactory(nom=f"Ministère {n}"), role=Role.REDACTEUR
        )
    assert viktor_valideur.fonctions() == [f"Validateur CIPC, {cipc}", *dites]
