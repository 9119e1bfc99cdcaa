"""The queue of what citizens report: who sees it, what is due first, one answer only, what is forgotten."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publication import horloge
from publication.effacement import confirmer_l_effacement, demander_l_effacement
from publication.enums import EtatDuSignalement, NatureDeSuite, NatureDuSignalement
from publication.models import DroitDeReponse, EnvoiRecent, Signalement, SuiteDeSignalement
from publication.refus import Refus
from publication.signalements.oubli import oublier_les_auteurs
from publication.signalements.traitement import (
    prendre_en_charge_le_signalement,
    publier_le_droit_de_reponse,
    traiter_le_signalement,
)
from publication.tasks import oublier_les_auteurs_de_signalements
from tests.back_office.conftest import messages_de, texte
from tests.signalements import droit_de_reponse_demande, effets_vus, signale

pytestmark = pytest.mark.django_db

FILE = "/admin/signalements/"


def page(signalement, verbe="signalement"):
    return reverse(f"admin:{verbe}", args=[signalement.pk])


def illicite(demarche, **champs):
    return signale(
        NatureDuSignalement.CONTENU_ILLICITE,
        page=f"/demarches/{demarche.pk}-{demarche.slug}/",
        dossier=demarche.dossier.pk,
        objet=f"demarches.demarche:{demarche.pk}",
        pourquoi_illicite="Ce texte me diffame.",
        de_bonne_foi=True,
        **champs,
    )


@pytest.fixture
def demande(en_ligne):
    return droit_de_reponse_demande(en_ligne)


def test_la_file_n_existe_que_pour_les_validateurs(demande, alice, lou, adele, simone, viktor, client):
    for navigateur in (alice, lou, adele, simone):
        for adresse in (FILE, page(demande)):
            assert navigateur.get(adresse).status_code == 404
        for verbe in (
            "prendre_en_charge_le_signalement",
            "traiter_le_signalement",
            "publier_le_droit_de_reponse",
        ):
            envoi = {"reponse": "Oui.", "identite_verifiee": "on"}
            assert navigateur.post(page(demande, verbe), envoi).status_code == 404
    assert client.get(FILE).status_code == 302
    assert viktor.get(FILE).status_code == 200
    demande.refresh_from_db()
    assert demande.etat == EtatDuSignalement.RECU


def test_seul_un_validateur_peut_par_les_verbes(demande, alice_redactrice, simone_superutilisatrice):
    for agent in (alice_redactrice, simone_superutilisatrice):
        for verbe in (
            lambda par: prendre_en_charge_le_signalement(demande, par),
            lambda par: traiter_le_signalement(demande, par, "Non."),
            lambda par: publier_le_droit_de_reponse(demande, par, identite_verifiee=True),
        ):
            with pytest.raises(Refus, match="Seul un validateur"):
                verbe(agent)


def test_ce_qui_est_du_d_abord_vient_d_abord_et_le_retard_se_dit(demande, viktor):
    erreur = signale(jeton="e")
    Signalement.objects.filter(pk=erreur.pk).update(echeance=timezone.localdate() - dt.timedelta(days=1))
    absente = signale(NatureDuSignalement.DEMARCHE_ABSENTE, jeton="a")
    for adresse in (FILE, reverse("admin:index")):
        lue = texte(viktor.get(adresse))
        rangs = [lue.index(signalement.numero) for signalement in (erreur, demande, absente)]
        assert rangs == sorted(rangs)
        assert lue.count("en retard") == 1


@pytest.mark.parametrize(
    ("requete", "attendus"),
    [
        ("", {"demande", "erreur"}),
        ("?nature=erreur", {"erreur"}),
        ("?etat=traite", {"traite"}),
        ("?etat=tous", {"demande", "erreur", "traite"}),
        ("?etat=tous&nature=droit_de_reponse", {"demande"}),
        ("?nature=rien&etat=forge", {"demande", "erreur"}),
        ("?page=999", {"demande", "erreur"}),
    ],
)
def test_la_file_se_choisit(demande, viktor, viktor_valideur, requete, attendus):
    tous = {"demande": demande, "erreur": signale(jeton="e"), "traite": signale(jeton="t")}
    traiter_le_signalement(tous["traite"], viktor_valideur, "Corrigé.")
    lue = texte(viktor.get(FILE + requete))
    assert {nom for nom, signalement in tous.items() if signalement.numero in lue} == attendus


def test_la_file_coute_autant_pour_un_signalement_que_pour_vingt(en_ligne, viktor):
    nombres = []
    for i in range(20):
        illicite(en_ligne, jeton=str(i), adresse=f"192.0.2.{i}")
        if i in {0, 19}:
            with CaptureQueriesContext(connection) as requetes:
                viktor.get(FILE)
            nombres.append(len(requetes))
    assert nombres[0] == nombres[1]


def test_de_la_prise_en_charge_a_la_reponse(
    demande, viktor, valerie, django_capture_on_commit_callbacks, viktor_valideur
):
    viktor.post(page(demande, "prendre_en_charge_le_signalement"))
    assert "par Viktor" in texte(valerie.get(page(demande)))
    vide = viktor.post(page(demande, "traiter_le_signalement"), {"reponse": " "})
    assert "Écrivez la réponse" in " ".join(messages_de(vide))
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        viktor.post(page(demande, "traiter_le_signalement"), {"reponse": "Cette page ne vous nomme pas."})
    [courriel] = mail.outbox
    assert courriel.to == ["jeanne@exemple.fr"]
    assert "Cette page ne vous nomme pas." in courriel.body
    assert "Cette page ne vous nomme pas." in courriel.alternatives[0].content
    demande.refresh_from_db()
    assert (demande.etat, demande.traite_par) == (EtatDuSignalement.TRAITE, viktor_valideur)
    suites = list(demande.suites.values_list("nature", "par"))
    assert suites == [
        (NatureDeSuite.PRISE_EN_CHARGE, viktor_valideur.pk),
        (NatureDeSuite.REPONSE, viktor_valideur.pk),
    ]
    assert "Ce qui a été fait" in texte(valerie.get(page(demande)))


def test_le_second_validateur_apprend_qui_a_repondu_et_garde_son_texte(demande, viktor_valideur, valerie):
    traiter_le_signalement(demande, viktor_valideur, "Non.")
    lue = valerie.post(page(demande, "traiter_le_signalement"), {"reponse": "Mon long texte."})
    assert "déjà été traité par Viktor" in " ".join(messages_de(lue))
    assert "Mon long texte." in texte(lue)
    demande.refresh_from_db()
    assert demande.reponse == "Non."
    assert (
        valerie.post(page(demande, "publier_le_droit_de_reponse"), {"identite_verifiee": "on"}).status_code
        == 200
    )
    assert not DroitDeReponse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_deux_validateurs_a_la_meme_seconde_un_seul_repond(en_ligne, viktor_valideur, valerie_valideuse):
    demande = droit_de_reponse_demande(en_ligne)
    depart, refus = threading.Barrier(2), []

    def repondre(par):
        try:
            depart.wait()
            publier_le_droit_de_reponse(demande, par, identite_verifiee=True)
        except Refus as dit:
            refus.append(str(dit))
        finally:
            connection.close()

    fils = [threading.Thread(target=repondre, args=[par]) for par in (viktor_valideur, valerie_valideuse)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert DroitDeReponse.objects.count() == 1
    [phrase] = refus
    assert "déjà été traité par" in phrase
    assert demande.suites.count() == 1


def test_on_publie_apres_avoir_verifie_qui_demande(demande, viktor, client):
    assert "identite_verifiee" in texte(viktor.get(page(demande)))
    refusee = viktor.post(page(demande, "publier_le_droit_de_reponse"))
    assert "Vérifiez d’abord" in " ".join(messages_de(refusee))
    assert not DroitDeReponse.objects.exists()
    viktor.post(page(demande, "publier_le_droit_de_reponse"), {"identite_verifiee": "on"})
    assert "Jeanne Exemple" in texte(client.get(demande.page))
    recu = texte(client.get(demande.get_absolute_url()))
    assert f'href="{demande.page}#droits-de-reponse"' in recu


def test_publier_renouvelle_ce_que_le_public_lit_et_repondre_non(demande, viktor_valideur, settings):
    settings.EFFETS_DE_PUBLICATION = [*settings.EFFETS_DE_PUBLICATION, "tests.signalements.noter_l_effet"]
    effets_vus.clear()
    traiter_le_signalement(signale(jeton="e"), viktor_valideur, "Corrigé.")
    assert effets_vus == []
    publier_le_droit_de_reponse(demande, viktor_valideur, identite_verifiee=True)
    assert effets_vus == [demande.dossier_id]


def test_une_erreur_ne_se_publie_pas(viktor_valideur):
    with pytest.raises(Refus, match="ne demande pas de droit de réponse"):
        publier_le_droit_de_reponse(signale(), viktor_valideur, identite_verifiee=True)


def test_un_contenu_illicite_mene_au_masquage_de_son_objet(en_ligne, viktor):
    adresse = reverse("admin:masquer", args=[en_ligne.dossier.pk, "demarche", en_ligne.pk])
    signalement = illicite(en_ligne)
    assert adresse in texte(viktor.get(page(signalement)))
    viktor.post(adresse, {"motif": "contenu_illicite", "precision": "Diffamation."})
    assert adresse not in texte(viktor.get(page(signalement)))


def test_ce_qu_a_ecrit_le_citoyen_est_echappe_dans_le_back_office(en_ligne, viktor):
    signalement = illicite(en_ligne, message="<script>alert(1)</script>", nom='"><img>')
    lue = texte(viktor.get(page(signalement)))
    assert "<script>alert" not in lue
    assert "<img>" not in lue


@pytest.mark.parametrize("reponse", ["a\0b", "x" * 6000])
def test_une_reponse_illisible_est_refusee_et_reste_affichee(demande, viktor, reponse):
    assert viktor.post(page(demande, "traiter_le_signalement"), {"reponse": reponse}).status_code == 200
    demande.refresh_from_db()
    assert demande.est_ouvert


@pytest.mark.parametrize("pk", [0, 999999, 10**30])
def test_un_signalement_forge_est_introuvable(viktor, pk):
    assert viktor.get(f"{FILE}{pk}/").status_code == 404


def test_les_validateurs_sont_prevenus_de_ce_qui_presse_seulement(
    en_ligne, viktor_valideur, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        signale(jeton="e")
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        illicite(en_ligne)
    assert [courriel.to for courriel in mail.outbox] == [[viktor_valideur.courriel]]


# What is kept, and what is not


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE publication_droitdereponse SET texte = 'Autre chose.'",
        "UPDATE publication_droitdereponse SET publie_le = publie_le - interval '1 day'",
        "DELETE FROM publication_droitdereponse",
        "UPDATE publication_suitedesignalement SET nature = 'reponse'",
        "DELETE FROM publication_suitedesignalement",
    ],
)
def test_ce_qui_est_publie_et_ce_qui_est_decide_ne_se_reecrit_pas(demande, viktor_valideur, sql):
    publier_le_droit_de_reponse(demande, viktor_valideur, identite_verifiee=True)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(sql)


def test_un_droit_de_reponse_ne_s_antidate_pas(demande, viktor_valideur):
    with pytest.raises(IntegrityError), transaction.atomic():
        DroitDeReponse.objects.create(
            signalement=demande,
            dossier=demande.dossier,
            objet=demande.objet,
            nom="Jeanne Exemple",
            texte="Non.",
            publie_par=viktor_valideur,
            publie_le=timezone.now() - dt.timedelta(days=1),
        )


def test_un_effacement_legal_atteint_le_signalement_et_la_reponse_publiee(
    demande, viktor_valideur, adele_administratrice
):
    publier_le_droit_de_reponse(demande, viktor_valideur, identite_verifiee=True)
    effacement = demander_l_effacement(
        demande.dossier,
        viktor_valideur,
        motif="donnees_personnelles",
        reference_legale="RGPD, art. 17",
        passages=["Jeanne Exemple"],
    )
    confirmer_l_effacement(effacement, adele_administratrice)
    assert "Jeanne" not in DroitDeReponse.objects.get().nom
    demande.refresh_from_db()
    assert "Jeanne Exemple" not in demande.message


def test_l_auteur_est_oublie_un_an_apres_la_reponse_et_pas_avant(demande, viktor_valideur):
    erreur = signale(jeton="e", nom="Paul", courriel="paul@exemple.fr")
    publier_le_droit_de_reponse(demande, viktor_valideur, identite_verifiee=True)
    with horloge.lue_a(timezone.now() + dt.timedelta(days=364)):
        oublier_les_auteurs()
    assert Signalement.objects.exclude(nom="").count() == 2
    with horloge.lue_a(timezone.now() + dt.timedelta(days=366)):
        oublier_les_auteurs_de_signalements(0)
    demande.refresh_from_db()
    erreur.refresh_from_db()
    assert (demande.nom, demande.courriel) == ("", "")
    assert demande.coordonnees_effacees_le
    assert erreur.courriel == "paul@exemple.fr"  # not answered yet
    assert DroitDeReponse.objects.get().nom == "Jeanne Exemple"  # published, as the law has it


def test_l_empreinte_des_envois_part_au_bout_d_un_jour(db):
    signale()
    with horloge.lue_a(timezone.now() + dt.timedelta(hours=23)):
        oublier_les_auteurs()
    assert EnvoiRecent.objects.exists()
    with horloge.lue_a(timezone.now() + dt.timedelta(hours=25)):
        oublier_les_auteurs()
    assert not EnvoiRecent.objects.exists()


def test_l_histoire_ne_nomme_que_des_agents(demande, viktor_valideur):
    publier_le_droit_de_reponse(demande, viktor_valideur, identite_verifiee=True)
    assert "Jeanne" not in str(list(SuiteDeSignalement.objects.values()))
