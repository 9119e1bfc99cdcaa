"""Every address × everyone × the state of the démarche × GET, HEAD, POST: what the table says, nothing else."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import reverse

from tests.back_office.conftest import champs_du_formulaire
from tests.droits.adresses import noms
from tests.droits.scene import empreinte_de_la_base
from tests.droits.table import AILLEURS, CONNECTES, PERSONNES, TABLE, TOUS

pytestmark = pytest.mark.django_db

LECTURES = [ligne for ligne in TABLE if ligne.ecrit is None]
ECRITURES = [ligne for ligne in TABLE if ligne.ecrit is not None]

PEU = ["anonyme", "redactrice", "referent_d_ailleurs", "administratrice"]
PAGES_QUI_REFUSENT = {"admin:importer_propositions_valider": "admin:importer_propositions"}


def ids(ligne):
    return ligne.nom


def test_la_table_nomme_chaque_adresse_du_site():
    assert sorted({ligne.adresse for ligne in TABLE} ^ set(noms())) == []


def test_chaque_ligne_se_distingue():
    assert len({ligne.nom for ligne in TABLE}) == len(TABLE)


@pytest.mark.parametrize("ligne", LECTURES, ids=ids)
def test_chacun_lit_ce_que_dit_la_table_et_lire_ne_change_rien(scene, ligne):
    scene.fichier  # noqa: B018 - there before anyone asks for it
    avant, clients = empreinte_de_la_base(), scene.clients
    for etat in ligne.etats:
        adresse = scene.adresse(ligne, etat)
        vus = {nom: statut(clients[nom].get(adresse)) for nom in lecteurs_de(ligne)}
        assert vus == {nom: attendus(ligne)[nom] for nom in vus}, (etat, adresse)
    if ligne.adresse == "admin:login":
        return  # Django sends home whoever is signed in on GET only
    for nom in (min(ligne.qui, default="redactrice"), "referent_d_ailleurs", "anonyme"):
        assert statut(clients[nom].head(adresse)) == vus[nom]
    assert empreinte_de_la_base() == avant


@pytest.mark.parametrize("ligne", ECRITURES, ids=ids)
def test_chacun_ecrit_ce_que_dit_la_table_et_un_refus_ne_change_rien(scene, ligne):
    for etat in ligne.etats:
        adresse = scene.adresse(ligne, etat)
        donnees = scene.valeurs(ligne.ecrit, etat)
        if ligne.formulaire:
            page = scene.clients[min(ligne.qui)].get(adresse)
            donnees = champs_du_formulaire(page) | donnees
        avant, clients = empreinte_de_la_base(), scene.clients
        for nom in PERSONNES.keys() - ligne.qui:
            reponse = clients[nom].post(adresse, envoyer(scene, ligne, etat, donnees))
            if nom not in CONNECTES:
                assert statut(reponse) == "connexion", (nom, etat)
            elif reponse.status_code != 404:  # refused in a sentence, to whom may read
                assert reponse.status_code in {200, 302}, (nom, etat)
                assert nom in lecteurs(ligne, etat), (nom, etat)
        assert empreinte_de_la_base() == avant, etat
        for nom in ligne.qui:
            with annule():
                reponse = clients[nom].post(adresse, envoyer(scene, ligne, etat, donnees))
                assert reponse.status_code == ligne.repond, (nom, etat, erreurs(reponse))
                assert (empreinte_de_la_base() != avant) is ligne.effet, (nom, etat, erreurs(reponse))


@pytest.mark.parametrize("adresse", sorted({ligne.adresse for ligne in TABLE}))
def test_une_methode_que_la_table_ne_prevoit_pas_ne_change_rien(scene, adresse):
    """A POST where one only reads, a link to what is only done by a button."""
    lignes = [ligne for ligne in TABLE if ligne.adresse == adresse]
    methodes = {"post" if ligne.ecrit is not None else "get" for ligne in lignes if ligne.qui}
    url, clients = scene.adresse(lignes[0], lignes[0].etats[0]), scene.clients
    avant = empreinte_de_la_base()
    for methode in {"get", "post"} - methodes:
        for nom, client in clients.items():
            reponse = getattr(client, methode)(url)
            assert reponse.status_code in {200, 301, 302, 404, 405, 410}, (methode, nom)
            if methodes == {"post"} and nom in CONNECTES:
                assert reponse.status_code in {404, 405}
    for methode in ("put", "patch", "delete"):
        for nom in ("redactrice", "administratrice"):
            assert getattr(clients[nom], methode)(url).status_code in {200, 302, 403, 404, 405, 410}
    assert empreinte_de_la_base() == avant


def lecteurs_de(ligne):
    """Public pages do not even read the session: three people see them as thirteen would."""
    return PEU if ligne.adresse.startswith("portail:") and ligne.qui == TOUS else list(PERSONNES)


def envoyer(scene, ligne, etat, donnees) -> dict:
    """The same for everyone; a file is read once, so each sends their own."""
    fichiers = {"{tableur}", "{classeur}"} & set(ligne.ecrit.values())
    return donnees | (scene.valeurs(ligne.ecrit, etat) if fichiers else {})


def attendus(ligne) -> dict:
    public = ligne.adresse.startswith("portail:")
    return {
        nom: ligne.repond if nom in ligne.qui else ligne.sinon if nom in CONNECTES or public else "connexion"
        for nom in PERSONNES
    }


def statut(reponse):
    connexion = reverse("admin:login")
    if reponse.headers.get("Location", "").startswith(connexion) or se_voit_demander_de_se_connecter(reponse):
        return "connexion"
    return reponse.status_code


def se_voit_demander_de_se_connecter(reponse) -> bool:
    """What is sent after a session has ended is answered by the login page itself, which keeps it."""
    page = b"" if reponse.streaming else reponse.content
    return reponse.status_code == 200 and b'name="saisie"' in page and b'id="login-form"' in page


def lecteurs(ligne, etat) -> set:
    """Who reads the page that refuses: that of the address itself or, for a verb, that of the submission."""
    pages = {ligne.adresse, PAGES_QUI_REFUSENT.get(ligne.adresse)}
    if ligne.objet in {"publication", "lot", "effacement", "rectification", "masquage"}:
        pages.add(f"admin:{ligne.objet}")
    ici = etat != AILLEURS
    return {
        nom
        for lue in LECTURES
        if lue.adresse in pages and any((e != AILLEURS) == ici for e in lue.etats)
        for nom in lue.qui
    }


def erreurs(reponse):
    return reponse.context and [reponse.context.get("errors"), list(reponse.context.get("messages", []))]


@contextmanager
def annule():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
