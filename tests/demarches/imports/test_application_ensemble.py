"""All or nothing: two imports at once, a lost database, and a cost that does not grow with the file."""

from concurrent.futures import ThreadPoolExecutor
from time import process_time

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from demarches.imports.application import Sort, appliquer, planifier
from demarches.models import Proposition
from publication.models import Dossier, Trace

from .test_application import DEUX_LIGNES


def fichier(nombre, fin=""):
    """Every second line is a part of the previous one."""
    return "référence;titre;texte;partie de;votes pour\n" + "".join(
        f"C{i};Titre {i};Le texte {i}{fin};{f'C{i - 1}' if i % 2 else ''};{i % 90}\n" for i in range(nombre)
    )


def requetes(action) -> int:
    with CaptureQueriesContext(
        connection,
    ) as prises:
        action()
    return len(prises)


@pytest.mark.parametrize("fin", ["", " corrigé"], ids=["création", "modification"])
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(
    demarche, autre_demarche, agent, lire_csv, importer_csv, fin
):
    comptes = []
    for cible, nombre in ((demarche, 2), (autre_demarche, 50)):
        if fin:
            importer_csv(fichier(nombre), dans=cible)
        lecture = lire_csv(fichier(nombre, fin))
        comptes.append(
            (
                requetes(lambda cible=cible, lecture=lecture: planifier(cible, lecture)),
                requetes(lambda cible=cible, lecture=lecture: appliquer(cible, lecture, agent)),
            )
        )
    assert comptes[0] == comptes[1]


def test_des_milliers_de_lignes_sont_ecrites_vite_et_chaque_etape_dit_ou_elle_en_est(demarche, importer_csv):
    appels = []
    depart = process_time()
    importer_csv(fichier(3_000), progression=lambda *appel: appels.append(appel))
    importer_csv(fichier(3_000, " corrigé"), progression=lambda *appel: appels.append(appel))
    assert process_time() - depart < 12
    assert {etape for etape, _, _ in appels} == {"lues", "comparées", "écrites"}
    assert [appel for appel in appels if appel[0] == "écrites"][-1] == ("écrites", 3_000, 3_000)


@pytest.mark.django_db(transaction=True)
def test_deux_imports_a_la_fois_se_suivent(demarche, agent, lire_csv):
    lecture = lire_csv(DEUX_LIGNES)

    def jouer(_):
        try:
            return appliquer(demarche, lecture, agent)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fils:
        plans = list(fils.map(jouer, range(4)))
    assert sorted(plan.combien(Sort.CREEE) for plan in plans) == [0, 0, 0, 2]
    assert sorted(plan.combien(Sort.INCHANGEE) for plan in plans) == [0, 2, 2, 2]
    assert Proposition.objects.count() == Trace.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_une_base_perdue_pendant_l_ecriture_ne_laisse_rien(demarche, agent, importer_csv):
    def couper(etape, faites, total):
        if etape == "écrites":
            assert Proposition.objects.exists()
            connection.cursor().execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(OperationalError):
        importer_csv(DEUX_LIGNES, progression=couper)
    connection.close()
    assert Dossier.objects.filter(pk=demarche.pk).exists()
    assert not Proposition.objects.exists()
    assert not Trace.objects.exists()
