"""An e-mail leaves once at most: twice run, killed in between, refused by the server, asked by a verb undone."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as reglages
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from courriels import envoi
from courriels.enums import EtatDuCourriel, NatureDuCourriel
from courriels.models import Courriel
from courriels.tasks import (
    APRES_UN_ECHEC,
    envoyer_un_courriel,
    oublier_les_anciens_courriels,
    reprendre_les_taches_interrompues,
)
from publication.soumission import soumettre
from tests.courriels.conftest import html, texte
from tests.verbes import renvoyer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def par_un_autre_processus(settings):
    settings.TACHES_IMMEDIATES = False


@pytest.fixture
def publication(scene):
    with envoi.sans_courriel():
        return soumettre(scene.dossier, [scene.demarche], scene.auteur)


@pytest.fixture
def a_envoyer(par_un_autre_processus, publication, scene):
    renvoyer(publication, scene.validateur, "Datez l’engagement.")
    return Courriel.objects.get()


def executer_le_travailleur() -> None:
    """In a thread of its own, as it has one in production: a browser of another test may hold this one's loop."""
    travailleur = app.with_connector(app.connector.get_worker_connector())
    with ThreadPoolExecutor(1) as fil:
        fil.submit(travailleur.run_worker, wait=False, listen_notify=False).result()


# What leaves


def test_le_courriel_part_apres_le_verbe_en_texte_et_en_html(boite, publication, scene):
    renvoyer(publication, scene.validateur, "Datez l’engagement <vite>.\n\nEt signez-le.")
    message = boite.de(scene.auteur.courriel)
    assert message["Subject"] == "À revoir : La ville, la nuit"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@participation.example>")
    assert message["Date"]
    adresse = f"https://participation.example/admin/publications/{publication.pk}/"
    assert "Datez l’engagement <vite>.\n\nEt signez-le." in texte(message)
    assert adresse in texte(message)
    assert "<p>Datez l’engagement &lt;vite&gt;.</p>" in html(message)
    assert f'href="{adresse}"' in html(message)
    assert 'lang="fr"' in html(message)
    assert "<img" not in html(message)
    assert message.get_body(["plain"]).get_content_charset() == "utf-8"
    courriel = Courriel.objects.get()
    assert (courriel.etat, courriel.tentatives) == (EtatDuCourriel.ENVOYE, 1)


@pytest.mark.parametrize("saut", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_un_titre_sur_deux_lignes_n_ajoute_pas_d_entete(boite, publication, scene, saut):
    scene.dossier.intitule = f"La nuit{saut}Bcc: tous@exemple.gouv.fr"
    scene.dossier.save()
    renvoyer(publication, scene.validateur, "À revoir.")
    [message] = boite.messages
    assert message["Bcc"] is None
    assert message["Subject"].strip() == "À revoir : La nuit Bcc: tous@exemple.gouv.fr"
    assert boite.destinataires == [scene.auteur.courriel]


def test_un_verbe_annule_n_envoie_rien(boite, publication, scene):
    with transaction.atomic():
        renvoyer(publication, scene.validateur, "À revoir.")
        transaction.set_rollback(True)
    assert boite.recus == []
    assert not Courriel.objects.exists()


def test_un_verbe_annule_ne_laisse_pas_de_tache(par_un_autre_processus, publication, scene):
    with transaction.atomic():
        renvoyer(publication, scene.validateur, "À revoir.")
        assert ProcrastinateJob.objects.exists()
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


# Once at most


def test_la_tache_executee_deux_fois_envoie_une_fois(boite, a_envoyer):
    envoyer_un_courriel(courriel=a_envoyer.pk)
    envoyer_un_courriel(courriel=a_envoyer.pk)
    assert len(boite.recus) == 1


def test_le_meme_evenement_n_est_pas_prevu_deux_fois(a_envoyer):
    envoi.prevoir(a_envoyer.nature, a_envoyer.cle, [a_envoyer.adresse, a_envoyer.adresse])
    assert Courriel.objects.count() == 1


def test_un_vrai_travailleur_envoie_et_ne_recommence_pas(boite, a_envoyer):
    executer_le_travailleur()
    envoyer_un_courriel.defer(courriel=a_envoyer.pk)
    executer_le_travailleur()
    assert len(boite.recus) == 1
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"succeeded"}


TUE = """
import os, signal, sys
import django; django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = "{base}"
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
from django.core.mail.backends.smtp import EmailBackend
def couper(self, *a, **k):
    if {apres}: envoyer(self, *a, **k)
    os.kill(os.getpid(), signal.SIGKILL)
envoyer, EmailBackend.send_messages = EmailBackend.send_messages, couper
from courriels.envoi import envoyer as partir
partir({pk})
"""


