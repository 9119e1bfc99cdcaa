"""What a validator reads again before validating, ticks, and writes beside each object that goes back."""

import pytest
from django.urls import reverse

from demarches.models import DemarcheVersion
from publication import validation
from publication.controle import A_CHANGE, empreintes_lues
from publication.enums import PointDeControle
from publication.models import Remarque
from publication.refus import Refus
from publication.soumission import soumettre, soumettre_au_fil_de_l_eau
from tests.back_office.conftest import messages_de, texte
from tests.fabriques import PropositionFactory
from tests.verbes import CONTROLES, a_valider, noter, renvoyer, valider, valider_ce_qui_peut_l_etre


def page_de(qui, publication):
    return qui.get(reverse("admin:publication", args=[publication.pk]))


def agir(qui, verbe, publication, **champs):
    return qui.post(reverse(f"admin:{verbe}", args=[publication.pk]), champs)


def normal(phrase):
    return phrase.replace("\N{NO-BREAK SPACE}", " ")


def cle(objet):
    return f"{objet._meta.label_lower}:{objet.pk}"


# The six points


@pytest.mark.parametrize("oublie", PointDeControle)
def test_le_verbe_exige_chacun_des_six_points(en_attente, viktor_valideur, oublie):
    coches = [point for point in CONTROLES if point != oublie]
    with pytest.raises(Refus, match=oublie.label):
        validation.valider(en_attente, viktor_valideur, controles=coches)
    en_attente.refresh_from_db()
    assert en_attente.etat == "soumise"


def test_la_page_garde_ce_qui_etait_coche_et_nomme_ce_qui_manque(en_attente, viktor):
    champs = a_valider(en_attente) | {"controles": ["lisible", "n_importe_quoi"]}
    reponse = agir(viktor, "valider", en_attente, **champs)
    page = texte(reponse)
    assert "cochez les six points du contrôle de forme avant de valider." in page
    assert page.count("Il manque") == 1
    assert f"« {PointDeControle.SIGNE.label} »" in page
    assert page.count("checked") == 1
    assert "Choisissez la date" not in page


def test_les_six_points_restent_avec_qui_les_a_coches(en_attente, viktor, alice):
    agir(viktor, "valider", en_attente, **a_valider(en_attente))
    en_attente.refresh_from_db()
    assert en_attente.controles == CONTROLES
    assert "Les 6 points, cochés par Viktor Exemple" in texte(page_de(alice, en_attente))


def test_une_date_donnee_et_publier_maintenant_se_contredisent(en_attente, viktor):
    champs = a_valider(en_attente) | {"quand": "maintenant", "publier_le": "2099-01-01T09:00"}
    reponse = agir(viktor, "valider", en_attente, **champs)
    assert "rien n’est publié" in texte(reponse)
    assert "2099-01-01T09:00" in texte(reponse)
    assert not DemarcheVersion.objects.filter(validite__isnull=False).exists()


# What was read is what is validated


def test_valider_porte_sur_ce_qui_a_ete_lu(en_attente, viktor):
    for empreinte in ("", "ab" * 32):
        reponse = agir(viktor, "valider", en_attente, controles=CONTROLES, empreinte=empreinte)
        assert messages_de(reponse) == [normal(A_CHANGE)]
    assert empreintes_lues([en_attente])[en_attente.pk] in texte(page_de(viktor, en_attente))
    agir(viktor, "valider", en_attente, **a_valider(en_attente))
    assert DemarcheVersion.objects.filter(validite__isnull=False).exists()


def test_un_effacement_entre_la_lecture_et_la_validation_se_dit(
    en_attente, demarche, viktor, viktor_valideur, adele_administratrice
):
    from publication.effacement import confirmer_l_effacement, demander_l_effacement

    lu = a_valider(en_attente)
    demande = demander_l_effacement(
        demarche.dossier,
        viktor_valideur,
        motif="donnees_personnelles",
        reference_legale="RGPD, art. 17",
        passages=["De quoi parle-t-on"],
    )
    confirmer_l_effacement(demande, adele_administratrice)
    assert messages_de(agir(viktor, "valider", en_attente, **lu)) == [normal(A_CHANGE)]


# The rules, read again


@pytest.fixture
def regle_nouvelle(monkeypatch):
    """A rule written since the submission: every fiche must speak of the night."""
    monkeypatch.setattr(
        DemarcheVersion, "manques", classmethod(lambda cls, objet, document: ["Fiche : il manque la nuit."])
    )


def test_une_regle_ajoutee_depuis_empeche_de_valider_et_se_lit(
    en_attente, viktor, viktor_valideur, regle_nouvelle
):
    assert "Fiche : il manque la nuit." in texte(page_de(viktor, en_attente))
    with pytest.raises(Refus, match="il manque la nuit"):
        valider(en_attente, viktor_valideur)


def test_une_regle_ajoutee_depuis_ne_depublie_rien(en_ligne, regle_nouvelle, client):
    assert client.get(f"/demarches/{en_ligne.pk}-{en_ligne.slug}/").status_code == 200


