"""The history of every object, read by anyone: each version, what it changes, why, and its exact bytes."""

import hashlib
import html
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publication.comparaison import champs
from publication.effacement import confirmer_l_effacement, demander_l_effacement
from publication.models import types_de_version
from publication.soumission import retirer, soumettre
from suivi.enums import Motif, Position
from tests.fabriques import DemarcheFactory
from tests.scenes import DECLAREE, jour, le
from tests.verbes import deprogrammer, valider

pytestmark = pytest.mark.django_db

SUJETS = {
    "fiche": ("demarche", []),
    "avis": ("avis", []),
    "impact": ("impact", []),
    "proposition": ("proposition", ["P1"]),
    "reponse": ("reponse", ["P1"]),
    "mesure": ("mesure", [1]),
}


@pytest.fixture
def en_ligne(scene):
    """Everything online on day 1."""
    scene.mesure.numero = 1
    scene.mesure.save()
    with le(1):
        scene.publier()
    return scene


def adresse(scene, sujet, page="versions", *suite):
    arguments = [scene.demarche.pk, scene.demarche.slug, *SUJETS[sujet][1], *suite]
    return reverse(f"portail:{sujet}_{page}", args=arguments)


def lire(client, chemin, n=30):
    with le(n):
        return client.get(chemin)


def retirer_et_valider(scene, objet, motif="erreur", explication="Publié par erreur."):
    valider(
        retirer(objet, scene.dossier, scene.auteur, motif=motif, explication=explication), scene.validateur
    )


def versions_de_l_objet(scene, sujet):
    modele = next(
        m
        for m in types_de_version()
        if isinstance(getattr(scene, SUJETS[sujet][0]), m._meta.get_field("objet").related_model)
    )
    return modele.objects.filter(objet=getattr(scene, SUJETS[sujet][0]).pk).order_by("numero")


def test_les_adresses_sont_celles_de_la_conception(scene):
    base = f"/demarches/{scene.demarche.pk}-{scene.demarche.slug}/"
    assert adresse(scene, "fiche") == f"{base}versions/"
    assert adresse(scene, "avis") == f"{base}avis/versions/"
    assert adresse(scene, "impact", "version", 2) == f"{base}impact/versions/2/"
    assert adresse(scene, "proposition", "version", 1) == f"{base}propositions/P1/versions/1/"
    assert adresse(scene, "reponse") == f"{base}propositions/P1/reponse/versions/"
    assert adresse(scene, "mesure", "document", 3) == f"{base}mesures/1/versions/3/document.json"


def test_chaque_version_dit_quand_pourquoi_et_quelle_est_son_empreinte(en_ligne, client):
    with le(2, 14):
        en_ligne.changer(*en_ligne.tout, texte="Un texte corrigé.")
        en_ligne.publier(modification="rectification", raison="Une date était fausse.")
    for sujet in SUJETS:
        page = lire(client, adresse(en_ligne, sujet)).text
        assert page.index("Version 2 – en ligne") < page.index(">Version 1<")
        assert "2 septembre 2025 à 09:00" in page
        assert "3 septembre 2025 à 14:00" in page
        assert "Première publication." in page
        assert "<strong>Rectification</strong> : Une date était fausse." in page
        for version in versions_de_l_objet(en_ligne, sujet):
            assert version.empreinte in page
            assert f'href="{adresse(en_ligne, sujet, "version", version.numero)}"' in page
        assert f'{adresse(en_ligne, sujet, "version", 2)}#changements"' in page
        assert en_ligne.validateur.prenom not in page


def test_une_version_se_lit_champ_par_champ_et_mot_par_mot(en_ligne, client):
    with le(2):
        en_ligne.changer(en_ligne.demarche, texte="De quoi parle-t-on, qui décide et quand.")
        en_ligne.publier(en_ligne.demarche, modification="rectification", raison="Il manquait le calendrier.")
    page = lire(client, adresse(en_ligne, "fiche", "version", 2)).text
    assert '<ins><span class="fr-sr-only">[ajouté : </span> et quand<span' in page
    assert "Rectification" in page
    assert "Il manquait le calendrier." in page
    assert "c’est la dernière version" in page
    premiere = lire(client, adresse(en_ligne, "fiche", "version", 1)).text
    assert "jusqu’au 3 septembre 2025 à 09:00" in premiere
    assert "par rapport à" not in premiere


