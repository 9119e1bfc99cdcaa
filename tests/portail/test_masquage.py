"""What a validator hides is read nowhere by the public: pages, past days, versions, lists, files, shared previews."""

import ast
import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from demarches.models import Piece
from publication import partages
from publication.atelier import tracer
from publication.fichiers import deposer
from publication.masquage import confirmer_le_masquage, lever_le_masquage, masquer
from publication.models import type_de_version, types_de_version
from publication.soumission import soumettre
from tests import fichiers_parlants
from tests.fabriques import ActualiteFactory, DossierFactory
from tests.portail.test_fuites import MARQUEUR, marquer, parcourir
from tests.scenes import A_CHANGER, DECLAREE, jour, le
from tests.verbes import valider
from vitrine.indexation import ecarts
from vitrine.models import FicheDemarche, FicheProposition

pytestmark = pytest.mark.django_db
CE_QUI_SE_MASQUE = ["demarche", "avis", "proposition", "reponse", "impact", "mesure", "actualite"]


@pytest.fixture
def en_ligne(scene):
    dossier = DossierFactory(organisation=scene.dossier.organisation)
    scene.actualite = ActualiteFactory(dossier=dossier, titre="Une nouvelle")
    scene.mesure.numero = 1
    scene.mesure.save()
    with le(0):
        scene.publier(*[objet for objet in scene.tout if objet is not scene.actualite])
    return scene


def marquer_et_publier(scene, nom):
    """Two versions of the object hold the marker in all its texts, each public on its day."""
    objet = getattr(scene, nom)
    for date in (
        "synthese_intermediaire_le",
        "bilan_le",
        "evaluation_le",
        "reponse_le",
    ):  # of a text that the marker is about to write
        if hasattr(objet, date):
            setattr(objet, date, dt.date(2025, 8, 20))
    marquer(objet)
    dossier = objet.dossier if nom == "actualite" else scene.dossier
    for n in (1, 2):
        setattr(objet, A_CHANGER[type(objet).__name__], f"{MARQUEUR} {n}")
        objet.save()
        deja = type_de_version(objet).objects.filter(objet=objet.pk).exists()
        with le(n):
            tracer(objet, scene.auteur, dossier)
            soumise = soumettre(dossier, [objet], scene.auteur, **(DECLAREE if deja else {}))
            valider(soumise, scene.validateur)
    return objet, dossier


def cacher(objet, dossier, par, n=3):
    with le(n):
        return masquer(objet, dossier, par, motif="contenu_illicite", precision="Tout.")


def lu(client, n, depart=("/", "/demarches/", "/actualites/"), heure=10):
    with le(n, heure):
        return parcourir(client, depart)


@pytest.mark.parametrize("nom", CE_QUI_SE_MASQUE)
def test_le_texte_masque_ne_se_lit_a_aucune_adresse(en_ligne, client, nom):
    objet, dossier = marquer_et_publier(en_ligne, nom)
    avant = lu(client, 2)
    vues = {adresse for adresse, texte in avant.items() if MARQUEUR in texte}
    assert vues, "the crawl must find what is to be hidden"
    dates = tuple(f"{adresse.split('?')[0]}?le={jour(n):%Y-%m-%d}" for adresse in avant for n in (1, 2, 3))
    masquage = cacher(objet, dossier, en_ligne.validateur)
    adresses = ("/", "/demarches/", "/actualites/", *avant, *dates)
    lues = lu(client, 3, adresses).items()
    cachees = {adresse for adresse, texte in lues if MARQUEUR in texte and MARQUEUR not in adresse}
    copies = {"proposition": "/mesures/"}.get(nom)  # its title stands in the documents of its mesures
    assert {adresse for adresse in cachees if not copies or copies not in adresse} == set()
    with le(4):
        lever_le_masquage(masquage, en_ligne.validateur, "Vérifié.")
    assert {adresse for adresse, texte in lu(client, 5, tuple(avant)).items() if MARQUEUR in texte} >= vues


