"""A point that comes from another may inherit its answer: it is then answered, and says by which."""

import pytest

from demarches.enums import NatureFiliation, ReponseFiliation
from suivi.enums import Position
from tests.fabriques import PropositionFactory
from tests.scenes import jour, le
from vitrine.enums import Statut
from vitrine.fiches import reponse_applicable
from vitrine.models import FicheProposition


@pytest.fixture
def scission(scene):
    """P1, answered, was split in P2, which inherits, and P3, which has its own answer to come."""

    def issu_de_p1(reference, reponse):
        point = PropositionFactory(demarche=scene.demarche, reference=reference)
        point.origines.create(
            origine=scene.proposition,
            nature=NatureFiliation.SCISSION,
            par="Le comité",
            raison="Deux demandes.",
            reponse=reponse,
        )
        return point

    return [issu_de_p1("P2", ReponseFiliation.HERITEE), issu_de_p1("P3", ReponseFiliation.PROPRE)]


def test_un_point_herite_de_la_reponse_et_le_dit(scene, scission):
    with le(0):
        scene.publier(*scene.tout, *scission)
    points = {point.reference: point for point in FicheProposition.objects.en_vigueur(jour(0))}
    assert points["P1"].statut == Statut.REMPLACEE
    assert points["P2"].statut == Statut.REPONDUE
    assert (points["P2"].position, points["P2"].reponse_de) == (Position.RETENUE, "P1")
    assert (points["P3"].statut, points["P3"].reponse_de) == (Statut.SANS_REPONSE, "")


def test_une_reponse_propre_l_emporte_sur_l_heritee():
    enfant = point("B", issu_de=[("A", "heritee")])
    reponses = {"A": {"reference": "A"}, "B": {"reference": "B"}}
    assert reponse_applicable(enfant, reponses, {"A": point("A"), "B": enfant}) == {"reference": "B"}


def test_l_heritage_traverse_plusieurs_points():
    points = {"A": point("A"), "B": point("B", [("A", "heritee")]), "C": point("C", [("B", "heritee")])}
    assert reponse_applicable(points["C"], {"A": {"reference": "A"}}, points) == {"reference": "A"}


def test_une_boucle_ne_fait_pas_tourner_sans_fin():
    points = {"A": point("A", [("B", "heritee")]), "B": point("B", [("A", "heritee")])}
    assert reponse_applicable(points["A"], {}, points) is None


def point(reference, issu_de=()):
    return {
        "reference": reference,
        "issue_de": [{"reference": origine, "reponse": reponse} for origine, reponse in issu_de],
    }