@pytest.mark.parametrize("sujet", SUJETS)
def test_aucun_champ_du_document_n_est_oublie_et_l_empreinte_se_recalcule(en_ligne, client, sujet):
    [version] = versions_de_l_objet(en_ligne, sujet)
    page = html.unescape(lire(client, adresse(en_ligne, sujet, "version", 1)).text)
    for champ in champs(type(version), None, version.contenu):
        assert champ.libelle in page
        assert champ.apres in page
    document = lire(client, adresse(en_ligne, sujet, "document", 1))
    assert document.headers["Content-Type"] == "application/json"
    assert hashlib.sha256(document.content).hexdigest() == version.empreinte
    assert json.loads(document.content) == version.contenu
    assert version.empreinte in page
    assert adresse(en_ligne, sujet, "document", 1) in page
    assert "noindex" in page


@pytest.mark.parametrize("numero", ["0", "2", "3", "-1", "abc", "1e3", "9" * 30, "1.0", "٣"])
def test_une_version_qui_n_existe_pas_repond_404(en_ligne, client, numero):
    with le(3):  # version 2 is scheduled, a third one waits for the CIPC
        en_ligne.changer(en_ligne.demarche, en_ligne.avis, texte="Pas encore public.")
        en_ligne.publier(en_ligne.demarche, publier_le=jour(40), **DECLAREE)
        en_ligne.soumettre(en_ligne.avis, **DECLAREE)
    for sujet in ("fiche", "avis"):
        for fin in ("", "document.json"):
            assert lire(client, f"{adresse(en_ligne, sujet)}{numero}/{fin}").status_code == 404
        assert "Pas encore public." not in lire(client, adresse(en_ligne, sujet)).text


def test_l_annonce_d_une_version_programmee_ne_se_devine_nulle_part(en_ligne, client):
    avant = [lire(client, adresse(en_ligne, "fiche", *p), 2).text for p in (["versions"], ["version", 1])]
    with le(3):
        en_ligne.changer(en_ligne.demarche, texte="Pas encore public.")
        en_ligne.publier(en_ligne.demarche, publier_le=jour(40), **DECLAREE)
    apres = [lire(client, adresse(en_ligne, "fiche", *p), 2).text for p in (["versions"], ["version", 1])]
    assert avant == apres


def test_un_objet_jamais_publie_n_a_pas_d_histoire(scene, client):
    with le(1):
        scene.publier(scene.demarche, scene.proposition)
    assert lire(client, adresse(scene, "proposition")).status_code == 200
    for sujet in ("avis", "impact", "reponse", "mesure"):
        assert lire(client, adresse(scene, sujet)).status_code == 404
    for chemin in (
        "/demarches/999-x/versions/",
        adresse(scene, "fiche").replace("/versions", "/propositions/ZZ/versions"),
    ):
        assert lire(client, chemin).status_code == 404


def test_les_numeros_se_suivent_sans_trou_meme_apres_une_programmation_annulee(en_ligne, client):
    """Publish, schedule, cancel, publish: 1, 2, 3 for the public."""
    with le(2):
        en_ligne.republier(en_ligne.demarche, texte="Deuxième.")
    with le(3):
        en_ligne.changer(en_ligne.demarche, texte="Annulée.")
        programmee = en_ligne.publier(en_ligne.demarche, publier_le=jour(10), **DECLAREE)
    with le(4):
        deprogrammer(programmee, en_ligne.validateur)
    with le(5):
        en_ligne.republier(en_ligne.demarche, texte="Troisième.")
    page = lire(client, adresse(en_ligne, "fiche")).text
    assert re.findall(r">Version (\d+)", page) == ["3", "2", "1"]
    assert "Troisième." in lire(client, adresse(en_ligne, "fiche", "version", 3)).text
    assert lire(client, adresse(en_ligne, "fiche", "version", 4)).status_code == 404
    assert "Annulée." not in page + lire(client, adresse(en_ligne, "fiche", "version", 3)).text


