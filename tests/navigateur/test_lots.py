"""Submitting au fil de l'eau and treating a lot, by hand in a real browser."""

import datetime as dt

import pytest
from django.utils import timezone

from publication import horloge
from publication.soumission import soumettre
from tests.fabriques import AvisFactory, DemarcheFactory, PropositionFactory, ReponseFactory
from tests.navigateur.test_parcours_principal import Parcours
from tests.verbes import valider


@pytest.fixture
def demarche(ministere, alice_redactrice, viktor_valideur):
    """Its fiche and avis are online, and two of its four points; it has since been modified."""
    demarche = DemarcheFactory(organisation=ministere, titre="Démarche fictive : la nuit")
    publies = [PropositionFactory(demarche=demarche, reference=f"A{n}") for n in (1, 2)]
    with horloge.reglee_sur(timezone.now() - dt.timedelta(days=3)):
        en_ligne = [demarche, AvisFactory(demarche=demarche), *publies]
        valider(soumettre(demarche.dossier, en_ligne, alice_redactrice), viktor_valideur)
    for point in [*publies, *[PropositionFactory(demarche=demarche, reference=f"A{n}") for n in (3, 4)]]:
        ReponseFactory(proposition=point)
    demarche.chapo = "De quoi parle-t-on, qui décide vraiment."
    demarche.save()
    return demarche


@pytest.mark.django_db(transaction=True)
def test_au_fil_de_l_eau_de_la_soumission_a_la_decision(
    page, demarche, alice_redactrice, viktor_valideur, request
):
    parcours = Parcours(page, f"lots-{request.node.callspec.id}")
    parcours.se_connecter(alice_redactrice)
    page.goto(f"/admin/dossiers/{demarche.pk}/soumettre/")
    page.get_by_label("Au fil de l’eau : chaque élément").check()
    page.get_by_label("Correction matérielle").check()
    page.get_by_label("Raison de la modification").fill("Une précision.")
    parcours.voir("soumettre")
    parcours.cliquer("Soumettre au CIPC", nom_de_la_page="lot-de-l-autrice")
    lot = page.url

    parcours.se_connecter(viktor_valideur)
    parcours.cliquer("Lot n°", "link", "lot-du-validateur")
    page.get_by_label("Réponse à A3").check()
    page.get_by_label("Ce qui est à revoir").fill("Signez la réponse.")
    parcours.cliquer("Renvoyer", nom_de_la_page="renvoyee", exact=True)
    page.get_by_label("Réponse à A4").check()
    for point in page.locator("[name=controles]").all():
        point.check()
    parcours.cliquer("Valider et publier maintenant", nom_de_la_page="refusee")
    assert "attend encore la validation du CIPC" in page.content()
    page.locator("#portee-reste").check()
    demain = timezone.localtime() + dt.timedelta(days=1)
    page.get_by_label("Date et heure de publication").fill(demain.strftime("%Y-%m-%dT09:30"))
    for point in page.locator("[name=controles]").all():
        point.check()
    parcours.cliquer("Valider et programmer", nom_de_la_page="programmee")
    page.goto(f"{lot}?voir=toutes")
    parcours.voir("toutes")
    page.goto("/admin/publications/")
    parcours.voir("file")
    page.goto(f"/admin/dossiers/{demarche.pk}/")
    parcours.voir("tableau")
    assert not parcours.defauts, "\n".join(parcours.defauts)
    assert not page.erreurs
