"""The stage of a démarche: computed from its dates and from what is published, so that none falls between two lists."""

import datetime as dt
from itertools import product

import pytest

from demarches.enums import Arret, Etape
from tests.fabriques import DossierFactory
from tests.scenes import jour, le
from tests.vitrine.lignes import fiche_de_demarche
from vitrine.models import FicheDemarche

AUJOURD_HUI = dt.date(2025, 6, 15)
HIER, DEMAIN = AUJOURD_HUI - dt.timedelta(days=1), AUJOURD_HUI + dt.timedelta(days=1)
OUVERTE = {"annoncee_le": HIER, "ouverte_le": HIER}
CLOSE = OUVERTE | {"cloturee_le": HIER}


def etape(dossier, le=AUJOURD_HUI, **valeurs) -> str:
    ligne = fiche_de_demarche(dossier, **valeurs)
    ligne.save()
    return FicheDemarche.objects.avec_etape(le).get(pk=ligne.pk).etape


TABLE = [
    ({}, Etape.ANNONCEE),
    ({"annoncee_le": DEMAIN}, Etape.ANNONCEE),
    ({"annoncee_le": HIER}, Etape.ANNONCEE),
    ({"annoncee_le": HIER, "ouverte_le": DEMAIN}, Etape.ANNONCEE),
    ({"ouverte_le": AUJOURD_HUI}, Etape.EN_COURS),
    (OUVERTE, Etape.EN_COURS),
    (OUVERTE | {"cloturee_le": DEMAIN}, Etape.EN_COURS),
    (OUVERTE | {"cloturee_le": AUJOURD_HUI}, Etape.EN_COURS),
    (CLOSE, Etape.AVIS_ATTENDU),
    ({"cloturee_le": HIER}, Etape.AVIS_ATTENDU),
    (CLOSE | {"avis_publie": True}, Etape.REPONSE_ATTENDUE),
    (OUVERTE | {"avis_publie": True}, Etape.REPONSE_ATTENDUE),
    (CLOSE | {"sans_reponse": 1}, Etape.REPONSE_ATTENDUE),
    (CLOSE | {"avis_publie": True, "repondues": 9, "sans_reponse": 1}, Etape.REPONSE_ATTENDUE),
    (CLOSE | {"avis_publie": True, "repondues": 9, "en_attente": 1}, Etape.REPONSE_ATTENDUE),
    (CLOSE | {"avis_publie": True, "en_attente": 1}, Etape.REPONSE_ATTENDUE),
    (CLOSE | {"avis_publie": True, "repondues": 1}, Etape.SUIVI_EN_COURS),
    (CLOSE | {"avis_publie": True, "repondues": 1, "retirees": 3}, Etape.SUIVI_EN_COURS),
    (CLOSE | {"repondues": 1}, Etape.SUIVI_EN_COURS),
    # no answer at all was published: « réponses publiées » would be false
    (CLOSE | {"avis_publie": True, "retirees": 3}, Etape.REPONSE_ATTENDUE),
    (CLOSE | {"avis_publie": True, "repondues": 1, "bilan_publie": True}, Etape.CLOSE),
    (CLOSE | {"sans_reponse": 1, "bilan_publie": True}, Etape.CLOSE),
    (CLOSE | {"bilan_publie": True}, Etape.CLOSE),
    *[(OUVERTE | {"arret": arret}, arret) for arret in Arret],
    *[(CLOSE | {"arret": arret, "repondues": 1, "bilan_publie": True}, arret) for arret in Arret],
]


@pytest.mark.parametrize(("valeurs", "attendue"), TABLE)
def test_l_etape_se_lit_dans_la_table(db, valeurs, attendue):
    assert etape(DossierFactory(), **valeurs) == attendue


def test_aucune_combinaison_ne_tombe_entre_deux_etapes(db):
    dossier = DossierFactory()
    dates = (None, HIER, AUJOURD_HUI, DEMAIN)
    lignes = [
        fiche_de_demarche(
            dossier,
            ouverte_le=ouverte,
            cloturee_le=close,
            arret=arret,
            avis_publie=avis,
            bilan_publie=bilan,
            **comptes,
        )
        for ouverte, close, arret, avis, bilan, comptes in product(
            dates,
            dates,
            ("", *Arret),
            (False, True),
            (False, True),
            ({}, {"repondues": 1}, {"en_attente": 1}, {"sans_reponse": 1}, {"retirees": 1}),
        )
    ]
    FicheDemarche.objects.bulk_create(lignes)
    etapes = FicheDemarche.objects.avec_etape(AUJOURD_HUI).values_list("etape", "publiees", "repondues")
    assert len(etapes) == len(lignes)
    assert {etape for etape, _, _ in etapes} == set(Etape)
    for etape_lue, publiees, repondues in etapes:
        if etape_lue == Etape.SUIVI_EN_COURS:
            assert publiees
            assert repondues
        if etape_lue == Etape.AVIS_ATTENDU:
            assert not publiees


@pytest.mark.parametrize(
    ("jusqu_a", "attendue"),
    [
        (0, Etape.AVIS_ATTENDU),
        (1, Etape.REPONSE_ATTENDUE),
        (2, Etape.SUIVI_EN_COURS),
        (3, Etape.CLOSE),
    ],
)
def test_l_etape_de_chaque_jour(scene, jusqu_a, attendue):
    scene.impact.bilan, scene.impact.bilan_le = "Un bilan.", dt.date(2025, 9, 1)
    scene.impact.save()
    for n, objets in enumerate(
        [[scene.demarche], [scene.avis, scene.proposition], [scene.reponse], [scene.impact]][: jusqu_a + 1]
    ):
        with le(n):
            scene.publier(*objets)
    [ligne] = FicheDemarche.objects.en_vigueur(jour(jusqu_a)).avec_etape(jour(jusqu_a).date())
    assert ligne.etape == attendue
