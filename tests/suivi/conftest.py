"""The back-office's own scene: a démarche of the ministère de la Ville, and browsers."""

import pytest

from tests.back_office.conftest import alice, demarche, lou, oscar, rita, routes, viktor
from tests.fabriques import PropositionFactory, ReponseFactory

__all__ = ["alice", "demarche", "lou", "oscar", "rita", "routes", "viktor"]


@pytest.fixture
def points(demarche):
    """Three points, C1 and C2 in one chapter, C3 in another; only C1 is answered."""
    points = [
        PropositionFactory(demarche=demarche, reference=f"C{n}", ordre=n, chapitre=chapitre)
        for n, chapitre in [(1, "La rue"), (2, "La rue"), (3, "Le bruit")]
    ]
    ReponseFactory(proposition=points[0])
    return points