@pytest.mark.parametrize(
    ("nom", "page"),
    [
        ("demarche", "fiche"),
        ("demarche", "avis"),
        ("demarche", "mandat"),
        ("demarche", "fiche_versions"),
        ("proposition", "proposition"),
        ("proposition", "proposition_versions"),
        ("proposition", "reponse_versions"),
        ("reponse", "reponse_versions"),
        ("mesure", "mesure"),
        ("mesure", "mesure_versions"),
        ("avis", "avis_versions"),
        ("impact", "impact_versions"),
    ],
)
def test_la_page_dit_qu_elle_est_masquee(en_ligne, client, nom, page):
    cacher(getattr(en_ligne, nom), en_ligne.dossier, en_ligne.validateur, n=1)
    arguments = [en_ligne.demarche.pk, en_ligne.demarche.slug]
    arguments += {"p": ["P1"], "r": ["P1"], "m": [1]}.get(page[0], []) if page != "mandat" else []
    adresse = reverse(f"portail:{page}", args=arguments)
    for requete in ("", "?le=2025-09-01"):
        with le(1, 10):
            reponse = client.get(adresse + requete)
        assert reponse.status_code == 403
        assert reponse.headers["Cache-Control"] == "no-store"
        assert "Le CIPC a masqué ce contenu le 2 septembre 2025 à 09:00" in reponse.text
        assert "au plus tard le 5 septembre 2025 à 09:00" in reponse.text
    with le(4):
        assert client.get(adresse).status_code == 200


@pytest.mark.parametrize(
    ("nom", "page", "faux"),
    [
        ("reponse", "proposition", "Sans réponse."),
        ("avis", "avis", "n’est pas encore publié"),
        ("impact", "impact", "Aucune réponse d’ensemble"),
    ],
)
def test_ce_qui_est_masque_ne_passe_pas_pour_absent(en_ligne, client, nom, page, faux):
    cacher(getattr(en_ligne, nom), en_ligne.dossier, en_ligne.validateur, n=1)
    arguments = [en_ligne.demarche.pk, en_ligne.demarche.slug, *(["P1"] if page == "proposition" else [])]
    for requete in ("", "?le=2025-09-01"):
        with le(1, 10):
            texte = client.get(reverse(f"portail:{page}", args=arguments) + requete).text
        assert "Masquage conservatoire" in texte
        assert faux not in texte


def test_les_trois_pages_de_la_demarche_disent_ce_qui_est_masque(en_ligne, client):
    cacher(en_ligne.mesure, en_ligne.dossier, en_ligne.validateur, n=1)
    for page in ("fiche", "avis", "impact"):
        with le(1, 10):
            adresse = reverse(f"portail:{page}", args=[en_ligne.demarche.pk, en_ligne.demarche.slug])
            assert "Masquage conservatoire\u00a0: Mesure 1." in client.get(adresse).text


def test_les_comptes_ne_bougent_pas(en_ligne):
    """Hiding an answer does not make the State silent, nor hiding a point make it disappear."""
    for nom in ("reponse", "proposition", "mesure", "avis"):
        cacher(getattr(en_ligne, nom), en_ligne.dossier, en_ligne.validateur, n=1)
    avant, apres = (FicheDemarche.objects.en_vigueur(instant).get() for instant in (jour(0), jour(1, 10)))
    for champ in ("publiees", "repondues", "sans_reponse", "mesures", "avis_publie", "nombre_remis"):
        assert getattr(avant, champ) == getattr(apres, champ), champ
    point = FicheProposition.objects.en_vigueur(jour(1, 10)).get()
    assert point.titre == point.mesures[0]["titre"] == "Texte masqué à titre conservatoire"


def test_l_index_revient_de_lui_meme_au_bout_de_72_heures(en_ligne):
    cacher(en_ligne.demarche, en_ligne.dossier, en_ligne.validateur, n=1)
    en_vigueur = [FicheDemarche.objects.en_vigueur(jour(n, h)).exists() for n, h in ((1, 10), (4, 8), (4, 9))]
    assert en_vigueur == [False, False, True]
    for n in (1, 3, 4, 6):
        with le(n, 10):
            assert ecarts(en_ligne.dossier, jour(n, 10)) == []


