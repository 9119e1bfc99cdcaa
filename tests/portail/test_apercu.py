"""What is not online yet, read as it would be, by those who may; of which nothing remains."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from demarches.models import Piece
from publication import horloge, partages
from publication.fichiers import deposer
from publication.models import Partage
from publication.soumission import retirer, soumettre_au_fil_de_l_eau
from suivi.models import ReponseVersion
from tests import fichiers_parlants
from tests.fabriques import ActualiteFactory, DemarcheFactory, PropositionFactory
from tests.scenes import DECLAREE, jour, le
from tests.verbes import valider

pytestmark = pytest.mark.django_db


@pytest.fixture
def agente(client, scene):
    client.force_login(scene.auteur)
    return client


@pytest.fixture
def cipc_connecte(client, scene):
    client.force_login(scene.validateur)
    return client


@pytest.fixture
def en_ligne(scene):
    """Online on day 1, the title and the answer changed in the workshop since."""
    with le(1):
        scene.publier()
    with le(2):
        scene.demarche.titre = "La ville, la nuit et le matin"
        scene.demarche.save()
        scene.reponse.motivation = "Une motivation récrite."
        scene.reponse.save()
    return scene


def pages(scene, slug="apercu"):
    return {
        "fiche": f"demarches/{scene.demarche.pk}-{slug}/",
        "avis": f"demarches/{scene.demarche.pk}-{slug}/avis/",
        "point": f"demarches/{scene.demarche.pk}-{slug}/propositions/P1/",
    }


def lire(client, scene, page="fiche", n=3, racine=None):
    racine = racine or f"/admin/dossiers/{scene.dossier.pk}/apercu/"
    with le(n):
        return client.get(racine + pages(scene)[page], follow=True)


def lignes():
    """Every row of every table but those of sessions, as the database holds it."""
    contenu = {}
    for modele in apps.get_models():
        if modele._meta.app_label != "sessions":
            contenu[modele._meta.label] = sorted(map(repr, modele._base_manager.values_list()))
    return contenu


def test_l_atelier_se_lit_comme_s_il_etait_en_ligne(agente, en_ligne):
    assert "La ville, la nuit et le matin</h1>" in lire(agente, en_ligne).text
    assert "Une motivation récrite." in lire(agente, en_ligne, "point").text
    publique = Client().get(f"/{pages(en_ligne)['fiche']}", follow=True).text
    assert "et le matin" not in publique


def test_de_l_apercu_il_ne_reste_rien(agente, en_ligne):
    avant = lignes()
    for page in ("fiche", "avis", "point"):
        assert lire(agente, en_ligne, page).status_code == 200
    assert lignes() == avant


def test_un_brouillon_incomplet_se_voit_aussi(agente, scene):
    scene.demarche.question = scene.demarche.chapo = ""
    scene.demarche.save()
    page = lire(agente, scene)
    assert page.status_code == 200
    assert "Aperçu : cette page n’est pas en ligne." in page.text
    assert Client().get(f"/{pages(scene)['fiche']}").status_code == 404


def test_une_soumission_se_lit_telle_qu_elle_a_ete_figee(cipc_connecte, en_ligne):
    with le(3):
        publication = en_ligne.soumettre(en_ligne.demarche, **DECLAREE)
        en_ligne.demarche.titre = "Encore un autre titre"
        en_ligne.demarche.save()
    racine = f"/admin/publications/{publication.pk}/apercu/"
    page = lire(cipc_connecte, en_ligne, n=4, racine=racine).text
    assert "La ville, la nuit et le matin</h1>" in page
    assert "Encore un autre titre" not in page
    assert "Mise à jour" in page
    point = lire(cipc_connecte, en_ligne, "point", n=4, racine=racine).text
    assert "Une motivation récrite." not in point


def test_une_publication_programmee_se_lit_avant_son_jour(cipc_connecte, en_ligne):
    avec = {"publier_le": jour(20), **DECLAREE}
    with le(3):
        publication = en_ligne.publier(en_ligne.demarche, **avec)
    racine = f"/admin/publications/{publication.pk}/apercu/"
    assert "et le matin</h1>" in lire(cipc_connecte, en_ligne, n=4, racine=racine).text
    assert "et le matin</h1>" in lire(cipc_connecte, en_ligne, n=4).text
    publication.refresh_from_db()
    assert publication.publiee_le == jour(20)


def test_un_lot_se_lit_en_entier(cipc_connecte, en_ligne):
    with le(3):
        publications = soumettre_au_fil_de_l_eau(
            en_ligne.dossier,
            [en_ligne.demarche, en_ligne.reponse],
            en_ligne.auteur,
            declarations={},
            **DECLAREE,
        )
    racine = f"/admin/lots/{publications[0].lot_id}/apercu/"
    assert "et le matin</h1>" in lire(cipc_connecte, en_ligne, n=4, racine=racine).text
    assert "Une motivation récrite." in lire(cipc_connecte, en_ligne, "point", n=4, racine=racine).text


def test_ce_qui_a_ete_retire_le_reste(agente, en_ligne):
    with le(3):
        motif = {"motif": "erreur", "explication": "Publiée par erreur."}
        valider(retirer(en_ligne.reponse, en_ligne.dossier, en_ligne.auteur, **motif), en_ligne.validateur)
    assert "Une motivation récrite." not in lire(agente, en_ligne, "point", n=4).text


def test_les_liens_restent_dans_l_apercu(agente, en_ligne):
    racine = f"/admin/dossiers/{en_ligne.dossier.pk}/apercu/"
    page = lire(agente, en_ligne)
    assert page.redirect_chain[-1][0].startswith(racine)
    assert f'href="{racine}demarches/{en_ligne.demarche.pk}-la-ville-la-nuit-et-le-matin/avis/"' in page.text
    assert f'href="/demarches/{en_ligne.demarche.pk}-' not in page.text
    assert 'href="/demarches/"' in page.text


def test_une_piece_se_lit_dans_l_apercu_et_nulle_part_ailleurs(agente, en_ligne):
    fichier = deposer(
        fichiers_parlants.depot(fichiers_parlants.pdf("Une note")),
        "note.pdf",
        en_ligne.dossier,
        en_ligne.auteur,
    )
    Piece.objects.create(demarche=en_ligne.demarche, titre="La note", fichier=fichier)
    chemin = f"fichiers/{fichier.pk}/note.pdf"
    page = lire(agente, en_ligne)
    racine = f"/admin/dossiers/{en_ligne.dossier.pk}/apercu/"
    assert f'href="{racine}{chemin}"' in page.text
    with le(3):
        piece = agente.get(racine + chemin)
        assert b"".join(piece.streaming_content).startswith(b"%PDF")
        assert Client().get(f"/{chemin}").status_code == 404


def test_une_actualite_se_relit_avant_d_etre_publiee(client, scene):
    actualite = ActualiteFactory(dossier__organisation=scene.dossier.organisation, titre="Bientôt")
    client.force_login(scene.auteur)
    page = client.get(f"/admin/dossiers/{actualite.pk}/apercu/", follow=True)
    assert '<h1 id="titre">Bientôt</h1>' in page.text


@pytest.mark.parametrize(
    "chemin",
    [
        "demarches/",
        "admin/",
        "sante/",
        "demarches/{autre}-x/",
        "demarches/{pk}-x/propositions/P99/",
        "demarches/{pk}-x/nulle-part/",
        "fichiers/inconnu/x.pdf",
        "fichiers/../admin/",
    ],
)
def test_l_apercu_ne_montre_que_les_pages_de_la_demarche(agente, en_ligne, chemin):
    autre = DemarcheFactory(organisation=en_ligne.dossier.organisation)
    chemin = chemin.format(pk=en_ligne.demarche.pk, autre=autre.pk)
    with le(3):
        reponse = agente.get(f"/admin/dossiers/{en_ligne.dossier.pk}/apercu/{chemin}", follow=True)
    assert reponse.status_code == 404


def test_un_point_sans_sa_demarche_en_ligne_n_a_pas_de_page(agente, scene):
    with le(1):
        publication = scene.soumettre()
    racine = f"/admin/publications/{publication.pk}/apercu/"
    assert lire(agente, scene, "point", n=2, racine=racine).status_code == 200
    seule = f"/admin/publications/{publication.pk}/apercu/demarches/{scene.demarche.pk}-x/propositions/P2/"
    with le(2):
        absente = agente.get(seule)
    assert absente.status_code == 404
    assert "Rien à montrer ici" in absente.text


def test_l_apercu_ne_coute_pas_plus_pour_cinquante_points(agente, en_ligne):
    def cout():
        with CaptureQueriesContext(
            connection,
        ) as requetes:
            assert lire(agente, en_ligne, "avis").status_code == 200
        return len(requetes)

    PropositionFactory(demarche=en_ligne.demarche, ordre=2, reference="P2")
    un = cout()
    for rang in range(3, 50):
        PropositionFactory(demarche=en_ligne.demarche, ordre=rang, reference=f"P{rang}")
    assert cout() <= un + 2


# Links for someone without an account


@pytest.fixture
def partage(en_ligne):
    with le(3):
        return partages.partager(en_ligne.dossier, en_ligne.auteur, pour="Le service de vérification")


def ouvrir(partage, scene, n=4, page="fiche"):
    with le(n):
        return Client().get(f"/apercu/{partage.jeton}/{pages(scene)[page]}", follow=True)


def test_un_lien_se_lit_sans_compte(partage, en_ligne):
    page = ouvrir(partage, en_ligne)
    assert "La ville, la nuit et le matin</h1>" in page.text
    assert "Ce lien vous est confié jusqu’au 11 septembre 2025" in page.text
    assert "Revenir au back-office" not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "no-store"
    assert not page.cookies
    with le(4):
        entree = Client().get(f"/apercu/{partage.jeton}/", follow=True)
    assert "et le matin</h1>" in entree.text


def test_un_lien_vers_une_soumission_ne_montre_qu_elle(en_ligne):
    with le(3):
        publication = en_ligne.soumettre(en_ligne.demarche, **DECLAREE)
        partage = partages.partager(en_ligne.dossier, en_ligne.auteur, pour="Léa", publication=publication)
    assert "et le matin</h1>" in ouvrir(partage, en_ligne).text
    assert "Une motivation récrite." not in ouvrir(partage, en_ligne, page="point").text


def test_un_lien_expire_apres_sept_jours(partage, en_ligne):
    assert ouvrir(partage, en_ligne, n=9).status_code == 200
    expire = ouvrir(partage, en_ligne, n=10)
    assert expire.status_code == 410
    assert "Ce lien valait jusqu’au 11 septembre 2025." in expire.text
    assert "et le matin" not in expire.text


def test_un_lien_se_ferme(agente, partage, en_ligne):
    with le(4):
        fermer = reverse("admin:fermer_le_partage", args=[en_ligne.dossier.pk, partage.pk])
        assert agente.post(fermer, follow=True).status_code == 200
        assert agente.post(fermer, follow=True).status_code == 200
    assert ouvrir(partage, en_ligne).status_code == 410
    partage.refresh_from_db()
    assert partage.ferme_par == en_ligne.auteur


@pytest.mark.parametrize("jeton", ["1", "{pk}", "{pk}.forge", "{jeton}x", "é", "%00"])
def test_un_lien_forge_n_existe_pas(partage, en_ligne, jeton):
    jeton = jeton.format(pk=partage.pk, jeton=partage.jeton)
    reponse = Client().get(f"/apercu/{jeton}/{pages(en_ligne)['fiche']}")
    assert reponse.status_code in {400, 404}
    assert "et le matin" not in reponse.text


def test_un_lien_ne_permet_rien_d_autre_que_lire(partage, en_ligne):
    adresse = f"/apercu/{partage.jeton}/{pages(en_ligne)['fiche']}"
    assert Client().post(adresse).status_code == 405
    autre = DemarcheFactory(organisation=en_ligne.dossier.organisation, titre="Secrète")
    with le(4):
        for chemin in (f"demarches/{autre.pk}-x/", "admin/"):
            assert Client().get(f"/apercu/{partage.jeton}/{chemin}").status_code == 404


def test_le_formulaire_cree_un_lien_et_le_montre(agente, en_ligne):
    adresse = reverse("admin:partages", args=[en_ligne.dossier.pk])
    with le(4):
        vide = agente.post(adresse, {"pour": "  ", "quoi": "atelier"})
        assert Partage.objects.count() == 0
        assert "errorlist" in vide.text
        page = agente.post(adresse, {"pour": "Léa, au CESE", "quoi": "atelier"}, follow=True).text
    partage = Partage.objects.get()
    assert f"/apercu/{partage.jeton}/" in page
    assert "Léa, au CESE" in page
    assert partage.expire_le - partage.cree_le == dt.timedelta(days=7)


def test_le_formulaire_refuse_la_soumission_d_une_autre_demarche(agente, en_ligne):
    adresse = reverse("admin:partages", args=[en_ligne.dossier.pk])
    with le(4):
        page = agente.post(adresse, {"pour": "Léa", "quoi": "publication-999"})
    assert page.status_code == 200
    assert not Partage.objects.exists()


def test_on_ne_partage_pas_ce_que_l_on_ne_soumet_pas(client, en_ligne, oscar_d_ailleurs):
    client.force_login(oscar_d_ailleurs)
    adresse = reverse("admin:partages", args=[en_ligne.dossier.pk])
    assert client.get(adresse).status_code == 404
    assert client.post(adresse, {"pour": "Moi", "quoi": "atelier"}).status_code == 404


def test_vingt_liens_ouverts_suffisent(en_ligne):
    with le(3):
        for _ in range(20):
            partages.partager(en_ligne.dossier, en_ligne.auteur, pour="Léa")
        with pytest.raises(partages.Refus, match="20 liens ouverts"):
            partages.partager(en_ligne.dossier, en_ligne.auteur, pour="Léa")


def test_la_base_refuse_un_lien_de_plus_de_sept_jours(partage):
    with pytest.raises(IntegrityError, match="partage_sept_jours_au_plus"), transaction.atomic():
        Partage.objects.update(expire_le=partage.cree_le + dt.timedelta(days=8))


def test_un_apercu_ne_consomme_aucun_numero_de_version(agente, en_ligne):
    for _ in range(2):
        lire(agente, en_ligne, "point")
    with le(5):
        en_ligne.publier(en_ligne.reponse, modification="mise_a_jour", raison="Précision.")
        numeros = ReponseVersion.objects.filter(objet=en_ligne.reponse.pk).values_list("numero", flat=True)
        assert sorted(numeros) == [1, 2]
        assert horloge.maintenant() == jour(5)
