"""Pages kept by the fast lane: the same bytes, never older than what is published, rendered once for a crowd."""

import datetime as dt
import gzip
import threading
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from config.voie_rapide import VoieRapide
from config.voie_rapide.adresses import cle_de, encodage_accepte
from config.voie_rapide.generations import Generations
from config.voie_rapide.pages import Pages
from publication import horloge
from publication.enums import PointDeControle
from publication.masquage import masquer
from publication.urgence import approuver, publier_en_urgence
from tests.scenes import jour, le
from vitrine.generation import generation, oublier
from vitrine.models import Generation


class Requete:
    """A request to a WSGI application, and what came back."""

    def __init__(self, application, chemin, methode="GET", **entetes):
        chemin, _, requete = chemin.partition("?")
        environ = {
            "REQUEST_METHOD": methode,
            "PATH_INFO": chemin,
            "QUERY_STRING": requete,
            "HTTP_HOST": "localhost",
        }
        environ |= {f"HTTP_{nom.upper()}": valeur for nom, valeur in entetes.items()}
        setup_testing_defaults(environ)
        morceaux = application(environ, self._commencer)
        self.corps = b"".join(morceaux)
        getattr(morceaux, "close", lambda: None)()

    def _commencer(self, statut, entetes, exc_info=None):
        self.statut, self.entetes = int(statut.split()[0]), {nom.lower(): valeur for nom, valeur in entetes}


class GenerationLue(Generations):
    """Reads the generation through the connection of the test, whose transaction holds what it published."""

    def _relire(self):
        with connection.cursor() as curseur:
            self.lue = generation(curseur, horloge.maintenant())


class Compteur:
    """The application, and how many times it was asked."""

    def __init__(self, application=None):
        self.application, self.appels, self.attendre = (
            application or get_wsgi_application(),
            0,
            threading.Event(),
        )
        self.attendre.set()

    def __call__(self, environ, start_response):
        self.appels += 1
        self.attendre.wait(10)
        return self.application(environ, start_response)


@pytest.fixture
def django():
    """Django, but for what would close the connection of the test between two requests."""
    signaux = (request_started, request_finished)
    for signal in signaux:
        signal.disconnect(close_old_connections)
    yield Compteur()
    for signal in signaux:
        signal.connect(close_old_connections)


@pytest.fixture
def voie(django, tmp_path):
    return VoieRapide(django, Pages(tmp_path / "pages"), GenerationLue(fraicheur=0))


@pytest.fixture
def en_ligne(scene):
    with le(0):
        scene.publier(scene.demarche, scene.avis, scene.proposition)
    return scene


@pytest.mark.django_db
def test_la_seconde_lecture_ne_demande_rien_a_django(en_ligne, voie, django):
    with le(1):
        premiere, seconde = Requete(voie, "/demarches/"), Requete(voie, "/demarches/")
    assert (premiere.statut, premiere.corps, premiere.entetes) == (200, seconde.corps, seconde.entetes)
    assert "La ville, la nuit" in premiere.corps.decode()
    assert django.appels == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("accepte", "encodage", "lire"), [
    ("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes), ("br;q=0", None, bytes),
])  # fmt: skip
def test_chacun_recoit_la_page_dans_l_encodage_qu_il_accepte(en_ligne, voie, accepte, encodage, lire):
    with le(1):
        page = Requete(voie, "/demarches/", accept_encoding=accepte)
        entiere = Requete(voie, "/demarches/")
    assert page.entetes.get("content-encoding") == encodage
    assert page.entetes["vary"] == "Accept-Encoding"
    assert lire(page.corps) == entiere.corps
    assert page.entetes["content-length"] == str(len(page.corps))


@pytest.mark.django_db
def test_qui_tient_deja_la_page_recoit_304_et_rien_d_autre(en_ligne, voie):
    with le(1):
        page = Requete(voie, "/demarches/", accept_encoding="br")
        for connus in (page.entetes["etag"], f'"autre", W/{page.entetes["etag"]}', "*"):
            relue = Requete(voie, "/demarches/", accept_encoding="br", if_none_match=connus)
            assert (relue.statut, relue.corps, relue.entetes["etag"]) == (304, b"", page.entetes["etag"])
        assert Requete(voie, "/demarches/", accept_encoding="br", if_none_match='"autre"').statut == 200
    assert not page.entetes["etag"].startswith("W/")
    assert page.entetes["cache-control"] == "no-cache"
    assert "stale-if-error=86400" in page.entetes["surrogate-control"]