def test_ce_que_l_atelier_est_devenu_ne_retient_pas_ce_qui_est_soumis(
    demarche, en_attente, viktor, viktor_valideur
):
    demarche.question = ""
    demarche.save()
    page = texte(page_de(viktor, en_attente))
    assert "relues à l’instant : il ne manque rien" in page
    assert valider(en_attente, viktor_valideur).etat == "validee"


def test_une_mauvaise_reponse_ne_retient_pas_les_autres(
    en_ligne, alice_redactrice, viktor_valideur, monkeypatch
):
    from demarches.models import PropositionVersion

    points = [PropositionFactory(demarche=en_ligne, reference=f"C{n}") for n in range(12)]
    lot = soumettre_au_fil_de_l_eau(en_ligne.dossier, points, alice_redactrice)
    monkeypatch.setattr(
        PropositionVersion,
        "manques",
        classmethod(lambda cls, objet, document: ["À compléter."] if objet.reference == "C5" else []),
    )
    faites, raisons = valider_ce_qui_peut_l_etre(lot, viktor_valideur)
    assert len(faites) == len(points) - 1
    assert len(raisons) == 1
    assert "À compléter." in raisons[0]


# Remarks


@pytest.fixture
def a_plusieurs(demarche, proposition, alice_redactrice):
    return soumettre(demarche.dossier, [demarche, proposition], alice_redactrice)


def test_chaque_objet_revient_avec_sa_remarque(a_plusieurs, demarche, proposition, viktor, alice):
    champs = {f"remarque:{cle(proposition)}": "Citez la page.", f"remarque:{cle(demarche)}": "  "}
    agir(viktor, "renvoyer", a_plusieurs, commentaire="À reprendre.", **champs)
    assert Remarque.objects.get().texte == "Citez la page."
    formulaire = reverse("admin:demarches_proposition_change", args=[proposition.pk])
    autre = reverse("admin:demarches_demarche_change", args=[demarche.pk])
    for page in (reverse("admin:publication", args=[a_plusieurs.pk]), formulaire):
        assert "Citez la page." in texte(alice.get(page))
    assert "Citez la page." in texte(alice.get(reverse("admin:dossier", args=[demarche.pk])))
    assert "À reprendre." in texte(alice.get(autre))
    assert "Citez la page." not in texte(alice.get(autre))


def test_une_remarque_gardee_ne_se_lit_qu_une_fois_renvoyee(a_plusieurs, proposition, viktor, alice):
    agir(viktor, "noter", a_plusieurs, **{f"remarque:{cle(proposition)}": "Citez la page."})
    assert "Citez la page." in texte(page_de(viktor, a_plusieurs))
    assert "Citez la page." not in texte(page_de(alice, a_plusieurs))
    agir(viktor, "renvoyer", a_plusieurs, commentaire="À reprendre.")
    assert "Citez la page." in texte(page_de(alice, a_plusieurs))


def test_une_remarque_videe_s_efface_et_une_autre_la_remplace(a_plusieurs, proposition, viktor_valideur):
    for dite in ("Un.", "Deux."):
        noter(a_plusieurs, viktor_valideur, {cle(proposition): dite})
    assert Remarque.objects.get().texte == "Deux."
    noter(a_plusieurs, viktor_valideur, {cle(proposition): ""})
    assert not Remarque.objects.exists()


def test_un_renvoi_refuse_garde_les_remarques_dans_la_page(a_plusieurs, proposition, viktor):
    champs = {f"remarque:{cle(proposition)}": "Citez la page.\0"}
    reponse = agir(viktor, "renvoyer", a_plusieurs, commentaire="", **champs)
    assert "Citez la page." in texte(reponse)
    assert not Remarque.objects.exists(), "rien n’est fait à moitié"


@pytest.mark.parametrize("forgee", ["demarches.demarche:0", "x", "", "demarches.proposition:1" + "0" * 30])
def test_une_remarque_sur_autre_chose_est_refusee(a_plusieurs, viktor, forgee):
    reponse = agir(viktor, "renvoyer", a_plusieurs, commentaire="Non.", **{f"remarque:{forgee}": "Non."})
    assert "n’est pas dans cette soumission" in messages_de(reponse)[0]
    a_plusieurs.refresh_from_db()
    assert a_plusieurs.etat == "soumise"


def test_qui_a_ecrit_n_y_met_pas_de_remarque(a_plusieurs, proposition, alice_redactrice):
    with pytest.raises(Refus, match="une autre personne"):
        noter(a_plusieurs, alice_redactrice, {cle(proposition): "Parfait."})


def test_ce_qui_est_traite_ne_recoit_plus_de_remarque(a_plusieurs, proposition, viktor_valideur):
    renvoyer(a_plusieurs, viktor_valideur, "Non.")
    with pytest.raises(Refus, match="déjà été renvoyée"):
        noter(a_plusieurs, viktor_valideur, {cle(proposition): "Trop tard."})
