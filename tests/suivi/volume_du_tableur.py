"""How long the round trip of 2,000 answers takes: `python -m pytest -s tests/suivi/volume_du_tableur.py`.

Not collected with the others: a figure to read, not a threshold that a busy machine would miss.
"""

import time
from contextlib import contextmanager

import pytest

from demarches.models import Proposition
from suivi.models import Reponse
from tests.suivi.classeurs import adresse, cellules, changer, deposer, en_ods, telecharger

pytestmark = pytest.mark.django_db
POINTS = 2_000
TEXTE = "Nous demandons que les enseignes soient éteintes, la nuit, dans toutes les communes. " * 8


@contextmanager
def chronometrer(quoi):
    """Seconds on the clock and, since other work may share the machine, seconds of this process."""
    horloge, processus = time.perf_counter(), time.process_time()
    yield
    duree, calcul = time.perf_counter() - horloge, time.process_time() - processus
    print(f"{quoi} : {duree:.1f} s, dont {calcul:.1f} s de calcul")  # noqa: T201


def test_deux_mille_reponses_font_l_aller_retour(alice, demarche):
    points = Proposition.objects.bulk_create(
        Proposition(demarche=demarche, reference=f"P{n}", ordre=n, titre=f"Point {n}", verbatim=TEXTE)
        for n in range(POINTS)
    )
    Reponse.objects.bulk_create(
        Reponse(proposition=point, position="retenue", motivation=TEXTE, signataire_nom="Camille Exemple")
        for point in points[: POINTS // 2]
    )
    with chronometrer("Téléchargement de 2 000 lignes"):
        contenu = telecharger(alice, demarche)
    saisie = {(rang, "Motivation"): f"{TEXTE} Changée {rang}." for rang in range(POINTS)}
    saisie |= {(rang, "Position"): "Retenue" for rang in range(POINTS)}
    change = changer(contenu, saisie)
    with chronometrer(f"Dépôt et essai, XLSX, {POINTS} lignes changées ou créées"):
        essai = deposer(alice, demarche, change)
    with chronometrer("Essai, page relue"):
        alice.get(essai.wsgi_request.path)
    ods = en_ods(change)
    with chronometrer("Dépôt et essai, ODS"):
        deposer(alice, demarche, ods, nom="reponses.ods")
    depot = essai.context["depot"]
    with chronometrer("Application"):
        alice.post(adresse("_appliquer", demarche, "reponses", depot.pk))
    assert Reponse.objects.count() == POINTS
    assert len(cellules(contenu)) == POINTS + 1
