"""A form that repeats the same list on each of its lines reads it once, and writes it fast."""

import datetime as dt
from copy import deepcopy

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.test.html import parse_html
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.balises import alleger
from accounts.enums import Role
from accounts.models import Affectation
from publication.admin.champs import JourInput
from tests.fabriques import OrganisationFactory

CHOIX = [("", "---------"), (None, "Rien"), (1, "L’un & l’autre"), ("2", 'Un "second"'), (2, "Le même")]
GROUPES = [("Un groupe", [(1, "Un"), (2, "Deux")])]
CHAMPS = {
    "liste": forms.ChoiceField(choices=CHOIX),
    "groupes": forms.ChoiceField(choices=GROUPES),
    "plusieurs": forms.MultipleChoiceField(choices=CHOIX),
    "texte": forms.CharField(widget=forms.TextInput({"class": "vTextField", "maxlength": 3})),
    "long": forms.CharField(widget=forms.Textarea({"rows": 4})),
    "nombre": forms.IntegerField(),
    "jour": forms.DateField(widget=JourInput()),
    "adresse": forms.URLField(assume_scheme="https"),
    "heure": forms.TimeField(),
    "case": forms.BooleanField(),
    "cache": forms.CharField(widget=forms.HiddenInput()),
    "fichier": forms.FileField(),
}
VALEURS = [None, "", 1, "1", 2, '<b>"é"</b>\n\n& fin']


@pytest.mark.parametrize("valeur", VALEURS)
@pytest.mark.parametrize("champ", CHAMPS.values(), ids=CHAMPS)
def test_un_champ_allege_s_ecrit_comme_celui_de_django(champ, valeur):
    attributs = {"id": "id_<x>", "required": True, "disabled": False, "aria-describedby": "a&b"}
    allege = deepcopy(champ)
    alleger(allege)
    ecrits = [deepcopy(c).widget.render("n&m", valeur, dict(attributs)) for c in (champ, allege)]
    assert parse_html(ecrits[0]) == parse_html(ecrits[1])
    assert type(allege.widget).__name__ == type(champ.widget).__name__


def test_un_champ_dont_le_widget_a_plusieurs_balises_reste_tel_quel():
    for nom in ("plusieurs", "case", "cache", "fichier"):
        champ = deepcopy(CHAMPS[nom])
        alleger(champ)
        assert type(champ.widget) is type(CHAMPS[nom].widget)
    alleger(None)  # a column that no form shows


@pytest.mark.django_db
def test_les_lignes_d_un_compte_ne_coutent_aucune_requete(adele_administratrice, alice_redactrice):
    client = Client()
    client.force_login(adele_administratrice)
    page = reverse("admin:accounts_agent_change", args=[alice_redactrice.pk])

    def requetes():
        with CaptureQueriesContext(connection) as lues:
            assert client.get(page).status_code == 200
        return len(lues)

    requetes()
    avant = requetes()
    for n in range(20):
        Affectation.objects.create(
            agent=alice_redactrice,
            organisation=OrganisationFactory(),
            role=Role.REDACTEUR,
            debut=dt.date(2020, 1, 1 + n),
        )
    assert requetes() == avant <= 30