@pytest.mark.django_db
def test_head_dit_la_meme_chose_sans_le_corps(en_ligne, voie, django):
    with le(1):
        tete, page = Requete(voie, "/demarches/", "HEAD"), Requete(voie, "/demarches/")
    assert (tete.entetes, tete.corps) == (page.entetes, b"")
    assert django.appels == 1


@pytest.mark.django_db
def test_une_publication_se_lit_aussitot(en_ligne, voie):
    adresse = f"/demarches/{en_ligne.demarche.pk}-{en_ligne.demarche.slug}/"
    with le(1):
        assert "Ce qui suit est neuf" not in Requete(voie, adresse).corps.decode()
        en_ligne.republier(en_ligne.demarche, texte="Ce qui suit est neuf.")
        assert "Ce qui suit est neuf" in Requete(voie, adresse).corps.decode()


@pytest.mark.django_db
def test_une_publication_programmee_se_lit_a_la_seconde_dite(en_ligne, voie):
    adresse = f"/demarches/{en_ligne.demarche.pk}-{en_ligne.demarche.slug}/"
    with le(1):
        en_ligne.republier(en_ligne.demarche, texte="Pour plus tard.", publier_le=jour(3))
    for instant, lu in ((jour(3) - dt.timedelta(seconds=1), False), (jour(3), True)):
        with horloge.reglee_sur(instant):
            assert ("Pour plus tard." in Requete(voie, adresse).corps.decode()) is lu


@pytest.mark.django_db
def test_un_masquage_se_voit_aussitot_et_finit_de_lui_meme(en_ligne, voie):
    adresse = f"/demarches/{en_ligne.demarche.pk}-{en_ligne.demarche.slug}/"
    with le(1):
        assert Requete(voie, adresse).statut == 200
        masquer(
            en_ligne.avis, en_ligne.dossier, en_ligne.validateur, motif="contenu_illicite", precision="Tout."
        )
        assert "Masquage conservatoire" in Requete(voie, adresse).corps.decode()
    with le(4):
        assert "Masquage conservatoire" not in Requete(voie, adresse).corps.decode()


@pytest.mark.django_db
def test_l_approbation_d_une_urgence_se_lit_aussitot(scene, valerie_valideuse, voie):
    adresse = f"/demarches/{scene.demarche.pk}-{scene.demarche.slug}/"
    with le(0):
        urgente = publier_en_urgence(
            scene.soumettre(scene.demarche), scene.validateur, "Une erreur dangereuse."
        )
    with le(1):
        assert "ne l’a pas encore approuvé" in Requete(voie, adresse).corps.decode()
        approuver(urgente, valerie_valideuse, PointDeControle.values)
        assert "Un second validateur l’a approuvé" in Requete(voie, adresse).corps.decode()


@pytest.mark.django_db
def test_minuit_a_paris_change_les_pages(voie):
    with horloge.reglee_sur(dt.datetime(2025, 7, 1, 21, 59, tzinfo=dt.UTC)):
        avant = voie.generations.en_vigueur()
    with horloge.reglee_sur(dt.datetime(2025, 7, 1, 22, 0, tzinfo=dt.UTC)):
        assert voie.generations.en_vigueur() != avant


@pytest.mark.django_db
def test_ce_qui_n_est_pas_une_page_publique_ne_se_garde_pas(en_ligne, voie, django):
    with le(1):
        for chemin in (
            "/admin/login/",
            "/sante/",
            "/demarches/?inconnu=1",
            "/demarches/?q=a&q=b",
            "/rien/",
            "/demarches/?page=999",
        ):
            django.appels = 0
            Requete(voie, chemin)
            Requete(voie, chemin)
            assert django.appels == 2, chemin
        assert Requete(voie, "/demarches/", "POST").statut in {403, 405}


@pytest.mark.django_db
def test_le_nom_du_site_et_le_protocole_distinguent_les_pages(en_ligne, voie):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}
    cles = {
        cle_de(environ | autre)
        for autre in ({}, {"HTTP_HOST": "a"}, {"HTTP_X_FORWARDED_PROTO": "https"}, {"QUERY_STRING": "q=1"})
    }
    assert len(cles) == 4