@pytest.mark.parametrize("apres", [False, True], ids=["avant le serveur", "après le serveur"])
def test_tue_pendant_l_envoi_il_ne_repart_pas_seul(boite, a_envoyer, settings, apres):
    """kill -9 around the very call that speaks to the server, in another process."""
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "COURRIEL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
    }
    if hasattr(connection, "adresse_url"):
        environnement["DATABASE_URL"] = connection.adresse_url()
    programme = TUE.format(pk=a_envoyer.pk, apres=apres, base=connection.settings_dict["NAME"])
    fin = subprocess.run(
        [sys.executable, "-c", programme],
        cwd=reglages.RACINE, env=environnement, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert fin.returncode == -signal.SIGKILL, fin.stderr
    executer_le_travailleur()
    assert len(boite.recus) == int(apres)
    a_envoyer.refresh_from_db()
    assert a_envoyer.a_pu_partir
    assert a_envoyer in Courriel.objects.en_souffrance()


def test_une_tache_dont_le_travailleur_est_mort_est_reprise(boite, a_envoyer):
    with connection.cursor() as curseur:
        curseur.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    programmer_la_reprise()
    executer_le_travailleur()
    executer_le_travailleur()
    assert len(boite.recus) == 1


def programmer_la_reprise() -> None:
    reprendre_les_taches_interrompues.defer(timestamp=int(time.time()))


# A server that fails


def test_un_serveur_injoignable_ne_bloque_pas_le_verbe(sans_serveur, publication, scene):
    renvoyee = renvoyer(publication, scene.validateur, "À revoir.")
    assert renvoyee.etat == "renvoyee"
    [courriel] = Courriel.objects.en_souffrance()
    assert courriel.etat == EtatDuCourriel.A_ENVOYER
    assert "Connection" in courriel.erreur


def test_un_refus_du_serveur_est_reessaye_de_moins_en_moins_souvent(boite, a_envoyer):
    boite.refuse = "451 Plus tard"
    executer_le_travailleur()
    tache = ProcrastinateJob.objects.get(task_name="envoyer_un_courriel")
    assert (tache.status, tache.attempts) == ("todo", 1)
    assert tache.scheduled_at is not None
    a_envoyer.refresh_from_db()
    assert "451" in a_envoyer.erreur
    attentes = [APRES_UN_ECHEC.exponential_wait ** (n + 1) for n in range(envoi.TENTATIVES - 1)]
    assert attentes == sorted(attentes)
    assert 5 * 3600 < sum(attentes) < 12 * 3600


def test_apres_la_derniere_tentative_il_est_abandonne_et_un_administrateur_le_renvoie(boite, a_envoyer):
    boite.refuse = "550 Inconnu"
    for _ in range(envoi.TENTATIVES):
        with pytest.raises(envoi.EnvoiManque):
            envoi.envoyer(a_envoyer.pk)
    a_envoyer.refresh_from_db()
    assert a_envoyer.etat == EtatDuCourriel.ABANDONNE
    boite.refuse = ""
    assert envoi.renvoyer(a_envoyer)
    executer_le_travailleur()
    assert len(boite.recus) == 1
    assert not envoi.renvoyer(a_envoyer)


def test_chaque_nature_sait_ecrire_son_message():
    assert set(reglages.COURRIELS) == set(NatureDuCourriel.values)


def test_un_an_apres_l_adresse_est_oubliee_sauf_de_ce_qui_n_est_pas_parti(db):
    il_y_a_longtemps = timezone.now() - dt.timedelta(days=366)
    etats = {"envoye": il_y_a_longtemps, "sans_objet": None, "abandonne": None, "a_envoyer": None}
    for n, (etat, envoye_le) in enumerate(etats.items()):
        Courriel.objects.create(
            nature="renvoi", cle=n, adresse="alice@exemple.gouv.fr", etat=etat, envoye_le=envoye_le
        )
    Courriel.objects.update(prevu_le=il_y_a_longtemps)
    Courriel.objects.create(nature="renvoi", cle=9, adresse="alice@exemple.gouv.fr", etat="sans_objet")
    oublier_les_anciens_courriels(0)
    assert set(Courriel.objects.values_list("etat", "cle")) == {
        ("abandonne", 2),
        ("a_envoyer", 3),
        ("sans_objet", 9),
    }
