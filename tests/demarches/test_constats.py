"""What the dates of a démarche show by themselves: pure functions, no database."""

import datetime as dt

import pytest

from demarches.constats import decisions_avant_l_avis, engagements_et_ouverture
from publication.histoire import VersionLue
from tests.scenes import PARIS

AUJOURD_HUI = dt.date(2026, 6, 1)


def demarche(*decisions, avis_attendu_le=None):
    jalons = [{"nature": "decision", "titre": f"Décret {jour}", "debut": jour} for jour in decisions]
    return {
        "jalons": jalons,
        "avis_attendu_le": avis_attendu_le,
        "point_de_sortie": {"texte": "Un plan.", "le": None},
    }


@pytest.mark.parametrize(
    ("decision", "remis_le", "attendu_le", "trouvee"),
    [
        ("2026-03-01", "2026-04-01", None, True),
        ("2026-04-01", "2026-04-01", None, False),  # the same day is not before
        ("2026-05-01", "2026-04-01", "2026-05-15", False),  # the avis came: what was awaited no longer counts
        ("2026-03-01", None, "2026-04-01", True),
        ("2026-05-01", None, "2026-04-01", False),
        ("2026-03-01", None, None, False),
    ],
)
def test_une_decision_datee_d_avant_l_avis_se_voit(decision, remis_le, attendu_le, trouvee):
    avis = {"remis_le": remis_le} if remis_le else None
    constats = decisions_avant_l_avis(demarche(decision, avis_attendu_le=attendu_le), avis, AUJOURD_HUI)
    assert bool(constats) == trouvee
    if trouvee:
        assert constats[0].avis_remis == bool(remis_le)
        assert constats[0].passee


def test_une_decision_a_venir_est_prevue_et_non_intervenue():
    [constat] = decisions_avant_l_avis(
        demarche("2026-07-01", avis_attendu_le="2026-08-01"), None, AUJOURD_HUI
    )
    assert not constat.passee


def test_seules_les_etapes_de_decision_comptent():
    fiche = demarche("2026-03-01", avis_attendu_le="2026-04-01")
    fiche["jalons"][0]["nature"] = "restitution"
    assert decisions_avant_l_avis(fiche, None, AUJOURD_HUI) == []


def test_la_date_du_point_de_sortie_compte_une_fois():
    fiche = demarche("2026-03-01", avis_attendu_le="2026-04-01")
    fiche["point_de_sortie"]["le"] = "2026-03-02"
    constats = decisions_avant_l_avis(fiche, None, AUJOURD_HUI)
    assert [constat.titre for constat in constats] == ["Décret 2026-03-01", "Un plan"]
    fiche["point_de_sortie"]["le"] = "2026-03-01"  # the same decision, told twice
    assert len(decisions_avant_l_avis(fiche, None, AUJOURD_HUI)) == 1


def version(numero, jour, engagements=(), ouverte_le="2026-03-10", reprise=False):
    quand = dt.datetime(2026, *jour, 9, tzinfo=PARIS)
    engagements = [{"pris_le": pris_le} for pris_le in engagements]
    document = {"engagements": engagements, "ouverte_le": ouverte_le, "reprise_historique": reprise}
    return VersionLue(numero, quand, document)


@pytest.mark.parametrize(("jour", "ecart"), [((3, 1), -9), ((3, 10), 0), ((3, 31), 21)])
def test_les_engagements_se_comptent_depuis_leur_premiere_publication(jour, ecart):
    versions = [version(1, (2, 1)), version(2, jour, [None]), version(3, (5, 1), [None, None])]
    constat = engagements_et_ouverture(versions)
    assert (constat.ecart, constat.jours, constat.avant_le_portail) == (ecart, abs(ecart), False)


def test_le_jour_de_publication_est_celui_de_paris():
    tard = VersionLue(
        1,
        dt.datetime(2026, 3, 9, 23, 30, tzinfo=dt.UTC),
        version(1, (3, 1), [None]).document,
    )
    assert engagements_et_ouverture([tard]).ecart == 0


def test_avant_le_portail_c_est_le_jour_de_la_promesse():
    constat = engagements_et_ouverture([version(1, (5, 1), ["2026-04-01", "2026-03-05", None], reprise=True)])
    assert (constat.ecart, constat.avant_le_portail) == (-5, True)
    assert engagements_et_ouverture([version(1, (5, 1), [None], reprise=True)]) is None


@pytest.mark.parametrize("versions", [[version(1, (2, 1))], [version(1, (2, 1), [None], ouverte_le=None)]])
def test_sans_engagement_ou_sans_ouverture_il_n_y_a_rien_a_dire(versions):
    assert engagements_et_ouverture(versions) is None
