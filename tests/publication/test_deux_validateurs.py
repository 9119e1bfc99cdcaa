"""Two people at once, on two real connections: one wins, the other is told, and nothing is missing after."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.enums import Role
from publication.effacement import confirmer_l_effacement, demander_l_effacement, refuser_l_effacement
from publication.enums import Etat
from publication.heure import en_toutes_lettres
from publication.masquage import confirmer_le_masquage, lever_le_masquage, masquer
from publication.models import (
    DemandeDeRectification,
    Effacement,
    Evenement,
    Masquage,
    Publication,
    type_de_version,
)
from publication.rectification import demander_une_rectification, refuser_de_rectifier
from publication.refus import Refus
from publication.soumission import annuler, soumettre, soumettre_au_fil_de_l_eau
from publication.urgence import approuver, desapprouver, publier_en_urgence
from tests.personnes import agent
from tests.scenes import DECLAREE, version
from tests.verbes import (
    CONTROLES,
    deprogrammer,
    prendre_en_charge,
    renvoyer,
    renvoyer_toutes,
    valider,
    valider_toutes,
)

pytestmark = pytest.mark.django_db(transaction=True)
DANS_UN_MOIS = timezone.now() + dt.timedelta(days=30)


def ensemble(*actions) -> list:
    """Run all actions at the same time, each on its own connection; what each returned or was refused."""
    depart = threading.Barrier(len(actions))

    def jouer(action):
        try:
            connection.ensure_connection()
            depart.wait(timeout=10)
            return action()
        except Refus as refus:
            return refus
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as fils:
        return [fil.result(timeout=30) for fil in [fils.submit(jouer, action) for action in actions]]


def exemplaires(publication, nombre=2) -> list:
    """As many readings as people: each has the page open on its own screen."""
    return [Publication.objects.get(pk=publication.pk) for _ in range(nombre)]


def test_deux_validateurs_a_la_fois_un_seul_gagne(scene, valerie_valideuse):
    publication = scene.soumettre()
    un, autre = exemplaires(publication)
    gagnants = ensemble(lambda: valider(un, scene.validateur), lambda: valider(autre, valerie_valideuse))
    [refus] = [resultat for resultat in gagnants if isinstance(resultat, Refus)]
    [validee] = [resultat for resultat in gagnants if isinstance(resultat, Publication)]
    assert str(refus) == (
        f"Cette publication a déjà été validée par {validee.validee_par} "
        f"le {en_toutes_lettres(validee.traitee_le)}."
    )
    assert Publication.objects.get().validee_par_id == validee.validee_par_id
    assert list(Evenement.objects.values_list("nature", flat=True)) == ["soumission", "publication"]


def test_valider_pendant_que_l_autre_renvoie(scene, valerie_valideuse):
    publication = scene.soumettre()
    un, autre = exemplaires(publication)
    resultats = ensemble(
        lambda: valider(un, scene.validateur), lambda: renvoyer(autre, valerie_valideuse, "À revoir.")
    )
    assert sum(isinstance(resultat, Refus) for resultat in resultats) == 1
    en_ligne = scene.en_ligne(scene.demarche, Publication.objects.get().traitee_le)
    assert (Publication.objects.get().etat == Etat.VALIDEE) == (en_ligne is not None)


def test_deux_urgences_a_la_fois_une_seule_publie(scene, valerie_valideuse):
    un, autre = exemplaires(scene.soumettre())
    resultats = ensemble(
        lambda: publier_en_urgence(un, scene.validateur, "Une erreur grave."),
        lambda: publier_en_urgence(autre, valerie_valideuse, "Une erreur grave."),
    )
    assert sum(isinstance(resultat, Refus) for resultat in resultats) == 1
    assert Evenement.objects.filter(nature="urgence").count() == 1


def test_approuver_pendant_que_l_autre_refuse_d_approuver(scene, valerie_valideuse, cipc):
    vincent = agent("Vincent", Role.VALIDATEUR, cipc)
    publier_en_urgence(scene.soumettre(), scene.validateur, "Une erreur grave.")
    un, autre = exemplaires(Publication.objects.get())
    resultats = ensemble(
        lambda: approuver(un, valerie_valideuse, CONTROLES), lambda: desapprouver(autre, vincent, "À revoir.")
    )
    [refus] = [resultat for resultat in resultats if isinstance(resultat, Refus)]
    assert str(refus).startswith("Cette urgence a déjà été ")
    publication = Publication.objects.get()
    assert (publication.approbation == "donnee") == (publication.approbation_raison == "")
    assert Evenement.objects.filter(nature__in=["approbation", "desapprobation"]).count() == 1


def test_deux_demandes_de_rectification_a_la_fois_une_seule_attend(scene, valerie_valideuse):
    scene.publier()
    dans_dix_jours = timezone.localdate() + dt.timedelta(days=10)
    resultats = ensemble(
        *[
            lambda qui=qui: demander_une_rectification(
                scene.reponse, scene.dossier, qui, texte="Le signataire.", avant_le=dans_dix_jours
            )
            for qui in (scene.validateur, valerie_valideuse)
        ]
    )
    assert sum(isinstance(resultat, Refus) for resultat in resultats) == 1
    demande = DemandeDeRectification.objects.get()
    refus = ensemble(*[lambda: refuser_de_rectifier(demande, scene.auteur, "Tout est juste.")] * 2)
    assert sum(isinstance(resultat, Refus) for resultat in refus) == 1


@pytest.mark.parametrize("verbe", ["masquer", "confirmer", "lever"])
def test_deux_validateurs_masquent_confirment_ou_levent_a_la_fois(scene, valerie_valideuse, cipc, verbe):
    scene.publier()
    vincent = agent("Vincent", Role.VALIDATEUR, cipc)
    pourquoi = {"motif": "contenu_illicite", "precision": "La motivation."}
    pose = None if verbe == "masquer" else masquer(scene.reponse, scene.dossier, scene.validateur, **pourquoi)
    verbes = {
        "masquer": lambda qui: masquer(scene.reponse, scene.dossier, qui, **pourquoi),
        "confirmer": lambda qui: confirmer_le_masquage(pose, qui),
        "lever": lambda qui: lever_le_masquage(pose, qui, "Vérifié."),
    }
    resultats = ensemble(*[lambda qui=qui: verbes[verbe](qui) for qui in (valerie_valideuse, vincent)])
    assert sum(isinstance(resultat, Refus) for resultat in resultats) == 1, resultats
    assert Masquage.objects.count() == 1
    assert Evenement.objects.filter(nature__startswith="masquage").count() == (1 if not pose else 2)


def test_confirmer_un_masquage_pendant_que_l_autre_le_leve(scene, valerie_valideuse):
    """Whoever comes second finds it lifted, or lifts what was confirmed: never confirmed after it was lifted."""
    scene.publier()
    pose = masquer(
        scene.reponse, scene.dossier, scene.validateur, motif="contenu_illicite", precision="La motivation."
    )
    ensemble(
        lambda: confirmer_le_masquage(pose, valerie_valideuse),
        lambda: lever_le_masquage(pose, scene.validateur, "Vérifié."),
    )
    pose.refresh_from_db()
    assert pose.leve_le
    assert pose.jusqu_a == pose.leve_le


def test_annuler_pendant_que_le_cipc_valide(scene):
    publication = scene.soumettre()
    un, autre = exemplaires(publication)
    resultats = ensemble(lambda: valider(un, scene.validateur), lambda: annuler(autre, scene.auteur))
    assert sum(isinstance(resultat, Refus) for resultat in resultats) == 1
    assert Evenement.objects.count() == 2, "la soumission, et ce qui l’a emporté"


def test_deprogrammer_pendant_que_l_autre_programme(scene, valerie_valideuse):
    """Cancelling what is not scheduled yet is refused; what is, is cancelled: never both, never half."""
    publication = scene.soumettre()
    un, autre = exemplaires(publication)
    programmee, deprogrammee = ensemble(
        lambda: valider(un, scene.validateur, DANS_UN_MOIS), lambda: deprogrammer(autre, valerie_valideuse)
    )
    assert isinstance(programmee, Publication)
    publication.refresh_from_db()
    if isinstance(deprogrammee, Refus):
        assert str(deprogrammee) == (
            "Cette publication n’est pas programmée : elle attend la validation du CIPC."
        )
        assert publication.etat == Etat.VALIDEE
    else:
        assert publication.etat == Etat.DEPROGRAMMEE
    assert bool(scene.en_ligne(scene.demarche, DANS_UN_MOIS)) == (publication.etat == Etat.VALIDEE)


def test_deux_deprogrammations_a_la_fois_une_seule_compte(scene, valerie_valideuse):
    publication = scene.publier(publier_le=DANS_UN_MOIS)
    un, autre = exemplaires(publication)
    resultats = ensemble(
        lambda: deprogrammer(un, scene.validateur), lambda: deprogrammer(autre, valerie_valideuse)
    )
    [refus] = [resultat for resultat in resultats if isinstance(resultat, Refus)]
    assert str(refus).startswith("Cette publication a déjà été déprogrammée le ")
    assert Evenement.objects.filter(nature="deprogrammation").count() == 1


def test_deprogrammer_un_point_pendant_que_l_on_programme_sa_reponse(scene, valerie_valideuse):
    """The answer and its point: both are scheduled, or neither; never the answer alone."""
    scene.publier(scene.demarche)
    point = scene.publier(scene.proposition, publier_le=DANS_UN_MOIS)
    reponse = scene.soumettre(scene.reponse)
    resultats = ensemble(
        lambda: deprogrammer(point, valerie_valideuse),
        lambda: valider(reponse, scene.validateur, DANS_UN_MOIS),
    )
    assert sum(isinstance(resultat, Refus) for resultat in resultats) == 1
    a_venir = [bool(scene.en_ligne(objet, DANS_UN_MOIS)) for objet in (scene.proposition, scene.reponse)]
    assert a_venir in ([True, True], [False, False])


def test_deux_autrices_soumettent_a_la_fois_des_ensembles_qui_se_recoupent(scene, ministere):
    ada = agent("Ada", Role.REDACTEUR, ministere)
    scene.publier(scene.demarche)
    resultats = ensemble(
        lambda: soumettre(scene.dossier, [scene.avis, scene.proposition], scene.auteur),
        lambda: soumettre(scene.dossier, [scene.proposition, scene.impact], ada),
    )
    [refus] = [resultat for resultat in resultats if isinstance(resultat, Refus)]
    assert str(refus) == f"{scene.proposition} attend déjà la validation du CIPC."
    assert Publication.objects.ouvertes().count() == 1
    assert type_de_version(scene.proposition).objects.count() == 1


def test_deux_validateurs_du_meme_lot_chacun_sa_selection_qui_se_recoupent(scene, valerie_valideuse):
    """All or nothing: the second is told what the first did, and nothing of theirs is half done."""
    scene.publier(scene.demarche)
    objets = [scene.avis, scene.proposition, scene.impact]
    lot = soumettre_au_fil_de_l_eau(scene.dossier, objets, scene.auteur)
    resultats = ensemble(
        lambda: valider_toutes(lot[:2], scene.validateur),
        lambda: renvoyer_toutes(lot[1:], valerie_valideuse, "À revoir."),
    )
    [refus] = [resultat for resultat in resultats if isinstance(resultat, Refus)]
    etats = [publication.etat for publication in Publication.objects.filter(lot__isnull=False).order_by("pk")]
    assert etats in (["validee", "validee", "soumise"], ["soumise", "renvoyee", "renvoyee"])
    assert refus.raisons[0] == "Rien n’a été fait : une partie de ce que vous avez choisi ne le permet pas."
    assert refus.raisons[1].startswith(f"Soumission n° {lot[1].pk} (")
    assert "Cette publication a déjà été " in refus.raisons[1]


def test_deux_prises_en_charge_se_suivent_et_la_derniere_tient(scene, valerie_valideuse):
    publication = scene.soumettre()
    un, autre = exemplaires(publication)
    ensemble(
        lambda: prendre_en_charge(un, scene.validateur), lambda: prendre_en_charge(autre, valerie_valideuse)
    )
    assert Publication.objects.get().etat == Etat.PRISE_EN_CHARGE
    assert Evenement.objects.filter(nature="prise_en_charge").count() == 2


def test_soumettre_deux_fois_a_la_fois_ne_soumet_qu_une_fois(scene):
    resultats = ensemble(*[lambda: soumettre(scene.dossier, [scene.demarche], scene.auteur)] * 2)
    [refus] = [resultat for resultat in resultats if isinstance(resultat, Refus)]
    assert str(refus) == "La ville, la nuit attend déjà la validation du CIPC."
    assert Publication.objects.count() == 1


def test_une_transaction_commencee_avant_et_servie_apres_publie_sans_trou(scene, valerie_valideuse):
    """The late one's clock is older than the version it replaces: it publishes just after it."""
    commencee, a_toi = threading.Event(), threading.Event()

    def vieille():
        with transaction.atomic():
            with connection.cursor() as curseur:
                curseur.execute("SELECT maintenant()")
            commencee.set()
            assert a_toi.wait(timeout=10)
            return valider(Publication.objects.ouvertes().get(), valerie_valideuse)

    def recente():
        try:
            assert commencee.wait(timeout=10)
            premiere = scene.publier()
            scene.changer(scene.demarche, texte="Version 2.")
            scene.soumettre(scene.demarche, **DECLAREE)
            return premiere
        finally:
            a_toi.set()

    tardive, premiere = ensemble(vieille, recente)
    assert tardive.traitee_le < premiere.publiee_le < tardive.publiee_le
    avant, apres = version(premiere, scene.demarche), version(tardive, scene.demarche)
    assert (avant.numero, apres.numero) == (1, 2)
    assert avant.validite.upper == apres.validite.lower == tardive.publiee_le
    assert apres.validite.upper is None