def test_les_refus_d_encodage_sont_entendus():
    assert encodage_accepte({"HTTP_ACCEPT_ENCODING": "br;q=0, gzip;q=0.5"}) == "gzip"
    assert encodage_accepte({}) == ""


class UneGeneration:
    def __init__(self, nom):
        self.nom = nom

    def en_vigueur(self):
        return self.nom


def une_page(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html"), ("Cache-Control", "no-cache")])
    return [b"une page"]


@pytest.mark.parametrize(
    ("statut", "entetes"),
    [
        ("200 OK", [("Cache-Control", "no-store")]),
        ("200 OK", [("Cache-Control", "max-age=0, no-cache, no-store, must-revalidate, private")]),
        ("200 OK", []),
        ("200 OK", [("Cache-Control", "no-cache"), ("Set-Cookie", "a=b")]),
        ("410 Gone", [("Cache-Control", "no-cache")]),
    ],
)
def test_ce_qui_n_est_pas_la_meme_page_pour_tous_passe_sans_etre_garde(tmp_path, statut, entetes):
    def application(environ, start_response):
        start_response(statut, entetes)
        return [b"pour une personne"]

    application = Compteur(application)
    voie = VoieRapide(application, Pages(tmp_path), UneGeneration("1"))
    for _ in range(2):
        page = Requete(voie, "/")
        assert (page.statut, page.corps) == (int(statut[:3]), b"pour une personne")
        assert "etag" not in page.entetes
    assert application.appels == 2


def test_une_foule_ne_fait_calculer_la_page_qu_une_fois(tmp_path):
    """Each has its own `Pages`, as each worker has."""
    application = Compteur(une_page)
    application.attendre.clear()
    lues = []

    def lecteur():
        voie = VoieRapide(application, Pages(tmp_path), UneGeneration("1"))
        lues.append(Requete(voie, "/").corps)

    foule = [threading.Thread(target=lecteur) for _ in range(12)]
    for un in foule:
        un.start()
    application.attendre.set()
    for un in foule:
        un.join(20)
    assert (len(lues), set(lues), application.appels) == (12, {b"une page"}, 1)


def test_les_pages_d_une_generation_passee_s_en_vont(tmp_path):
    generations = UneGeneration("1")
    voie = VoieRapide(une_page, Pages(tmp_path), generations)
    Requete(voie, "/")
    generations.nom = "2"
    Requete(voie, "/")
    assert len(list(tmp_path.glob("pages-*"))) == 1


def test_sans_base_de_donnees_la_derniere_generation_connue_reste(tmp_path, monkeypatch):
    generations = Generations(fraicheur=0)
    monkeypatch.setattr(
        "config.voie_rapide.generations._parametres", lambda: {"host": str(tmp_path), "connect_timeout": 1}
    )
    assert generations.en_vigueur() is None
    generations.lue = "7"
    assert generations.en_vigueur().startswith("7-")


def test_un_disque_plein_n_empeche_pas_de_lire(tmp_path, monkeypatch):
    def plein(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", plein)
    voie = VoieRapide(une_page, Pages(tmp_path), UneGeneration("1"))
    assert Requete(voie, "/").corps == b"une page"


@pytest.mark.django_db(transaction=True)
def test_deux_publications_qui_finissent_dans_l_autre_ordre_changent_la_generation_deux_fois():
    """The one that took its number first ends last: the greatest number does not tell them apart, the count does."""
    lues = []

    def lire():
        with connection.cursor() as curseur:
            lues.append(generation(curseur, timezone.now()))

    commencee, finir = threading.Event(), threading.Event()

    def lente():
        with transaction.atomic():
            Generation.objects.create(le=timezone.now())
            commencee.set()
            finir.wait(10)
        connection.close()

    fil = threading.Thread(target=lente)
    fil.start()
    commencee.wait(10)
    Generation.objects.create(le=timezone.now())
    lire()
    finir.set()
    fil.join(10)
    lire()
    assert len(set(lues)) == 2


@pytest.mark.django_db
def test_les_anciennes_generations_s_oublient():
    for n in (0, 5):
        Generation.objects.create(le=jour(n))
    assert oublier(jour(5)) == 1
