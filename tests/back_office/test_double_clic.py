"""The same form sent twice at once, on two real connections."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client

from demarches.models import Proposition
from suivi.models import Mesure
from tests.back_office.conftest import champs_du_formulaire

pytestmark = pytest.mark.django_db(transaction=True)
FOIS = 4


def envoyer_ensemble(qui, adresse, donnees) -> list[int]:
    """The status of each answer."""
    depart = threading.Barrier(FOIS)

    def envoyer(_):
        client = Client(raise_request_exception=False)
        client.cookies = qui.cookies
        try:
            connection.ensure_connection()
            depart.wait(timeout=10)
            return client.post(adresse, donnees).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(FOIS) as fils:
        return list(fils.map(envoyer, range(FOIS), timeout=60))


def adresse_d_ajout(modele, demarche) -> str:
    return f"{admin.site.get_model_admin(modele).adresse('add')}?demarche={demarche.pk}"


def test_des_mesures_creees_ensemble_ont_chacune_leur_numero(demarche, alice):
    adresse = adresse_d_ajout(Mesure, demarche)
    donnees = champs_du_formulaire(alice.get(adresse)) | {"titre": "Ouvrir la nuit"}
    assert envoyer_ensemble(alice, adresse, donnees) == [302] * FOIS
    assert sorted(Mesure.objects.values_list("numero", flat=True)) == [1, 2, 3, 4]


def test_un_point_envoye_deux_fois_n_est_cree_qu_une(demarche, alice):
    adresse = adresse_d_ajout(Proposition, demarche)
    donnees = champs_du_formulaire(alice.get(adresse)) | {"reference": "C9.9", "titre": "Nouveau"}
    assert sorted(envoyer_ensemble(alice, adresse, donnees)) == [200, 200, 200, 302]
    assert Proposition.objects.get().reference == "C9.9"