def test_une_transaction_commencee_avant_ne_deprogramme_pas_ce_qui_vient_de_paraitre(
    scene, valerie_valideuse
):
    """By its own clock the publication is still to come; by the real one it is public."""
    commencee, a_toi = threading.Event(), threading.Event()

    def vieille():
        with transaction.atomic():
            with connection.cursor() as curseur:
                curseur.execute("SELECT maintenant()")
            commencee.set()
            assert a_toi.wait(timeout=10)
            return deprogrammer(Publication.objects.get(), valerie_valideuse)

    def recente():
        try:
            assert commencee.wait(timeout=10)
            return scene.publier()
        finally:
            a_toi.set()

    refus, publication = ensemble(vieille, recente)
    assert isinstance(refus, Refus)
    assert Publication.objects.get().etat == Etat.VALIDEE
    assert type_de_version(scene.demarche).objects.publiques(publication.publiee_le).count() == 1


def test_deux_administrateurs_confirment_a_la_fois_un_seul_efface(scene, adele_administratrice, cipc):
    autre = agent("Aude", Role.ADMINISTRATEUR, cipc)
    scene.changer(scene.demarche, texte="Merci à Jean Dupont.")
    scene.publier()
    demande = demander_l_effacement(
        scene.dossier,
        scene.validateur,
        motif="donnees_personnelles",
        reference_legale="RGPD, art. 17",
        passages=["Jean Dupont"],
    )
    resultats = ensemble(
        lambda: confirmer_l_effacement(Effacement.objects.get(), adele_administratrice),
        lambda: confirmer_l_effacement(Effacement.objects.get(), autre),
    )
    [refus] = [resultat for resultat in resultats if isinstance(resultat, Refus)]
    assert str(refus) == "Cet effacement est déjà « confirmé » : rechargez la page pour voir qui l’a traité."
    assert Effacement.objects.get(pk=demande.pk).traite_par in {adele_administratrice, autre}
    assert Evenement.objects.filter(nature="effacement").count() == 1


def test_confirmer_pendant_que_l_autre_refuse(scene, adele_administratrice, cipc):
    autre = agent("Aude", Role.ADMINISTRATEUR, cipc)
    scene.changer(scene.demarche, texte="Merci à Jean Dupont.")
    demander_l_effacement(
        scene.dossier,
        scene.validateur,
        motif="decision_de_justice",
        reference_legale="Jugement n° 1",
        passages=["Jean Dupont"],
    )
    resultats = ensemble(
        lambda: confirmer_l_effacement(Effacement.objects.get(), adele_administratrice),
        lambda: refuser_l_effacement(Effacement.objects.get(), autre, "Non."),
    )
    assert sum(isinstance(resultat, Refus) for resultat in resultats) == 1
    scene.demarche.refresh_from_db()
    assert (Effacement.objects.get().etat == "refuse") == ("Jean Dupont" in scene.demarche.chapo)
