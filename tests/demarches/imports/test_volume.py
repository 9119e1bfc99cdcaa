import io
import tracemalloc
from time import process_time

import pytest

from demarches.imports import lire

from .fabriques import vers_csv, vers_xlsx

NOMBRE = 3_000


def rangees():
    yield ("code", "titre", "texte", "thème", "pour")
    for i in range(NOMBRE):
        yield (
            f"C{i}",
            f"Titre {i}",
            f"<p>Texte {i} {'mot ' * 80}</p><p>fin</p>",
            f"Thème {i // 100}",
            str(i % 90),
        )


@pytest.mark.parametrize(
    ("ecrire", "nom"), [(lambda r: vers_csv(r).encode(), "l.csv"), (vers_xlsx, "l.xlsx")]
)
def test_des_milliers_de_lignes_sont_lues_vite_et_la_progression_est_dite(ecrire, nom):
    contenu, appels = ecrire(rangees()), []
    depart = process_time()
    lecture = lire(io.BytesIO(contenu), nom, progression=lambda faites, total: appels.append((faites, total)))
    assert process_time() - depart < 6
    assert len(lecture.lignes) == NOMBRE
    assert appels[0] == (200, None)
    assert appels[-1] == (NOMBRE, NOMBRE)


def test_un_csv_n_est_pas_charge_en_entier():
    """The padding column is read and dropped: only a stream stays under its size."""
    contenu = b"titre;vide\n" + b"".join(b"%d;%s\n" % (i, b"x" * 10_000) for i in range(1_000))
    tracemalloc.start()
    lire(io.BytesIO(contenu), "l.csv")
    pic = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pic < len(contenu) / 2
