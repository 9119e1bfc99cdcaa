"""Read in one call the files that the tests build."""

import io
from pathlib import Path

import pytest

from accounts.enums import Role
from demarches.imports import lire
from demarches.imports.application import importer
from tests.fabriques import DemarcheFactory
from tests.personnes import agent as une_personne
from tests.scenes import scene

from .fabriques import FORMATS, vers_ods, vers_xlsx

__all__ = ["scene"]
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
def demarche(ministere):
    return DemarcheFactory(organisation=ministere, titre="La ville, la nuit")


@pytest.fixture
def autre_demarche(ministere):
    return DemarcheFactory(organisation=ministere)


@pytest.fixture
def agent(alice_redactrice):
    return alice_redactrice


@pytest.fixture
def agent_de_plus(ministere):
    return une_personne("Anna", Role.REDACTEUR, ministere)


@pytest.fixture
def importer_csv(request):
    """Import a text as a CSV file, into `demarche` and by Alice unless told otherwise."""

    def importer_le_texte(texte, *, dans=None, par=None, **options):
        dans = dans or request.getfixturevalue("demarche")
        par = par or request.getfixturevalue("agent")
        return importer(dans, io.BytesIO(texte.encode()), par, nom="liste.csv", **options)

    return importer_le_texte


@pytest.fixture
def donnees():
    if not DONNEES.is_dir():
        pytest.skip("The real files (../shared/donnees) are not on this machine.")
    return DONNEES