def test_l_index_suit_une_confirmation_puis_une_levee(en_ligne, valerie_valideuse):
    masquage = cacher(en_ligne.demarche, en_ligne.dossier, en_ligne.validateur, n=1)
    with le(2):
        confirmer_le_masquage(masquage, valerie_valideuse)
    assert not FicheDemarche.objects.en_vigueur(jour(400)).exists()
    with le(9):
        lever_le_masquage(masquage, valerie_valideuse, "Effacé.")
    assert FicheDemarche.objects.en_vigueur(jour(9)).exists()
    assert ecarts(en_ligne.dossier, jour(9)) == []


def test_un_fichier_cite_par_ce_qui_est_masque_ne_se_telecharge_plus(en_ligne, client):
    fichier = deposer(
        ContentFile(fichiers_parlants.pdf("Une note.")), "note.pdf", en_ligne.dossier, en_ligne.auteur
    )
    Piece.objects.create(demarche=en_ligne.demarche, fichier=fichier, titre="Note")
    with le(1):
        en_ligne.republier(en_ligne.demarche, texte="Avec sa note.")
    masquage = cacher(en_ligne.demarche, en_ligne.dossier, en_ligne.validateur, n=2)
    adresse = reverse("portail:fichier", args=[fichier.sha256, fichier.nom])
    with le(2, 10):
        reponse = client.get(adresse)
        assert (reponse.status_code, reponse.headers["Cache-Control"]) == (403, "no-store")
        lever_le_masquage(masquage, en_ligne.validateur, "Vérifié.")
        assert b"".join(client.get(adresse).streaming_content).startswith(b"%PDF")


def test_l_histoire_dit_quand_l_objet_a_ete_masque(en_ligne, client):
    cacher(en_ligne.mesure, en_ligne.dossier, en_ligne.validateur, n=1)
    adresse = reverse("portail:mesure_versions", args=[en_ligne.demarche.pk, en_ligne.demarche.slug, 1])
    with le(5):
        texte = client.get(adresse).text
    assert "du 2 septembre 2025 à 09:00 au 5 septembre 2025 à 09:00 (contenu illicite)" in texte


def test_l_apercu_des_agents_le_montre_celui_d_un_lien_le_cache(en_ligne, client):
    cacher(en_ligne.proposition, en_ligne.dossier, en_ligne.validateur, n=1)
    page = f"demarches/{en_ligne.demarche.pk}-{en_ligne.demarche.slug}/propositions/P1/"
    client.force_login(en_ligne.validateur)
    with le(2):
        agent = client.get(reverse("admin:apercu_du_dossier_page", args=[en_ligne.demarche.pk, page]))
        partage = partages.partager(en_ligne.dossier, en_ligne.auteur, pour="Une relectrice")
        relectrice = Client().get(reverse("portail:apercu_page", args=[partage.jeton, page]))
        assert Client().get(f"/{page}").status_code == 403
    assert agent.status_code == 200
    assert en_ligne.proposition.verbatim in agent.text
    assert "masqué au public en ce moment, visible ici" in agent.text
    assert relectrice.status_code == 403
    assert en_ligne.proposition.verbatim not in relectrice.text


def test_le_code_public_ne_lit_les_documents_que_par_la_fenetre():
    """`Version.objects` knows nothing of masks: public code names it only where no document is read."""
    admis = {
        "portail/pages_designees.py": 2,  # whether it was ever public, and an identifier
        "portail/views/page_de_demarche.py": 1,  # an identifier
        "portail/views/fichiers.py": 1,  # whether a hidden document cites a file
        "portail/views/versions.py": 1,  # an identifier
    }
    versions = {modele.__name__ for modele in types_de_version()} | {
        "modele",
        "porteur",
        "modele_qui_designe",
    }
    trouves = {}
    for fichier in Path(settings.RACINE, "portail").rglob("*.py"):
        if "demonstration" in fichier.parts:
            continue
        for noeud in ast.walk(ast.parse(fichier.read_text())):
            if not (isinstance(noeud, ast.Attribute) and noeud.attr in {"objects", "_base_manager"}):
                continue
            if {getattr(noeud.value, "id", ""), getattr(noeud.value, "attr", "")} & versions:
                chemin = str(fichier.relative_to(settings.RACINE))
                trouves[chemin] = trouves.get(chemin, 0) + 1
    assert trouves == admis
