"""One clock for Python and the database; it can be set in a demonstration, never in production."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.utils import timezone

from publication import horloge
from publication.horloge import (
    CORPS_DE_PRODUCTION,
    CORPS_REGLABLE,
    horloge_de_production,
    sql_de_l_horloge,
)
from tests.scenes import jour


def poser(corps):
    with connection.cursor() as curseur:
        curseur.execute(sql_de_l_horloge(corps))


@pytest.mark.parametrize("geste", [horloge.rendre_reglable, lambda: horloge.reglee_sur(jour(0)).__enter__()])
def test_l_horloge_ne_se_regle_pas_en_production(db, settings, geste):
    settings.HORLOGE_REGLABLE = False
    poser(CORPS_DE_PRODUCTION)
    with pytest.raises(
        ImproperlyConfigured, match="L’horloge ne se règle que dans une démonstration ou un test"
    ):
        geste()
    assert not horloge_de_production(None)
    assert abs(horloge.maintenant() - timezone.now()) < dt.timedelta(seconds=5)


def test_les_reglages_de_production_n_ont_pas_d_horloge_reglable():
    texte = (horloge.settings.RACINE / "config" / "settings" / "base.py").read_text()
    assert "HORLOGE_REGLABLE = False\n" in texte


def test_la_verification_de_deploiement_refuse_une_horloge_reglable(db):
    poser(CORPS_REGLABLE)
    [erreur] = horloge_de_production(None)
    assert erreur.id == "publication.E001"
    assert erreur.level >= 40
    assert "antidater" in erreur.msg


@pytest.mark.parametrize(
    "corps", ["SELECT clock_timestamp()", "SELECT transaction_timestamp() - interval '1 day'"]
)
def test_la_verification_refuse_tout_corps_qui_n_est_pas_celui_de_production(db, corps):
    poser(corps)
    assert [erreur.id for erreur in horloge_de_production(None)] == ["publication.E001"]


def test_la_verification_voit_une_horloge_reglable_cachee_dans_un_autre_schema(db):
    poser(CORPS_DE_PRODUCTION)
    assert horloge_de_production(None) == []
    with connection.cursor() as curseur:
        curseur.execute("CREATE SCHEMA ombre")
        curseur.execute(sql_de_l_horloge(CORPS_REGLABLE).replace("maintenant()", "ombre.maintenant()", 1))
    assert [erreur.id for erreur in horloge_de_production(None)] == ["publication.E001"]


def test_sans_base_la_verification_previent_sans_tomber(db, monkeypatch):
    def injoignable():
        raise OperationalError("injoignable")

    with monkeypatch.context() as panne:
        panne.setattr(horloge.connection, "cursor", injoignable)
        avertissements = horloge_de_production(None)
    assert [avis.id for avis in avertissements] == ["publication.W001"]


def test_reglee_sur_s_emboite_et_se_remet(db):
    avant = horloge.instant_de_la_base()
    with horloge.reglee_sur(jour(1)):
        assert horloge.maintenant() == horloge.instant_de_la_base() == jour(1)
        with horloge.reglee_sur(jour(5)):
            assert horloge.maintenant() == horloge.instant_de_la_base() == jour(5)
        assert horloge.maintenant() == horloge.instant_de_la_base() == jour(1)
    assert horloge.instant_de_la_base() == avant
    assert abs(horloge.maintenant() - timezone.now()) < dt.timedelta(seconds=5)


def test_reglee_sur_se_remet_apres_une_erreur(db):
    avant = horloge.instant_de_la_base()
    with pytest.raises(ZeroDivisionError), horloge.reglee_sur(jour(1)):
        _ = 1 / 0
    assert horloge.instant_de_la_base() == avant
    assert abs(horloge.maintenant() - timezone.now()) < dt.timedelta(seconds=5)


def test_l_instant_atteint_suit_l_horloge_reglee_et_avance(db):
    with horloge.reglee_sur(jour(1)):
        premier, second = horloge.instant_atteint(), horloge.instant_atteint()
    assert jour(1) <= premier < second < jour(1) + dt.timedelta(minutes=10)


def test_une_autre_connexion_ne_voit_pas_le_reglage(db):
    autre = connection.copy()
    try:
        with horloge.reglee_sur(jour(1)), autre.cursor() as curseur:
            curseur.execute("SELECT maintenant()")
            assert curseur.fetchone()[0] > jour(1)
    finally:
        autre.close()
