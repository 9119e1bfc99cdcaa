"""Read in one call the files that the tests build."""

import io
from pathlib import Path

import pytest

from demarches.imports import lire

from .fabriques import FORMATS, vers_ods, vers_xlsx

DONNEES = Path(__file__).resolve().parents[4] / "shared" / "donnees"


@pytest.fixture(params=sorted(FORMATS))
def chaque_format(request):
    """Read the same rows from a CSV, an XLSX and an ODS file."""

    def lire_les_rangees(rangees, **options):
        nom = f"liste.{request.param}"
        return lire(io.BytesIO(FORMATS[request.param](rangees)), nom, **options)

    return lire_les_rangees


@pytest.fixture
def lire_csv():
    def lire_le_texte(texte, encodage="utf-8", **options):
        octets = texte if isinstance(texte, bytes) else texte.encode(encodage)
        return lire(io.BytesIO(octets), "liste.csv", **options)

    return lire_le_texte


@pytest.fixture
def lire_xlsx():
    return lambda feuilles, preparer=None, **options: lire(
        io.BytesIO(vers_xlsx(feuilles, preparer)), "liste.xlsx", **options
    )


@pytest.fixture
def lire_ods():
    return lambda feuilles, fusions=(), **options: lire(
        io.BytesIO(vers_ods(feuilles, fusions)), "liste.ods", **options
    )


@pytest.fixture
def une_ligne(lire_csv):
    """Read one line whose text is given, and return it."""

    def lire_le_texte(texte, titre="Un titre"):
        guillemets = texte.replace('"', '""')
        return lire_csv(f'code;titre;texte\nA1;{titre};"{guillemets}"\n').lignes[0]

    return lire_le_texte


@pytest.fixture
def donnees():
    if not DONNEES.is_dir():
        pytest.skip("The real files (../shared/donnees) are not on this machine.")
    return DONNEES