@pytest.mark.parametrize("sujet", ["proposition", "mesure"])
def test_un_objet_retire_garde_son_histoire_et_dit_pourquoi(en_ligne, client, sujet):
    objet = getattr(en_ligne, SUJETS[sujet][0])
    with le(2):
        retirer_et_valider(en_ligne, objet, "doublon", "Saisi deux fois.")
    page = lire(
        client,
        reverse(f"portail:{sujet}", args=[en_ligne.demarche.pk, en_ligne.demarche.slug, *SUJETS[sujet][1]]),
    )
    assert page.status_code == 410
    assert adresse(en_ligne, sujet) in page.text
    liste = lire(client, adresse(en_ligne, sujet))
    assert liste.status_code == 200
    assert "a été retiré" in liste.text
    assert "Doublon : Saisi deux fois." in liste.text
    assert "Version 2 – retirée" in liste.text
    assert "Retrait (doublon)" in liste.text
    ancienne = lire(client, adresse(en_ligne, sujet, "version", 1))
    assert ancienne.status_code == 200
    assert "Saisi deux fois." in ancienne.text
    tombe = lire(client, adresse(en_ligne, sujet, "version", 2))
    assert "Retrait (doublon)" in tombe.text
    assert "champ par champ" not in tombe.text
    assert lire(client, adresse(en_ligne, sujet, "document", 2)).json()["retrait"]["motif"] == "doublon"


def test_une_demarche_retiree_laisse_lire_l_histoire_de_tout_ce_qui_etait_dessous(en_ligne, client):
    with le(2):
        retirer_et_valider(en_ligne, en_ligne.demarche)
    for sujet in SUJETS:
        for page in (
            lire(client, adresse(en_ligne, sujet)),
            lire(client, adresse(en_ligne, sujet, "version", 1)),
        ):
            assert page.status_code == 200
            assert "Cette démarche a été retirée le 3 septembre 2025" in page.text
            assert "Publié par erreur." in page.text
    page = lire(client, reverse("portail:avis", args=[en_ligne.demarche.pk, en_ligne.demarche.slug]))
    assert page.status_code == 410
    assert adresse(en_ligne, "fiche") in page.text


def test_un_objet_revenu_se_compare_au_dernier_texte_publie(en_ligne, client):
    with le(2):
        retirer_et_valider(en_ligne, en_ligne.mesure)
    with le(3):
        en_ligne.republier(en_ligne.mesure, texte="Description revenue.")
    page = lire(client, adresse(en_ligne, "mesure", "version", 3)).text
    assert "par rapport à la version 1" in page
    assert "retiré entre-temps" in page
    assert "a été retirée" not in page
    assert "Le retrait" not in page


def test_l_histoire_d_une_reponse_dit_chaque_changement_de_position(en_ligne, client):
    with le(2):
        en_ligne.reponse.position, en_ligne.reponse.motifs = Position.NON_RETENUE, [Motif.COUT]
        en_ligne.reponse.save()
        en_ligne.publier(en_ligne.reponse, modification="changement_de_position", raison="Trop cher.")
    with le(3):
        en_ligne.changer(en_ligne.reponse, texte="Le préfet.")
        en_ligne.publier(
            en_ligne.reponse, modification="rectification", raison="Le préfet agit, pas le maire."
        )
    phrase = "Position modifiée le 3 septembre 2025 : retenue → non retenue"
    assert phrase in lire(client, adresse(en_ligne, "reponse")).text
    point = lire(
        client, reverse("portail:proposition", args=[en_ligne.demarche.pk, en_ligne.demarche.slug, "P1"])
    ).text
    assert point.count(phrase) == 1  # the headline, kept after a correction, says the only change
    assert point.index(phrase) < point.index('id="dit"')


def test_une_ancienne_adresse_mene_a_l_histoire(en_ligne, client):
    chemin = adresse(en_ligne, "reponse", "version", 1)
    page = lire(client, chemin.replace(en_ligne.demarche.slug, "ancien-nom") + "?x=1")
    assert page.status_code == 301
    assert page["Location"] == chemin + "?x=1"


@pytest.fixture
def effacer(en_ligne, adele_administratrice):
    def effacer(*passages, documents=()):
        demande = demander_l_effacement(
            en_ligne.dossier,
            en_ligne.validateur,
            motif="donnees_personnelles",
            reference_legale="RGPD, art. 17",
            passages=passages,
            documents_entiers=documents,
        )
        confirmer_l_effacement(demande, adele_administratrice)

    return effacer


