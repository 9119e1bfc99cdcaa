"""Scheduling: what rests on what is scheduled, the hour in Paris, the instant at which it begins."""

import datetime as dt
from datetime import UTC

import pytest

from publication.enums import Etat
from publication.forms import ProgrammationForm
from publication.heure import en_toutes_lettres
from publication.refus import Refus
from publication.soumission import retirer
from tests.publication.test_verbes import refuse
from tests.scenes import PARIS, jour, le, version
from tests.verbes import deprogrammer, deprogrammer_toutes, valider

# What rests on what is scheduled


@pytest.fixture
def point_programme(scene):
    """The démarche is online; its point will be on day 10."""
    with le(0):
        scene.publier(scene.demarche)
    with le(1):
        return scene.publier(scene.proposition, publier_le=jour(10))


def test_la_reponse_a_un_point_programme_se_soumet(scene, point_programme):
    with le(2):
        assert scene.soumettre(scene.reponse).etat == Etat.SOUMISE


@pytest.mark.parametrize("quand", [None, jour(9), jour(10) - dt.timedelta(microseconds=1)])
def test_elle_ne_paraît_pas_avant_son_point(scene, point_programme, quand):
    with le(2):
        reponse = scene.soumettre(scene.reponse)
        with refuse(
            f"« {scene.proposition} » ne sera en ligne que le 11 septembre 2025 à 09:00 : "
            "programmez la publication à cet instant ou plus tard."
        ):
            valider(reponse, scene.validateur, quand)


@pytest.mark.parametrize("quand", [jour(10), jour(11)])
def test_elle_paraît_avec_son_point_ou_apres(scene, point_programme, quand):
    with le(2):
        valider(scene.soumettre(scene.reponse), scene.validateur, quand)
    assert not scene.en_ligne(scene.reponse, quand - dt.timedelta(microseconds=1))
    assert scene.en_ligne(scene.reponse, quand)
    assert scene.en_ligne(scene.proposition, quand)


def test_le_point_paru_elle_se_valide_tout_de_suite(scene, point_programme):
    with le(2):
        reponse = scene.soumettre(scene.reponse)
    with le(10):
        assert valider(reponse, scene.validateur).publiee_le == jour(10)


def test_on_ne_deprogramme_pas_un_point_dont_la_reponse_est_programmee(scene, point_programme):
    with le(2):
        reponse = scene.publier(scene.reponse, publier_le=jour(12))
    with (
        le(3),
        refuse(
            "Déprogrammez d’abord ce qui repose dessus.",
            f"Soumission n° {reponse.pk} ({scene.reponse}). Programmée le 13 septembre 2025 à 09:00.",
        ),
    ):
        deprogrammer(point_programme, scene.auteur)


def test_on_deprogramme_la_reponse_puis_le_point_ou_les_deux_ensemble(scene, point_programme):
    with le(2):
        reponse = scene.publier(scene.reponse, publier_le=jour(12))
    with le(3):
        deprogrammer(reponse, scene.auteur)
        deprogrammer(point_programme, scene.auteur)
    with le(4):
        point = scene.publier(scene.proposition, publier_le=jour(10))
        reponse = scene.publier(scene.reponse, publier_le=jour(10))
        deprogrammer_toutes([point, reponse], scene.validateur)
    assert not scene.en_ligne(scene.proposition, jour(20))
    assert not scene.en_ligne(scene.reponse, jour(20))


def test_deprogrammer_un_point_laisse_sa_reponse_en_attente_qui_le_dit(scene, point_programme):
    """What only awaits the CIPC promises nothing: it is checked when it is validated."""
    with le(2):
        reponse = scene.soumettre(scene.reponse)
        deprogrammer(point_programme, scene.auteur)
        with refuse(
            f"« {scene.proposition} » n’est pas en ligne à cette date : "
            "attendez sa publication, ou renvoyez la soumission à l’organisateur."
        ):
            valider(reponse, scene.validateur, jour(12))


def test_deprogrammer_la_mise_a_jour_d_un_point_en_ligne_ne_gene_personne(scene):
    """The version in force goes on: the answer keeps what it rests on."""
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    with le(1):
        mise_a_jour = scene.republier(scene.proposition, texte="Bientôt.", publier_le=jour(10))
        scene.publier(scene.reponse, publier_le=jour(12))
    with le(2):
        assert deprogrammer(mise_a_jour, scene.auteur).etat == Etat.DEPROGRAMMEE
    assert version(mise_a_jour, scene.proposition).validite is None
    assert scene.en_ligne(scene.proposition, jour(12))


def test_on_ne_retire_pas_un_point_dont_la_reponse_est_programmee(scene):
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    with le(1):
        reponse = scene.publier(scene.reponse, publier_le=jour(12))
        retrait = retirer(
            scene.proposition, scene.dossier, scene.auteur, motif="erreur", explication="Erreur."
        )
        for quand in (None, jour(11)):
            with refuse(
                "Avant ce retrait, déprogrammez ce qui repose dessus.",
                f"Soumission n° {reponse.pk} ({scene.reponse}). Programmée le 13 septembre 2025 à 09:00.",
            ):
                valider(retrait, scene.validateur, quand)
        assert valider(retrait, scene.validateur, jour(13)).etat == Etat.VALIDEE


def test_ce_qui_attend_le_cipc_ne_porte_encore_rien(scene):
    with le(0):
        scene.publier(scene.demarche)
    with le(1):
        scene.soumettre(scene.proposition)
        with refuse(
            f"Réponse à P1 : « {scene.proposition} » attend encore la validation du CIPC, "
            "soumettez ce qui en dépend ensuite."
        ):
            scene.soumettre(scene.reponse)


# The very instant

FIN = dt.timedelta(microseconds=1)


