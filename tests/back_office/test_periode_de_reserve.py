"""An election period: a banner, and new announcements that are called factual and indispensable twice."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publication import validation
from publication.models import PeriodeDeReserve, Publication
from publication.refus import Refus
from publication.soumission import retirer, soumettre, soumettre_au_fil_de_l_eau
from publication.urgence import publier_en_urgence
from tests.back_office.conftest import champs_du_formulaire, messages_de, texte
from tests.fabriques import ActualiteFactory, DossierFactory, PropositionFactory
from tests.scenes import DECLAREE
from tests.verbes import CONTROLES, a_valider, valider

JOUR = dt.timedelta(days=1)


def periode(territoire="France entière", debut=-1, fin=1, libelle="Élections municipales"):
    aujourd_hui = timezone.localdate()
    return PeriodeDeReserve.objects.create(
        libelle=libelle,
        territoire=territoire,
        debut=aujourd_hui + debut * JOUR,
        fin=aujourd_hui + fin * JOUR,
    )


def confirmer(publication, par, publier_le=None, **autres):
    return validation.valider(publication, par, publier_le, controles=CONTROLES, **autres)


def soumettre_la_page(qui, demarche, **champs):
    donnees = {"objets": f"demarches.demarche:{demarche.pk}", "mode": "ensemble"} | champs
    return qui.post(reverse("admin:soumettre", args=[demarche.pk]), donnees)


# The organiser


def test_une_nouvelle_fiche_doit_etre_dite_factuelle_par_son_auteur(demarche, alice_redactrice):
    periode()
    with pytest.raises(Refus, match="période de réserve, Élections municipales"):
        soumettre(demarche.dossier, [demarche], alice_redactrice)
    with pytest.raises(Refus, match="factuel et indispensable"):
        soumettre_au_fil_de_l_eau(demarche.dossier, [demarche], alice_redactrice)
    assert not Publication.objects.exists()
    assert soumettre(demarche.dossier, [demarche], alice_redactrice, factuelle=True).factuelle


def test_une_nouvelle_actualite_aussi(ministere, alice_redactrice):
    periode()
    actualite = ActualiteFactory(dossier=DossierFactory(organisation=ministere))
    with pytest.raises(Refus, match="période de réserve"):
        soumettre(actualite.dossier, [actualite], alice_redactrice)
    assert soumettre(actualite.dossier, [actualite], alice_redactrice, factuelle=True).factuelle


@pytest.mark.parametrize(
    ("de_la_periode", "de_la_demarche", "concernee"),
    [
        ("France entière", "Bretagne", True),
        ("Bretagne", "Bretagne", True),
        ("ile de france ", "Île-de-France", True),
        ("Bretagne", "France entière", True),
        ("Bretagne", "", True),
        ("Bretagne", "Corse", False),
    ],
)
def test_la_periode_vaut_pour_son_territoire(
    demarche, alice_redactrice, de_la_periode, de_la_demarche, concernee
):
    assert periode(de_la_periode).concerne(de_la_demarche) == concernee
    if de_la_demarche == "":  # a fiche always names its territory
        return
    demarche.territoire = de_la_demarche
    demarche.save()
    if concernee:
        with pytest.raises(Refus):
            soumettre(demarche.dossier, [demarche], alice_redactrice)
    else:
        assert soumettre(demarche.dossier, [demarche], alice_redactrice)


@pytest.mark.parametrize(("debut", "fin", "dedans"), [(0, 0, True), (-9, -1, False), (1, 9, False)])
def test_premier_et_dernier_jour_compris(demarche, alice_redactrice, debut, fin, dedans):
    periode(debut=debut, fin=fin)
    if dedans:
        with pytest.raises(Refus):
            soumettre(demarche.dossier, [demarche], alice_redactrice)
    else:
        assert soumettre(demarche.dossier, [demarche], alice_redactrice)


def test_la_page_demande_la_case_et_garde_ce_qui_etait_saisi(alice, demarche):
    page = reverse("admin:soumettre", args=[demarche.pk])
    assert "Cette annonce est factuelle" not in texte(alice.get(page))
    periode(debut=3, fin=9)
    assert "Cette annonce est factuelle" in texte(alice.get(page))
    periode(libelle="Européennes")
    refusee = soumettre_la_page(alice, demarche, note="Une note à garder.")
    assert any("Européennes" in m for m in messages_de(refusee))
    assert "Une note à garder." in texte(refusee)
    assert soumettre_la_page(alice, demarche, factuelle="on").status_code == 302
    assert Publication.objects.get().factuelle


# What is not an announcement


def test_ce_qui_est_deja_en_ligne_continue_de_se_tenir_a_jour(
    en_ligne, alice, alice_redactrice, viktor_valideur, client
):
    periode()
    point = PropositionFactory(demarche=en_ligne, reference="C9")
    en_ligne.chapo = "Un chapô tenu à jour."
    en_ligne.save()
    assert "Cette annonce est factuelle" not in texte(
        alice.get(reverse("admin:soumettre", args=[en_ligne.pk]))
    )
    valider(soumettre(en_ligne.dossier, [en_ligne, point], alice_redactrice, **DECLAREE), viktor_valideur)
    page = client.get(f"/demarches/{en_ligne.pk}-{en_ligne.slug}/")
    assert "Un chapô tenu à jour." in texte(page)


def test_un_retrait_n_annonce_rien(en_ligne, alice_redactrice, viktor_valideur):
    periode()
    retrait = retirer(en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Non.")
    assert valider(retrait, viktor_valideur).etat == "validee"


# The CIPC


@pytest.fixture
def factuelle(demarche, alice_redactrice):
    periode()
    return soumettre(demarche.dossier, [demarche], alice_redactrice, factuelle=True)


def test_le_validateur_le_dit_a_son_tour(factuelle, viktor_valideur):
    with pytest.raises(Refus, match="cochez-le"):
        confirmer(factuelle, viktor_valideur)
    factuelle.refresh_from_db()
    assert factuelle.etat == "soumise"
    assert confirmer(factuelle, viktor_valideur, factuelle=True).factuelle_confirmee


def test_soumise_avant_la_periode_elle_revient_a_l_organisation(en_attente, viktor_valideur):
    periode()
    with pytest.raises(Refus, match="renvoyez-la-lui"):
        confirmer(en_attente, viktor_valideur, factuelle=True)


def test_c_est_le_jour_de_la_parution_qui_compte(en_attente, viktor_valideur):
    periode(debut=2, fin=4)
    with pytest.raises(Refus, match="période de réserve"):
        confirmer(en_attente, viktor_valideur, timezone.now() + 3 * JOUR)
    assert confirmer(en_attente, viktor_valideur, timezone.now() + 6 * JOUR).etat == "validee"


def test_l_urgence_n_en_dispense_pas(factuelle, viktor_valideur):
    with pytest.raises(Refus, match="cochez-le"):
        publier_en_urgence(factuelle, viktor_valideur, "Une crue.")
    assert publier_en_urgence(factuelle, viktor_valideur, "Une crue.", factuelle=True).factuelle_confirmee


def test_dans_un_lot_elle_seule_est_laissee_de_cote(demarche, alice_redactrice, viktor_valideur):
    periode()
    point = PropositionFactory(demarche=demarche)
    lot = soumettre_au_fil_de_l_eau(demarche.dossier, [demarche, point], alice_redactrice, factuelle=True)
    arguments = {"controles": CONTROLES}
    with pytest.raises(Refus, match="période de réserve"):
        validation.valider_toutes(lot, viktor_valideur, **arguments)
    with pytest.raises(Refus, match="période de réserve"):
        validation.valider_ce_qui_peut_l_etre(lot, viktor_valideur, **arguments)
    faites, raisons = validation.valider_ce_qui_peut_l_etre(lot, viktor_valideur, **arguments, factuelle=True)
    assert len(faites) == len(lot)
    assert raisons == []


@pytest.mark.parametrize("bouton", ["valider", "publier_en_urgence"])
def test_la_page_du_validateur_demande_la_case(factuelle, viktor, alice, bouton):
    adresse = reverse("admin:publication", args=[factuelle.pk])
    assert "Je confirme que cette annonce est factuelle" in texte(viktor.get(adresse))
    envoi = a_valider(factuelle) | {"raison_de_l_urgence": "Une crue."}
    verbe = reverse(f"admin:{bouton}", args=[factuelle.pk])
    assert any("cochez-le" in m for m in messages_de(viktor.post(verbe, envoi)))
    assert viktor.post(verbe, envoi | {"factuelle": "on"}).status_code == 302
    assert "et selon le CIPC (Viktor Exemple)" in texte(alice.get(adresse))


def test_la_page_du_lot_la_demande_aussi(demarche, alice_redactrice, viktor):
    periode()
    point = PropositionFactory(demarche=demarche)
    lot = soumettre_au_fil_de_l_eau(demarche.dossier, [demarche, point], alice_redactrice, factuelle=True)[
        0
    ].lot
    assert "Je confirme que cette annonce" in texte(viktor.get(reverse("admin:lot", args=[lot.pk])))
    envoi = {"portee": "reste", "controles": CONTROLES}
    verbe = reverse("admin:valider_du_lot", args=[lot.pk])
    assert viktor.post(verbe, envoi).status_code == 200
    assert viktor.post(verbe, envoi | {"factuelle": "on"}).status_code == 302


@pytest.mark.contrainte("publication_soumission_figee")
def test_ce_qui_a_ete_dit_ne_se_reecrit_pas(factuelle, viktor_valideur):
    from django.db import IntegrityError, transaction

    for quand in ("soumise", "validee"):
        champ = "factuelle" if quand == "soumise" else "factuelle_confirmee"
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=factuelle.pk).update(**{champ: False})
        if quand == "soumise":
            confirmer(factuelle, viktor_valideur, factuelle=True)


# The banner


def test_un_bandeau_pendant_la_periode_et_une_seule_requete(alice, demarche, client):
    page = reverse("admin:dossier", args=[demarche.pk])
    with CaptureQueriesContext(connection) as sans:
        assert "Période de réserve" not in texte(alice.get(page))
    periode()
    periode(libelle="Élections en Bretagne", territoire="Bretagne")
    periode(libelle="Passées", debut=-9, fin=-1)
    with CaptureQueriesContext(connection) as avec:
        lue = texte(alice.get(page))
    assert "Élections municipales (France entière)" in lue
    assert "Élections en Bretagne (Bretagne)" in lue
    assert "Passées" not in lue
    assert len(avec) == len(sans)
    assert sum("periodedereserve" in r["sql"] for r in avec.captured_queries) == 1
    for adresse in ("/admin/login/", "/"):
        assert "Élections municipales" not in texte(client.get(adresse))


# Who keeps them


@pytest.mark.parametrize("qui", ["viktor", "adele"])
def test_le_cipc_et_l_administration_les_tiennent(qui, request):
    navigateur = request.getfixturevalue(qui)
    adresse = reverse("admin:publication_periodedereserve_add")
    assert "Périodes de réserve" in texte(navigateur.get(reverse("admin:index")))
    saisie = champs_du_formulaire(navigateur.get(adresse)) | {
        "libelle": "Municipales",
        "debut": "2026-03-01",
        "fin": "2026-02-01",
    }
    refusee = texte(navigateur.post(adresse, saisie))
    assert "ne peut pas finir avant d’avoir commencé" in refusee
    assert navigateur.post(adresse, saisie | {"debut": "n’importe quoi\0"}).status_code == 200
    assert navigateur.post(adresse, saisie | {"fin": "2026-03-22"}).status_code == 302
    assert PeriodeDeReserve.objects.get().fin == dt.date(2026, 3, 22)
    assert LogEntry.objects.get().user == navigateur.personne


def test_une_periode_commencee_ne_se_supprime_plus(viktor):
    commencee, a_venir = periode(), periode(debut=2, fin=4)
    for une, code in ((commencee, 404), (a_venir, 302)):
        adresse = reverse("admin:publication_periodedereserve_delete", args=[une.pk])
        assert viktor.post(adresse, {"post": "yes"}).status_code == code
    assert list(PeriodeDeReserve.objects.all()) == [commencee]


def test_les_autres_n_en_voient_que_le_bandeau(alice):
    une = periode()
    for nom, args in (("changelist", []), ("add", []), ("change", [une.pk])):
        assert alice.get(reverse(f"admin:publication_periodedereserve_{nom}", args=args)).status_code == 404
    assert "Périodes de réserve" not in texte(alice.get(reverse("admin:index")))
