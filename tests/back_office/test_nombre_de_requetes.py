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
