"""A validator who sees an error in what is online asks the organisation to correct it, with a date."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publication import horloge
from publication.atelier import tracer
from publication.models import DemandeDeRectification
from publication.rectification import a_suivre, demander_une_rectification, refuser_de_rectifier
from publication.refus import Refus
from publication.soumission import soumettre
from tests.back_office.conftest import messages_de, texte
from tests.scenes import DECLAREE, jour, le
from tests.verbes import renvoyer, valider

DEMAIN = timezone.localdate() + dt.timedelta(days=1)
ERREUR = "Le signataire n’était plus ministre ce jour-là."


@pytest.fixture
def publiee(demarche, proposition, reponse, alice_redactrice, viktor_valideur):
    """A published answer."""
    with le(0):
        valider(
            soumettre(demarche.dossier, [demarche, proposition, reponse], alice_redactrice), viktor_valideur
        )
    return reponse


@pytest.fixture
def demande(publiee, demarche, viktor_valideur):
    with le(1):
        return demander_une_rectification(
            publiee, demarche.dossier, viktor_valideur, texte=ERREUR, avant_le=jour(5).date()
        )


def page_de_demande(demarche, objet):
    modele = objet._meta.model_name
    return reverse("admin:demander_une_rectification", args=[demarche.pk, modele, objet.pk])


def en_attente_le(instant) -> list[bool]:
    return [ligne.en_retard for ligne in a_suivre(DemandeDeRectification.objects.all(), instant)]


def corriger(reponse, demarche, alice_redactrice):
    reponse.signataire_nom = "Une autre ministre"
    reponse.save()
    tracer(reponse, alice_redactrice, demarche.dossier)
    return soumettre(demarche.dossier, [reponse], alice_redactrice, **DECLAREE)


def test_un_validateur_demande_depuis_le_formulaire_de_la_reponse(publiee, demarche, viktor, alice):
    formulaire = reverse("admin:suivi_reponse_change", args=[publiee.pk])
    adresse = page_de_demande(demarche, publiee)
    assert adresse in texte(viktor.get(formulaire))
    assert adresse not in texte(alice.get(formulaire))
    viktor.post(adresse, {"texte": ERREUR, "avant_le": DEMAIN.isoformat()})
    for page in (formulaire, reverse("admin:dossier", args=[demarche.pk]), reverse("admin:index")):
        assert ERREUR in texte(alice.get(page)), page
    assert ERREUR in texte(viktor.get(reverse("admin:index")))
    demande = DemandeDeRectification.objects.get()
    assert f'href="{formulaire}"' in texte(alice.get(reverse("admin:rectification", args=[demande.pk])))


def test_rien_ne_change_en_ligne(demande, demarche, client, publiee):
    page = texte(client.get(f"/demarches/{demarche.pk}-{demarche.slug}/propositions/C1.1/"))
    assert publiee.signataire_nom in page
    assert ERREUR not in page


@pytest.mark.parametrize(
    ("saisie", "refus"),
    [
        ({"texte": "", "avant_le": DEMAIN.isoformat()}, "Dites à l’organisation ce qui est à rectifier."),
        ({"texte": ERREUR, "avant_le": "2020-01-01"}, "un jour à venir"),
        ({"texte": ERREUR, "avant_le": "bientôt"}, "Écrivez la date ainsi"),
        ({"texte": "a\0b", "avant_le": DEMAIN.isoformat()}, "caractère nul"),
    ],
)
def test_une_demande_mal_dite_est_refusee_et_reste_affichee(publiee, demarche, viktor, saisie, refus):
    page = texte(viktor.post(page_de_demande(demarche, publiee), saisie))
    assert refus in page
    assert "bientôt" in page or saisie["avant_le"] != "bientôt"
    assert not DemandeDeRectification.objects.exists()


def test_on_ne_demande_pas_deux_fois_la_meme_chose(demande, publiee, demarche, viktor):
    saisie = {"texte": "Encore.", "avant_le": DEMAIN.isoformat()}
    assert "a déjà une demande" in messages_de(viktor.post(page_de_demande(demarche, publiee), saisie))[0]
    assert DemandeDeRectification.objects.count() == 1


def test_ce_qui_n_est_pas_en_ligne_ne_se_rectifie_pas(demarche, proposition, en_ligne, viktor):
    assert viktor.get(page_de_demande(demarche, proposition)).status_code == 404


def test_l_organisation_ne_s_en_demande_pas(publiee, demarche, alice, alice_redactrice):
    assert alice.get(page_de_demande(demarche, publiee)).status_code == 404
    with pytest.raises(Refus, match="Seul un validateur"):
        demander_une_rectification(publiee, demarche.dossier, alice_redactrice, texte="X", avant_le=DEMAIN)


def test_une_nouvelle_soumission_y_repond_et_un_renvoi_la_rouvre(
    demande, publiee, demarche, alice_redactrice, viktor_valideur
):
    with le(2):
        correction = corriger(publiee, demarche, alice_redactrice)
    assert en_attente_le(jour(2)) == []
    with le(3):
        renvoyer(correction, viktor_valideur, "Pas encore.")
    assert en_attente_le(jour(3)) == [False]
    with le(4):
        valider(corriger(publiee, demarche, alice_redactrice), viktor_valideur)
    assert en_attente_le(jour(4)) == []


def test_passe_le_delai_elle_est_en_retard_et_le_dit(demande, alice):
    assert en_attente_le(jour(5)) == [False]
    assert en_attente_le(jour(6)) == [True]
    assert "Le délai est passé depuis le" in texte(alice.get(reverse("admin:index")))


def test_l_organisation_refuse_en_disant_pourquoi(demande, alice, viktor):
    adresse = reverse("admin:refuser_de_rectifier", args=[demande.pk])
    assert messages_de(alice.post(adresse, {"raison": " "})) == [
        "Dites au CIPC pourquoi vous ne rectifiez pas."
    ]
    alice.post(adresse, {"raison": "Elle l’était encore."})
    assert "Elle l’était encore." in texte(viktor.get(reverse("admin:rectification", args=[demande.pk])))
    assert en_attente_le(horloge.maintenant()) == []
    assert "déjà sa réponse" in messages_de(alice.post(adresse, {"raison": "Encore."}))[-1]


def test_le_validateur_ne_refuse_pas_a_la_place_de_l_organisation(demande, viktor, oscar, viktor_valideur):
    with pytest.raises(Refus, match="Seule l’organisation"):
        refuser_de_rectifier(demande, viktor_valideur, "Non.")
    for qui in (oscar,):
        assert qui.get(reverse("admin:rectification", args=[demande.pk])).status_code == 404
        assert (
            qui.post(reverse("admin:refuser_de_rectifier", args=[demande.pk]), {"raison": "X"}).status_code
            == 404
        )


def test_vingt_demandes_ne_coutent_pas_plus_qu_une(demande, demarche, viktor_valideur):
    def compter():
        with CaptureQueriesContext(connection) as requetes:
            a_suivre(DemandeDeRectification.objects.all(), horloge.maintenant())
        return len(requetes)

    une = compter()
    champs = {
        champ: getattr(demande, champ)
        for champ in ("dossier", "texte", "avant_le", "demandee_par", "demandee_le")
    }
    DemandeDeRectification.objects.bulk_create(
        DemandeDeRectification(objet=f"suivi.reponse:{demande.objet.split(':')[1]}", **champs)
        for _ in range(19)
    )
    assert compter() == une
