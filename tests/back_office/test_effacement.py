"""The pages of legal erasure: two people, nobody else, and every refusal said in French."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from demarches.models import Membre
from publication.effacement import demander_l_effacement
from publication.fichiers import deposer
from publication.models import Effacement
from publication.soumission import soumettre
from tests.back_office.conftest import messages_de, texte
from tests.fabriques import DemarcheFactory
from tests.fichiers_parlants import depot, ods, odt

NOM = "Jean Dupont"
DEMANDE = {
    "motif": "donnees_personnelles",
    "reference_legale": "RGPD, art. 17",
    "passages": NOM,
}
LISTE = reverse("admin:effacements")


@pytest.fixture
def nommee(demarche):
    Membre.objects.create(demarche=demarche, role="garant", nom=NOM)
    return demarche


@pytest.fixture
def demande(nommee, viktor_valideur):
    return demander_l_effacement(nommee.dossier, viktor_valideur, **DEMANDE | {"passages": [NOM]})


def adresse(nom, pk):
    return reverse(f"admin:{nom}", args=[pk])


def demander(qui, demarche, **champs):
    return qui.post(adresse("demander_l_effacement", demarche.pk), DEMANDE | champs)


def test_du_depot_de_la_demande_a_l_effacement(nommee, viktor, adele):
    reponse = adele.get(LISTE, {"demarche": f"https://exemple.fr/demarches/{nommee.pk}-un-titre/avis/"})
    assert reponse.headers["Location"] == adresse("demander_l_effacement", nommee.pk)
    reponse = demander(adele, nommee)
    demande = Effacement.objects.get()
    assert reponse.headers["Location"] == adresse("effacement", demande.pk)
    page = texte(viktor.get(adresse("effacement", demande.pk)))
    for attendu in (NOM, "Textes de l’atelier et de l’index", "Confirmer et effacer", "RGPD, art. 17"):
        assert attendu in page
    reponse = viktor.post(adresse("confirmer_l_effacement", demande.pk), follow=True)
    assert messages_de(reponse)[0].startswith("C’est effacé : dans les documents, l’atelier et l’index.")
    assert NOM not in texte(reponse)
    assert Membre.objects.get().nom == "[passage occulté : données personnelles]"


def test_un_refus_garde_ce_qui_est_saisi_et_dit_ce_qui_manque(demande, adele):
    reponse = adele.post(adresse("refuser_l_effacement", demande.pk), {"raison": f"{NOM} est élu."})
    assert messages_de(reponse) == [
        "La raison du refus est conservée : elle ne doit pas reprendre le passage."
    ]
    assert f"{NOM} est élu." in texte(reponse)
    reponse = adele.post(adresse("refuser_l_effacement", demande.pk), {"raison": "Élu."}, follow=True)
    assert messages_de(reponse) == [
        "La demande est refusée : rien n’a été effacé, les passages sont oubliés."
    ]
    assert NOM not in texte(reponse)


ACTIONS = ["confirmer_l_effacement", "refuser_l_effacement"]


def test_ces_pages_n_existent_que_pour_le_cipc_et_les_administrateurs(
    demande, nommee, alice, oscar, simone, viktor, adele, client
):
    pages = [LISTE, adresse("effacement", demande.pk), adresse("demander_l_effacement", nommee.pk)]
    for page in pages:
        vus = {
            qui.personne.prenom: qui.get(page).status_code for qui in (alice, oscar, simone, viktor, adele)
        }
        assert vus == {"Alice": 404, "Oscar": 404, "Simone": 404, "Viktor": 200, "Adèle": 200}
        assert client.get(page).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("action", ACTIONS)
def test_une_requete_forgee_n_efface_rien(action, demande, nommee, alice, oscar, simone):
    for qui in (alice, oscar, simone):
        assert qui.post(adresse(action, demande.pk), {"raison": "Non."}).status_code == 404
        assert demander(qui, nommee).status_code == 404
    assert Effacement.objects.get().etat == "demande"
    assert Membre.objects.get().nom == NOM


@pytest.mark.parametrize("action", ACTIONS)
def test_un_effacement_ne_se_decide_pas_par_un_lien(action, demande, adele):
    assert adele.get(adresse(action, demande.pk)).status_code == 405


def test_qui_demande_ne_confirme_pas(demande, viktor, valerie):
    page = texte(viktor.get(adresse("effacement", demande.pk)))
    assert "Confirmer et effacer" not in page
    assert "Vous avez demandé cet effacement" in page
    assert "Confirmer et effacer" not in texte(valerie.get(adresse("effacement", demande.pk)))
    reponse = viktor.post(adresse("confirmer_l_effacement", demande.pk))
    assert messages_de(reponse) == [
        "Vous avez demandé cet effacement : une autre personne doit le confirmer ou le refuser."
    ]
    reponse = valerie.post(adresse("confirmer_l_effacement", demande.pk))
    assert messages_de(reponse)[0].startswith("Un effacement se décide à deux")
    assert Membre.objects.get().nom == NOM


def test_une_administratrice_ne_voit_que_ce_que_montre_la_demande(demande, nommee, en_attente, adele, viktor):
    """Never the workshop, nor what is not public yet."""
    assert adele.get(reverse("admin:dossier", args=[nommee.pk])).status_code == 404
    formulaire = adresse("demander_l_effacement", nommee.pk)
    assert "Fiche d’identité" not in texte(adele.get(formulaire))
    assert "Fiche d’identité : Convention sur la nuit" in texte(viktor.get(formulaire))


MAUVAISES = {
    "rien": ({"passages": ""}, "Donnez au moins un passage"),
    "trop court": ({"passages": "a"}, "trop court"),
    "des espaces": ({"passages": "   \r\n\t "}, "Donnez au moins un passage"),
    "courant": ({"passages": "de la"}, "mots courants"),
    "introuvable": ({"passages": "Marie Curie"}, "ne se trouve nulle part"),
    "une expression régulière": ({"passages": "(((a+)+)+)+$ abcd"}, "ne se trouve nulle part"),
    "un caractère nul": ({"passages": "Jean\0Dupont"}, "nul"),
    "dix mille caractères": ({"passages": "abcde" * 2000}, "ne se trouve nulle part"),
    "onze mille caractères": ({"passages": "abcde" * 2200}, "dépasse 10 000 caractères"),
    "le passage dans la référence": ({"reference_legale": NOM}, "elle ne doit pas reprendre"),
    "un motif de retrait": ({"motif": "doublon"}, "doublon"),
    "un document d’ailleurs": ({"documents_entiers": "accounts.agent:1"}, ""),
    "sans référence": ({"reference_legale": " "}, "Donnez la référence légale"),
}


@pytest.mark.parametrize("mauvaise", MAUVAISES)
def test_une_mauvaise_saisie_est_expliquee(mauvaise, nommee, en_attente, viktor):
    champs, phrase = MAUVAISES[mauvaise]
    reponse = demander(viktor, nommee, **champs)
    assert reponse.status_code == 200
    assert phrase in texte(reponse)
    assert not Effacement.objects.exists()


def test_deux_passages_se_separent_par_une_ligne_vide(nommee, viktor):
    demander(viktor, nommee, passages=f"{NOM}\r\n \r\nConvention sur la nuit\r\n")
    assert [passage.strip() for passage in Effacement.objects.get().passages] == [
        NOM,
        "Convention sur la nuit",
    ]


@pytest.mark.parametrize("demarche_saisie", ["", "abc", "999999", "/demarches/0-x/", "9" * 30, "1\x01"])
def test_une_demarche_inconnue_se_dit(demarche_saisie, viktor):
    reponse = viktor.get(LISTE, {"demarche": demarche_saisie})
    assert reponse.status_code == 200
    assert "démarche" in texte(reponse)


def test_l_apercu_dit_ce_qui_resterait(demande, nommee, viktor_valideur, viktor, adele, ministere):
    nommee.chapo = "Écrire à jdupont@exemple.fr. La Dupontologie."
    nommee.save()
    soumettre(nommee.dossier, [nommee], nommee.dossier.traces.first().agent)
    autre = DemarcheFactory(
        titre="Concertation d’ailleurs", chapo="Avec JEAN  DUPONT.", organisation=ministere
    )
    soumettre(autre.dossier, [autre], nommee.dossier.traces.first().agent)
    page = texte(viktor.get(adresse("effacement", demande.pk)))
    assert "Dupontologie., jdupont@exemple.fr." in page
    assert "1 autre démarche, que cet effacement ne touche pas : Concertation d’ailleurs." in page
    vue = texte(adele.get(adresse("effacement", demande.pk)))
    assert "1 autre démarche, que cet effacement ne touche pas." in vue
    assert "Concertation d’ailleurs" not in vue


def test_la_liste_coute_le_meme_nombre_de_requetes(nommee, viktor, viktor_valideur):
    def requetes():
        with CaptureQueriesContext(connection) as captees:
            viktor.get(LISTE)
        return len(captees)

    demander_l_effacement(nommee.dossier, viktor_valideur, **DEMANDE | {"passages": [NOM]})
    une = requetes()
    for _ in range(20):
        demander_l_effacement(nommee.dossier, viktor_valideur, **DEMANDE | {"passages": [NOM]})
    assert requetes() == une


def test_le_menu_y_mene(viktor, adele, simone, alice):
    accueil = reverse("admin:index")
    liens = {qui.personne.prenom: LISTE in texte(qui.get(accueil)) for qui in (viktor, adele, simone, alice)}
    assert liens == {"Viktor": True, "Adèle": True, "Simone": False, "Alice": False}


def test_l_apercu_dit_qu_un_fichier_sert_aussi_ailleurs(
    nommee, viktor, viktor_valideur, ministere, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    autre = DemarcheFactory(titre="Concertation d’ailleurs", organisation=ministere)
    auteur = nommee.dossier.traces.first().agent
    for dossier, octets in (
        (nommee.dossier, odt(NOM)),
        (autre.dossier, odt("Rien")),
        (nommee.dossier, odt("Rien")),
    ):
        deposer(depot(octets), "lettre.odt", dossier, auteur)
    commun = deposer(depot(ods(NOM)), "commun.ods", nommee.dossier, auteur)
    commun.dossiers.add(autre.dossier)
    demande = demander_l_effacement(nommee.dossier, viktor_valideur, **DEMANDE | {"passages": [NOM]})
    page = texte(viktor.get(adresse("effacement", demande.pk)))
    assert page.count("déposé aussi dans une autre démarche, qui le perdra") == 1
    assert re.search(r"commun.ods \([^)]*\), déposé aussi", page)
