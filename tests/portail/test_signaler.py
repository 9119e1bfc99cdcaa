"""What a citizen reports without an account: the form, what refuses it, the receipt, the reply that is published."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portail.garde_des_formulaires import PIEGE
from publication.enums import NatureDuSignalement
from publication.masquage import masquer
from publication.models import EnvoiRecent, Signalement
from publication.signalements.mesure import AU_PLUS
from publication.signalements.numero import FORME, nouveau_numero
from publication.signalements.traitement import publier_le_droit_de_reponse, traiter_le_signalement
from tests.portail.recits import demarche_en_ligne
from tests.signalements import ICI, droit_de_reponse_demande, formulaire_ouvert, signale

pytestmark = pytest.mark.django_db

SIGNALER = "/signaler/"


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)


def fiche(demarche):
    return reverse("portail:fiche", args=[demarche.pk, demarche.slug])


def envoyer(client, nature="erreur", entetes=ICI, **champs):
    donnees = {"nature": nature, "message": "Une date est fausse.", "jeton": formulaire_ouvert()}
    return client.post(SIGNALER, donnees | champs, **entetes)


def illicite(demarche, **champs):
    return {
        "nature": "contenu_illicite",
        "page": fiche(demarche),
        "pourquoi_illicite": "Ce texte me diffame.",
        "nom": "Jeanne Exemple",
        "courriel": "jeanne@exemple.fr",
        "de_bonne_foi": "on",
    } | champs


def droit(demarche, **champs):
    return {
        "nature": "droit_de_reponse",
        "page": fiche(demarche),
        "texte_a_inserer": "Je n’ai rien refusé.",
        "nom": "Jeanne Exemple",
        "courriel": "jeanne@exemple.fr",
    } | champs


# The page


def test_la_page_explique_chaque_nature_et_leur_delai(client):
    page = client.get(SIGNALER)
    assert page.status_code == 200
    for nature in NatureDuSignalement:
        assert f'href="?nature={nature.value}"' in page.text
    assert page.text.count("<strong>Délai") == len(NatureDuSignalement)
    assert page.text.count("fixé par la loi") == 1


def test_une_nature_forgee_ou_une_page_d_ailleurs_ne_se_preremplit_pas(client):
    for requete in (
        "?nature=rien",
        "?nature=erreur&page=https://exemple.fr/demarches/1-x/",
        "?page=//exemple.fr/x",
    ):
        page = client.get(SIGNALER + requete)
        assert page.status_code == 200
        assert "exemple.fr/" not in page.text


def test_le_lien_d_une_page_preremplit_la_page_concernee(en_ligne, client):
    for nom, suite in (("fiche", []), ("avis", []), ("impact", []), ("proposition", ["N1"]), ("mesure", [1])):
        adresse = reverse(f"portail:{nom}", args=[en_ligne.pk, en_ligne.slug, *suite])
        [lien] = re.findall(r'href="(/signaler/\?nature=erreur[^"]+)"', client.get(adresse).text)
        assert f'value="{adresse}"' in client.get(lien.replace("&amp;", "&")).text


@pytest.mark.parametrize("chemin", [SIGNALER, f"{SIGNALER}?nature=erreur"])
def test_ni_cookie_ni_cache(client, chemin):
    page = client.get(chemin)
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")
    assert page["Cache-Control"] == "no-store"


def test_un_envoi_ne_pose_aucun_cookie(client):
    for reponse in (envoyer(client), envoyer(client, message="")):
        assert not reponse.cookies


# The four journeys


def test_une_erreur_se_signale_sans_dire_son_nom(client):
    envoi = envoyer(client)
    signalement = Signalement.objects.get()
    assert envoi.status_code == 303
    assert envoi["Location"] == f"/signaler/recu/{signalement.numero}/"
    recu = client.get(envoi["Location"])
    assert signalement.numero in recu.text
    assert "Une date est fausse" not in recu.text
    assert 'name="robots" content="noindex"' in recu.text
    assert (signalement.echeance - signalement.recu_le.date()) in {
        dt.timedelta(days=15),
        dt.timedelta(days=16),
    }
    assert not mail.outbox


def test_une_demarche_absente_se_signale_sans_page(client):
    assert envoyer(client, "demarche_absente", message="La grande consultation.").status_code == 303
    assert Signalement.objects.get().page == ""


def test_un_contenu_illicite_se_signale_avec_son_nom_sa_raison_et_de_bonne_foi(
    en_ligne, client, viktor_valideur, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert envoyer(client, **illicite(en_ligne)).status_code == 303
    signalement = Signalement.objects.get()
    assert (signalement.dossier_id, signalement.objet) == (en_ligne.pk, f"demarches.demarche:{en_ligne.pk}")
    assert {courriel.to[0] for courriel in mail.outbox} == {"jeanne@exemple.fr", viktor_valideur.courriel}
    accuse = next(courriel for courriel in mail.outbox if courriel.to == ["jeanne@exemple.fr"])
    assert signalement.numero in accuse.subject
    assert f"/signaler/recu/{signalement.numero}/" in accuse.body
    for courriel in mail.outbox:  # nobody's words are sent to anybody
        assert "diffame" not in courriel.body
        assert "Jeanne" not in courriel.body


def test_des_abus_sur_des_enfants_se_signalent_sans_nom(en_ligne, client):
    anonyme = illicite(en_ligne, nom="", courriel="")
    assert envoyer(client, **anonyme).status_code == 422
    assert envoyer(client, **anonyme, mineurs="on").status_code == 303


def test_un_droit_de_reponse_se_demande_sur_la_page_qui_nomme(en_ligne, client):
    assert envoyer(client, **droit(en_ligne)).status_code == 303
    signalement = Signalement.objects.get()
    assert signalement.texte_a_inserer == "Je n’ai rien refusé."
    assert "fixé par la loi" in client.get(signalement.get_absolute_url()).text


@pytest.mark.parametrize(
    ("nature", "manque", "phrase"),
    [
        ("erreur", "message", "Écrivez ce que vous signalez."),
        ("contenu_illicite", "page", "Donnez l’adresse de la page concernée"),
        ("contenu_illicite", "pourquoi_illicite", "Dites pourquoi"),
        ("contenu_illicite", "de_bonne_foi", "Cochez la case"),
        ("contenu_illicite", "nom", "Donnez votre nom."),
        ("droit_de_reponse", "courriel", "Donnez un courriel"),
        ("droit_de_reponse", "texte_a_inserer", "Écrivez la réponse"),
    ],
)
def test_ce_qui_manque_est_demande_et_le_reste_est_garde(en_ligne, client, nature, manque, phrase):
    champs = {"erreur": {}, "contenu_illicite": illicite(en_ligne), "droit_de_reponse": droit(en_ligne)}[
        nature
    ]
    page = envoyer(
        client, **({"nature": nature, "message": "Gardé : ce que j’écris."} | champs | {manque: ""})
    )
    assert page.status_code == 422
    assert phrase in page.text
    assert manque == "message" or "Gardé : ce que j’écris." in page.text
    assert not Signalement.objects.exists()


def test_une_nature_absente_ou_forgee_montre_les_quatre(client):
    for nature in ("", "autre", "a\0b"):
        page = envoyer(client, nature)
        assert page.status_code == 422
        assert 'href="?nature=erreur"' in page.text


# What is not a page of the site


@pytest.mark.parametrize(
    "adresse",
    ["https://exemple.fr/demarches/1-x/", "//exemple.fr/", "demarches", "/rien/", "/admin/", "javascript:alert(1)",
     "/\\exemple.fr", "/demarches/%00/", "http://[/", "/demarches/999999-x/", "/demarches/9999999999999999999999-x/",
     "/apercu/jeton/"],
)  # fmt: skip
def test_une_page_qui_n_est_pas_du_site_est_refusee(client, adresse):
    page = envoyer(client, page=adresse)
    assert page.status_code == 422
    assert "Aucune page de ce site" in page.text


def test_une_adresse_entiere_du_site_vaut_son_chemin(en_ligne, client):
    assert envoyer(client, page=f"http://testserver{fiche(en_ligne)}?x=1#y").status_code == 303
    assert Signalement.objects.get().page == fiche(en_ligne)


def test_un_brouillon_ne_se_devine_pas_par_le_formulaire(en_ligne, client):
    from tests.fabriques import DemarcheFactory

    brouillon = DemarcheFactory()
    assert envoyer(client, page=f"/demarches/{brouillon.pk}-x/").status_code == 422


def test_un_droit_de_reponse_ne_se_demande_que_la_ou_l_on_peut_etre_nomme(en_ligne, client):
    page = envoyer(client, **droit(en_ligne, page="/demarches/"))
    assert page.status_code == 422
    assert "Un droit de réponse paraît sur la page" in page.text


@pytest.mark.parametrize("champ", ["message", "page", "nom", "courriel"])
def test_octets_nuls_et_valeurs_trop_longues_sont_refuses_en_une_phrase(client, champ):
    for valeur in ("a\0b", "é" * 6000):
        assert envoyer(client, **{champ: valeur}).status_code == 422
    assert not Signalement.objects.exists()


def test_une_page_dont_l_adresse_ecrite_est_trop_longue_est_refusee(en_ligne, client):
    assert envoyer(client, page=f"{fiche(en_ligne)}propositions/{'é' * 300}/").status_code == 422


# What keeps robots and other sites away


@pytest.mark.parametrize(
    ("entetes", "statut"),
    [
        (ICI, 303),
        (ICI | {"HTTP_SEC_FETCH_SITE": "same-origin"}, 303),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, 303),
        ({"HTTP_REFERER": "http://testserver/signaler/"}, 303),
        ({}, 422),
        ({"HTTP_ORIGIN": "null"}, 422),
        ({"HTTP_ORIGIN": "https://exemple.fr"}, 422),
        ({"HTTP_ORIGIN": "https://testserver"}, 422),
        ({"HTTP_REFERER": "https://exemple.fr/http://testserver/"}, 422),
        ({"HTTP_REFERER": "http://["}, 422),
        (ICI | {"HTTP_SEC_FETCH_SITE": "cross-site"}, 422),
        ({"HTTP_ORIGIN": "https://exemple.fr", "HTTP_SEC_FETCH_SITE": "same-origin"}, 422),
    ],
)
def test_seul_notre_site_envoie_le_formulaire(client, entetes, statut):
    page = envoyer(client, entetes=entetes)
    assert page.status_code == statut
    assert Signalement.objects.count() == (statut == 303)
    if statut == 422:
        assert "vient d’un autre site" in page.text
        assert "Une date est fausse." in page.text


@pytest.mark.parametrize(
    ("jeton", "phrase"),
    [
        ("", "ne vient pas de cette page"),
        ("forgé", "ne vient pas de cette page"),
        ("a\0b", "ne vient pas de cette page"),
        (lambda: formulaire_ouvert()[:-1], "ne vient pas de cette page"),
        (lambda: formulaire_ouvert(24 * 3600 + 60), "ouverte depuis plus d’un jour"),
        (lambda: formulaire_ouvert(0), "comme le ferait un robot"),
    ],
)
def test_un_formulaire_forge_perime_ou_trop_rapide_revient_plein_et_repart(client, jeton, phrase):
    page = envoyer(client, jeton=jeton() if callable(jeton) else jeton)
    assert page.status_code == 422
    assert phrase in page.text
    assert "Une date est fausse." in page.text
    neuf = re.search(r'name="jeton" value="([^"]+)"', page.text)[1]
    with time_machine.travel(dt.datetime.now() + dt.timedelta(seconds=5)):
        assert envoyer(client, jeton=neuf).status_code == 303


def test_un_double_clic_est_un_seul_signalement(client):
    jeton = formulaire_ouvert()
    premier, second = (envoyer(client, jeton=jeton) for _ in range(2))
    assert premier["Location"] == second["Location"]
    assert Signalement.objects.count() == 1


def test_un_formulaire_deja_envoye_ne_ressert_pas_a_autre_chose(client):
    jeton = formulaire_ouvert()
    envoyer(client, jeton=jeton)
    page = envoyer(client, jeton=jeton, message="Autre chose.")
    assert page.status_code == 422
    assert "a déjà servi" in page.text
    assert "Autre chose." in page.text


def test_le_champ_que_personne_ne_voit_reste_vide(client):
    page = envoyer(client, **{PIEGE: "https://exemple.fr"})
    assert page.status_code == 422
    assert "doit rester vide" in page.text
    assert not Signalement.objects.exists()


def envoyer_plusieurs(client, combien, **autres):
    return [
        envoyer(client, jeton=formulaire_ouvert(alea=f"{i}{autres}"), **autres).status_code
        for i in range(combien)
    ]


def test_au_dela_de_quelques_signalements_l_heure_le_suivant_attend_et_revient_plein(client):
    assert envoyer_plusieurs(client, AU_PLUS) == [303] * AU_PLUS
    page = envoyer(client, jeton=formulaire_ouvert(alea="trop"), message="Encore une.")
    assert page.status_code == 429
    assert "Encore une." in page.text
    assert Signalement.objects.count() == AU_PLUS
    ailleurs = envoyer(
        client, jeton=formulaire_ouvert(alea="ailleurs"), entetes=ICI | {"REMOTE_ADDR": "192.0.2.9"}
    )
    assert ailleurs.status_code == 303


def test_personne_ne_fait_ecrire_sans_fin_au_meme_courriel(client):
    for i in range(AU_PLUS):
        entetes = ICI | {"REMOTE_ADDR": f"192.0.2.{i}"}
        assert (
            envoyer(
                client, entetes=entetes, jeton=formulaire_ouvert(alea=str(i)), courriel="Cible@exemple.fr"
            ).status_code
            == 303
        )
    page = envoyer(client, entetes=ICI | {"REMOTE_ADDR": "192.0.2.99"}, courriel="cible@exemple.fr")
    assert page.status_code == 429


def test_l_adresse_d_ou_l_on_envoie_n_est_pas_gardee(client):
    envoyer(client)
    [envoi] = EnvoiRecent.objects.all()
    assert re.fullmatch("[0-9a-f]{64}", envoi.empreinte)
    assert "127.0.0.1" not in str(Signalement.objects.values().get())


# The receipt


def test_un_numero_ne_se_confond_ni_ne_se_devine(client):
    numeros = {nouveau_numero(2026) for _ in range(500)}
    assert len(numeros) == 500
    assert all(FORME.fullmatch(numero) for numero in numeros)
    assert not set("01OILU") & set("".join(numero[7:] for numero in numeros))
    signalement = signale()
    assert (
        client.get(
            signalement.get_absolute_url().replace(signalement.numero, signalement.numero.lower())
        ).status_code
        == 200
    )


@pytest.mark.parametrize(
    "numero", ["1", "S-2026-AAAA-AAAA", "S-2026-0000-0000", "x" * 500, "S-2026-ÉÉÉÉ-AAAA", "%20"]
)
def test_un_numero_invente_est_introuvable(client, numero):
    signale()
    assert client.get(f"/signaler/recu/{numero}/").status_code == 404


def test_le_recu_dit_la_reponse_et_rien_de_l_auteur(en_ligne, client, viktor_valideur):
    signalement = droit_de_reponse_demande(en_ligne)
    traiter_le_signalement(signalement, viktor_valideur, "Cette page ne vous nomme pas.")
    recu = client.get(signalement.get_absolute_url())
    assert "Cette page ne vous nomme pas." in recu.text
    for prive in ("Jeanne", "jeanne@", "refusé", viktor_valideur.nom):
        assert prive not in recu.text


def test_un_retard_se_dit_sur_le_recu(client):
    signalement = signale()
    Signalement.objects.update(echeance="2020-01-01")
    assert "en retard" in client.get(signalement.get_absolute_url()).text


# The reply


@pytest.mark.parametrize(
    ("nom", "suite"), [("fiche", []), ("avis", []), ("impact", []), ("proposition", ["N1"]), ("mesure", [1])]
)
def test_un_droit_de_reponse_publie_se_lit_sur_sa_page_mot_pour_mot_et_echappe(
    en_ligne, client, viktor_valideur, nom, suite
):
    adresse = reverse(f"portail:{nom}", args=[en_ligne.pk, en_ligne.slug, *suite])
    envoyer(client, **droit(en_ligne, page=adresse, texte_a_inserer="Je n’ai <b>rien</b> refusé."))
    signalement = Signalement.objects.get()
    assert "Jeanne" not in client.get(adresse).text
    publier_le_droit_de_reponse(signalement, viktor_valideur, identite_verifiee=True)
    page = client.get(adresse).text
    assert "Je n’ai &lt;b&gt;rien&lt;/b&gt; refusé." in page
    assert "Jeanne Exemple" in page
    version = client.get(f"{adresse}versions/1/")
    assert "Je n’ai &lt;b&gt;rien&lt;/b&gt; refusé." in version.text
    autre = reverse("portail:proposition", args=[en_ligne.pk, en_ligne.slug, "N2"])
    assert "Jeanne" not in client.get(autre).text


def test_un_droit_de_reponse_publie_se_lit_sur_une_actualite(scene, client):
    scene.publier()
    actualite = reverse("portail:actualite", args=[scene.actualite.pk, scene.actualite.slug])
    assert envoyer(client, **droit(scene.demarche, page=actualite)).status_code == 303
    publier_le_droit_de_reponse(Signalement.objects.get(), scene.validateur, identite_verifiee=True)
    assert "Je n’ai rien refusé." in client.get(actualite).text


def test_un_droit_de_reponse_se_tait_tant_que_sa_page_est_masquee(en_ligne, client, viktor_valideur):
    avis = reverse("portail:avis", args=[en_ligne.pk, en_ligne.slug])
    envoyer(client, **droit(en_ligne, page=avis))
    publier_le_droit_de_reponse(Signalement.objects.get(), viktor_valideur, identite_verifiee=True)
    assert "Je n’ai rien refusé." in client.get(avis).text
    masquer(en_ligne.avis, en_ligne.dossier, viktor_valideur, motif="contenu_illicite", precision="Le texte.")
    assert "Je n’ai rien refusé." not in client.get(avis).text


def test_une_page_a_laquelle_personne_ne_repond_ne_coute_rien_de_plus(en_ligne, client, viktor_valideur):
    nombres = []
    for i in range(4):
        with CaptureQueriesContext(connection) as requetes:
            client.get(fiche(en_ligne))
        nombres.append(len(requetes))
        demande = droit_de_reponse_demande(en_ligne, jeton=str(i))
        publier_le_droit_de_reponse(demande, viktor_valideur, identite_verifiee=True)
    assert nombres == [nombres[0], *[nombres[0] + 1] * 3]
