"""A session ends after thirty minutes without a request, and after twelve hours whatever its agent does."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from publication.models import SaisieEnCours
from tests.back_office.conftest import messages_de, navigateur, texte
from tests.fabriques import MOT_DE_PASSE, DemarcheFactory

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


@pytest.fixture
def saisie(alice_redactrice, ministere, horloge):
    """What alice sends from a form of the charte an hour after having opened it, the script switched off."""
    demarche = DemarcheFactory(organisation=ministere, titre="La nuit")
    alice = navigateur(alice_redactrice)
    adresse = f"/admin/demarches/demarche/{demarche.pk}/change/?section=mandat"
    assert alice.get(adresse).status_code == 200
    horloge.move_to(MATIN + dt.timedelta(hours=1))
    return (
        alice,
        adresse,
        alice.post(adresse, {"contexte": "Trois paragraphes tapés à la main.", "objet": "Dormir."}),
    )


def cache(page, nom) -> str:
    [champ] = [ligne for ligne in page.text.split("<") if f'name="{nom}"' in ligne]
    return champ.split('value="')[1].split('"')[0]


def se_connecter(client, page, courriel, mot_de_passe=MOT_DE_PASSE):
    donnees = {"username": courriel, "password": mot_de_passe, "next": cache(page, "next")}
    return client.post("/admin/login/", donnees | {"saisie": cache(page, "saisie")})


def test_ce_que_l_on_envoie_trop_tard_se_retrouve_apres_la_connexion(saisie, alice_redactrice):
    alice, adresse, page = saisie
    assert page.status_code == 200
    assert "rien n’est perdu" in texte(page)
    page = se_connecter(alice, page, alice_redactrice.courriel, "un mot de passe faux, mais long")
    assert "rien n’est perdu" in texte(page)
    assert not SaisieEnCours.objects.exists()
    suite = se_connecter(alice, page, alice_redactrice.courriel)
    assert suite.headers["Location"] == adresse
    formulaire = alice.get(adresse)
    assert "Trois paragraphes" not in texte(formulaire)
    assert "Reprendre cette saisie" in texte(formulaire)
    assert "Trois paragraphes tapés à la main." in texte(alice.get(f"{adresse}&_reprise=1"))


def test_qui_n_a_pas_ce_formulaire_ne_garde_rien(saisie, oscar_d_ailleurs):
    oscar, _, page = saisie
    se_connecter(oscar, page, oscar_d_ailleurs.courriel)
    assert not SaisieEnCours.objects.exists()
    assert "n’a pas pu être gardé" in texte(oscar.get(ACCUEIL))


def test_un_paquet_forge_n_entre_pas(alice_redactrice, client):
    donnees = {"username": alice_redactrice.courriel, "password": MOT_DE_PASSE, "saisie": "abc:def:ghi"}
    assert client.post("/admin/login/", donnees).status_code == 302
    assert not SaisieEnCours.objects.exists()


def test_une_lecture_mene_a_la_connexion_comme_avant(client):
    assert client.get("/admin/publications/").headers["Location"] == "/admin/login/?next=/admin/publications/"
    assert client.post("/admin/publications/1/annuler/").status_code in {200, 302}
