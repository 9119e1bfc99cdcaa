"""A session ends after thirty minutes without a request, and after twelve hours whatever its agent does."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.back_office.conftest import messages_de, navigateur, texte

pytestmark = pytest.mark.django_db
MATIN = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
ACCUEIL = "/admin/"


@pytest.fixture
def horloge():
    with time_machine.travel(MATIN, tick=False) as horloge:
        yield horloge


def travailler(client, horloge, heures) -> list[int]:
    """A page every twenty minutes; what each answered."""
    reponses = []
    for n in range(1, int(heures * 3) + 1):
        horloge.move_to(MATIN + dt.timedelta(minutes=20 * n))
        reponses.append(client.get(ACCUEIL).status_code)
    return reponses


def test_une_journee_de_travail_finit_au_bout_de_douze_heures(alice_redactrice, horloge):
    alice = navigateur(alice_redactrice)
    alice.get(ACCUEIL)
    assert set(travailler(alice, horloge, 11.7)) == {200}
    horloge.move_to(MATIN + dt.timedelta(hours=12))
    fin = alice.get(f"{ACCUEIL}publications/?q=nuit")
    assert fin.headers["Location"] == f"{reverse('admin:login')}?next=/admin/publications/%3Fq%3Dnuit"
    connexion = alice.get(fin.headers["Location"])
    assert "Votre session a duré douze heures" in texte(connexion)
    assert messages_de(connexion) == [
        "Votre session a duré douze heures : connectez-vous de nouveau pour continuer."
    ]
    assert alice.get(ACCUEIL).status_code == 302


def test_qui_se_reconnecte_a_douze_heures_de_nouveau(alice_redactrice, horloge):
    alice = navigateur(alice_redactrice)
    alice.get(ACCUEIL)
    horloge.move_to(MATIN + dt.timedelta(hours=13))
    alice = navigateur(alice_redactrice)
    assert alice.get(ACCUEIL).status_code == 200


def test_trente_minutes_sans_rien_faire_ferment_la_session(alice_redactrice, horloge):
    alice = navigateur(alice_redactrice)
    alice.get(ACCUEIL)
    horloge.move_to(MATIN + dt.timedelta(minutes=29))
    assert alice.get(ACCUEIL).status_code == 200
    horloge.move_to(MATIN + dt.timedelta(minutes=60))
    assert alice.get(ACCUEIL).status_code == 302
