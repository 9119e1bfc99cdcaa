"""The instruments themselves: an index whose values are known, clients that count what they receive."""

import pytest

from banc.charge import entetes_de, solliciter
from banc.ecoindex import ecoindex


@pytest.mark.parametrize(
    ("noeuds", "requetes", "kilooctets", "attendu"),
    [
        (0, 0, 0, 100),
        (100, 100, 100, 72),
        (100, 100, 1000, 67),
        (1000, 1000, 1000, 26),
        (594601, 3920, 223212.26, 0),
    ],
)
def test_l_ecoindex_est_celui_de_la_methode(noeuds, requetes, kilooctets, attendu):
    assert round(ecoindex(noeuds, requetes, kilooctets)) == attendu


@pytest.mark.django_db(transaction=True)
def test_les_clients_comptent_ce_qu_ils_recoivent(live_server):
    port = live_server.thread.port
    charge = solliciter(port, "/cookies/", 200, 0.3)
    entetes = entetes_de(port, "/cookies/")
    assert len(charge.temps) >= 2
    assert charge.octets > entetes["corps"] > 1000
    assert 0 < charge.p50 <= charge.p99
    assert entetes["content-type"].startswith("text/html")


@pytest.mark.django_db(transaction=True)
def test_une_reponse_inattendue_arrete_la_mesure(live_server):
    with pytest.raises(RuntimeError, match="404"):
        solliciter(live_server.thread.port, "/nulle-part/", 200, 0.3)