def test_a_l_instant_ou_elle_commence_elle_ne_se_deprogramme_plus(scene):
    with le(0):
        publication = scene.publier(publier_le=jour(5))
    with (
        le(5),
        refuse(
            "Cette publication est déjà en ligne : elle ne se déprogramme plus, soumettez une rectification."
        ),
    ):
        deprogrammer(publication, scene.auteur)
    assert scene.en_ligne(scene.demarche, jour(5))


def test_dans_la_derniere_minute_il_est_trop_tard(scene):
    """The verb must be over before what it cancels begins: the public never sees it appear and vanish."""
    from publication import horloge

    with le(0):
        publication = scene.publier(publier_le=jour(5))
    with (
        horloge.reglee_sur(jour(5) - dt.timedelta(seconds=59)),
        refuse("Cette publication commence dans moins d’une minute : il est trop tard pour la déprogrammer."),
    ):
        deprogrammer(publication, scene.auteur)
    with horloge.reglee_sur(jour(5) - dt.timedelta(minutes=2)):
        assert deprogrammer(publication, scene.auteur).etat == Etat.DEPROGRAMMEE


# The hour in Paris


def saisie(texte):
    return ProgrammationForm({"publier_le": texte})


@pytest.fixture
def en_2027(scene):
    """A submission of 1 March 2027, while this form schedules up to two years ahead."""
    from publication import horloge

    with horloge.reglee_sur(dt.datetime(2027, 3, 1, 9, tzinfo=PARIS)):
        yield scene


@pytest.mark.parametrize(
    ("ecrite", "utc"),
    [
        ("2027-03-27T09:00", dt.datetime(2027, 3, 27, 8, tzinfo=UTC)),
        ("2027-03-28T01:59", dt.datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-03-28T03:00", dt.datetime(2027, 3, 28, 1, tzinfo=UTC)),
        ("2027-03-30T09:00", dt.datetime(2027, 3, 30, 7, tzinfo=UTC)),
        ("2027-10-31T01:59", dt.datetime(2027, 10, 30, 23, 59, tzinfo=UTC)),
        ("2027-10-31T02:30", dt.datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("2027-10-31T03:00", dt.datetime(2027, 10, 31, 2, tzinfo=UTC)),
    ],
)
def test_l_heure_ecrite_est_celle_de_paris(en_2027, ecrite, utc):
    form = saisie(ecrite)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["publier_le"] == utc


@pytest.mark.parametrize(
    ("ecrite", "autour"),
    [("02:00", "01:00 ou 03:00"), ("02:30", "01:30 ou 03:30"), ("02:59", "01:59 ou 03:59")],
)
def test_l_heure_qui_n_existe_pas_est_refusee_avec_celles_qui_l_entourent(en_2027, ecrite, autour):
    form = saisie(f"2027-03-28T{ecrite}")
    assert form.errors["publier_le"] == [
        f"Le 28 mars 2027, il n’est jamais {ecrite} : on passe à l’heure d’été. Choisissez {autour}."
    ]


def test_l_heure_qui_vient_deux_fois_est_la_premiere_et_la_page_le_dit(en_2027):
    form = saisie("2027-10-31T02:30")
    assert form.is_valid()
    publication = en_2027.publier(publier_le=form.cleaned_data["publier_le"])
    assert publication.publiee_le_en_lettres == "31 octobre 2027 à 02:30 (heure d’été, la première)"
    seconde = publication.publiee_le + dt.timedelta(hours=1)
    assert en_toutes_lettres(seconde) == "31 octobre 2027 à 02:30 (heure d’hiver, la seconde)"
    assert en_toutes_lettres(seconde + dt.timedelta(hours=1)) == "31 octobre 2027 à 03:30"
    assert en_toutes_lettres(seconde + dt.timedelta(days=1)) == "1er novembre 2027 à 02:30"


def test_promise_avant_le_changement_d_heure_elle_commence_apres_a_l_heure_dite(en_2027):
    form = saisie("2027-03-30T09:00")
    assert form.is_valid()
    en_2027.publier(publier_le=form.cleaned_data["publier_le"])
    neuf_heures = dt.datetime(2027, 3, 30, 9, tzinfo=PARIS)
    assert not en_2027.en_ligne(en_2027.demarche, neuf_heures - FIN)
    assert en_2027.en_ligne(en_2027.demarche, neuf_heures)


@pytest.mark.parametrize(
    "ecrite", ["", "demain", "9999-12-31T23:59", "2027-02-30T09:00", "2027-13-01T09:00", "0000-00-00T00:00"]
)
def test_une_date_qui_n_en_est_pas_une_se_dit_en_francais(en_2027, ecrite):
    form = saisie(ecrite)
    [message] = form.errors["publier_le"]
    assert message.split(" :")[0] in {
        "Choisissez la date et l’heure de la publication, ou publiez tout de suite.",
        "Écrivez la date et l’heure ainsi",
        "Cette date est trop lointaine",
    }


def test_l_an_un_est_passe(en_2027):
    form = saisie("0001-01-01T00:00")
    assert form.is_valid()
    publication = en_2027.soumettre()
    with pytest.raises(Refus, match="La date de publication est passée"):
        valider(publication, en_2027.validateur, form.cleaned_data["publier_le"])


def test_programmer_dans_le_passe_est_refuse_a_la_microseconde(en_2027):
    publication = en_2027.soumettre()
    instant = dt.datetime(2027, 3, 1, 9, tzinfo=PARIS)
    with pytest.raises(Refus, match="La date de publication est passée"):
        valider(publication, en_2027.validateur, instant)
    en_2027.changer(en_2027.demarche, texte="Depuis.")
    assert valider(publication, en_2027.validateur, instant + FIN).etat == Etat.VALIDEE