def test_un_document_efface_en_entier_repond_410_et_ne_se_garde_nulle_part(en_ligne, client, effacer):
    with le(2):
        en_ligne.republier(en_ligne.reponse, texte="Le préfet.")
    with le(3):
        effacer(documents=[f"suivi.reponse:{en_ligne.reponse.pk}"])
    for numero in (1, 2):
        for page in ("version", "document"):
            reponse = lire(client, adresse(en_ligne, "reponse", page, numero))
            assert reponse.status_code == 410
            assert reponse.headers["Cache-Control"] == "no-store"
            assert "RGPD, art. 17" in reponse.text
            assert "La proposition est reprise." not in reponse.text
    liste = lire(client, adresse(en_ligne, "reponse"))
    assert liste.status_code == 200
    assert liste.text.count("RGPD, art. 17") == 2
    for version in versions_de_l_objet(en_ligne, "reponse"):
        assert version.empreinte in liste.text
    assert "Le préfet." not in liste.text
    chemin = reverse("portail:proposition", args=[en_ligne.demarche.pk, en_ligne.demarche.slug, "P1"])
    for n in (2, 3):
        page = lire(client, f"{chemin}?le={jour(n).date()}")
        assert page.status_code == 200
        assert "La proposition est reprise." not in page.text


def test_un_passage_occulte_l_est_dans_chaque_version_et_dans_chaque_comparaison(en_ligne, client, effacer):
    with le(2):
        en_ligne.changer(en_ligne.demarche, texte="Le secret de Jean Dupont.")
        en_ligne.publier(en_ligne.demarche, modification="rectification", raison="Une précision.")
    with le(3):
        en_ligne.republier(en_ligne.demarche, texte="Rien de secret.")
    with le(4):
        effacer("Jean Dupont")
    pages = [
        adresse(en_ligne, "fiche"),
        *(adresse(en_ligne, "fiche", "version", n) for n in (1, 2, 3)),
        *(adresse(en_ligne, "fiche", "document", n) for n in (1, 2, 3)),
        reverse("portail:fiche", args=[en_ligne.demarche.pk, en_ligne.demarche.slug])
        + f"?le={jour(2).date()}",
    ]
    for page in pages:
        reponse = lire(client, page)
        assert reponse.status_code == 200
        assert "Dupont" not in reponse.text, page
    lue = lire(client, adresse(en_ligne, "fiche", "version", 2)).text
    assert "[passage occulté : données personnelles]" in lue
    assert "Un passage a été occulté le" in lue
    assert "sha256sum" not in lue  # the text that remains no longer gives the fingerprint
    assert "sha256sum" in lire(client, adresse(en_ligne, "fiche", "version", 3)).text


def test_l_histoire_coute_autant_pour_1_version_que_pour_60(en_ligne, client):
    def compter(chemin):
        with le(30), CaptureQueriesContext(connection) as requetes:
            assert client.get(chemin).status_code == 200
        return len([r for r in requetes if "portail.maintenant" not in r["sql"]])

    pages = [adresse(en_ligne, "reponse"), adresse(en_ligne, "reponse", "version", 1)]
    avant = [compter(page) for page in pages]
    for i in range(59):
        with le(2 + i // 24, i % 24):
            en_ligne.republier(en_ligne.reponse, texte=f"Texte {i}.")
    assert [compter(page) for page in pages] == avant
    assert max(avant) <= 12
    liste = lire(client, pages[0])
    assert len(re.findall(r">Version \d+", liste.text)) == 50
    assert ">Version 10<" in lire(client, pages[0] + "?page=2").text
    assert lire(client, pages[0] + "?page=3").status_code == 404


# What is read there


def test_ce_que_le_tout_nomme_n_est_pas_nomme_deux_fois(en_ligne, client):
    page = lire(client, adresse(en_ligne, "avis", "version", 1)).text
    assert "Synthèse</dt>" in page
    assert f"Synthèse{chr(160)}: " not in page


def test_une_demarche_citee_est_nommee_tant_qu_elle_est_en_ligne(scene, client):
    autres = [
        DemarcheFactory(organisation=scene.dossier.organisation, titre=titre)
        for titre in ("Le jour", "Le soir")
    ]
    for autre in autres:
        scene.demarche.demarches_liees.create(nature="suite_de", autre=autre)
    with le(1):
        valider(soumettre(autres[0].dossier, [autres[0]], scene.auteur), scene.validateur)
        scene.publier(scene.demarche)
    with le(2):
        scene.republier(scene.demarche, texte="Un autre chapô.")
    for numero in (1, 2):
        page = lire(client, adresse(scene, "fiche", "version", numero)).text
        assert f"{autres[0].pk}, Le jour" in page
        assert str(autres[1].pk) in page
        assert "Le soir" not in page
