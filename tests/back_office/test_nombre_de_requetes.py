"""Lists ask the database as much for one row as for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publication.atelier import tracer
from publication.soumission import soumettre
from tests.fabriques import (
    DemarcheFactory,
    LienMesureFactory,
    MesureFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.scenes import DECLAREE
from tests.verbes import valider


def remplir(demarche, agent, n):
    for _ in range(n):
        proposition = PropositionFactory(demarche=demarche)
        ReponseFactory(proposition=proposition)
        LienMesureFactory(mesure=MesureFactory(demarche=demarche), proposition=proposition)
        autre = DemarcheFactory(organisation=demarche.organisation)
        tracer(autre, agent, autre.dossier)
        soumettre(autre.dossier, [autre], agent)


LISTES = [
    "index",
    "publications",
    "demarches_demarche_changelist",
    "demarches_proposition_changelist",
    "suivi_reponse_changelist",
    "suivi_mesure_changelist",
    "dossier",
]


@pytest.mark.parametrize(
    ("qui", "page"),
    [*((qui, page) for qui in ("alice", "viktor") for page in LISTES), ("alice", "soumettre")],
)
def test_une_liste_fait_autant_de_requetes_pour_une_ligne_que_pour_trente(
    page, qui, demarche, alice, request
):
    lecteur = request.getfixturevalue(qui)
    url = reverse(f"admin:{page}", args=[demarche.pk] if page in {"dossier", "soumettre"} else [])
    comptes = []
    for n in (1, 29):
        remplir(demarche, alice.personne, n)
        with CaptureQueriesContext(connection) as requetes:
            assert lecteur.get(url).status_code == 200
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]


@pytest.mark.parametrize(
    ("qui", "page"),
    [("alice", "confier"), *((qui, page) for qui in ("lou", "rita") for page in ("index", "dossier"))],
)
def test_ce_qui_est_confie_ou_annonce_ne_coute_pas_plus_par_ligne(
    page, qui, demarche, alice, viktor, routes, request
):
    """Points entrusted, démarches of which some are, and news that a référent may validate."""
    lecteur = request.getfixturevalue(qui)
    url = reverse(f"admin:{page}", args=[] if page == "index" else [demarche.pk])
    PropositionFactory(demarche=demarche, reference="Z", confiee_a=routes)
    comptes = []
    for n in (2, 8):
        for _ in range(n):
            autre = DemarcheFactory(organisation=demarche.organisation)
            for d in (demarche, autre):
                ReponseFactory(proposition=PropositionFactory(demarche=d, confiee_a=routes))
            annoncer(autre, alice.personne, viktor.personne)
        with CaptureQueriesContext(connection) as requetes:
            assert lecteur.get(url).status_code == 200
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]


def annoncer(demarche, auteur, validateur):
    """Some news of a public mesure, waiting."""
    mesure = MesureFactory(demarche=demarche)
    LienMesureFactory(mesure=mesure, proposition=demarche.propositions.get())
    ensemble = [demarche, demarche.propositions.get(), mesure]
    valider(soumettre(demarche.dossier, ensemble, auteur), validateur)
    mesure.nouvelles.create(date="2025-09-05", texte="Le décret est à la signature.")
    tracer(mesure, auteur, demarche.dossier)
    soumettre(demarche.dossier, [mesure], auteur, **DECLAREE)
