import datetime as dt

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from portail.views.pages import PAGES
from publication import horloge
from publication.soumission import retirer
from suivi.enums import Avancement
from tests.fabriques import LienMesureFactory, MesureFactory, PropositionFactory
from tests.portail.recits import demarche_en_ligne, publier
from tests.verbes import valider

pytestmark = pytest.mark.django_db

# every public address, by name: anything else asks to sign in
PUBLIQUES = {
    "portail:accueil",
    "portail:actualite",
    "portail:actualites",
    "portail:demarches",
    "portail:recherche",
    "portail:participer",
    "portail:agenda",
    "portail:calendrier",
    "portail:calendrier_de_la_demarche",
    "portail:ancienne_liste",
    "portail:ancienne_demarche",
    "portail:fiche",
    "portail:avis",
    "portail:impact",
    "portail:proposition",
    "portail:mesure",
    "portail:mandat",
    *(
        f"portail:{sujet}_{page}"
        for sujet in ("fiche", "avis", "impact", "proposition", "reponse", "mesure", "actualite")
        for page in ("versions", "version", "document")
    ),
    *(f"portail:{page.nom}" for page in PAGES),
    "portail:flux",
    "portail:flux_du_theme",
    "portail:flux_de_l_organisation",
    "portail:flux_de_la_demarche",
    "portail:flux_de_la_proposition",
    "portail:organiser",
    "portail:organiser_fiche",
    "portail:organiser_charte",
    "portail:organiser_mandats",
    "portail:organisations",
    "portail:organisation",
    "portail:themes",
    "portail:theme",
    "portail:signaler",
    "portail:signalement_recu",
    "portail:robots",
    "portail:security_txt",
    "portail:sitemap",
    "portail:sitemap_section",
    "portail:apercu",
    "portail:apercu_page",
    "portail:fichier",
    "portail:sante",
    "portail:sante_pret",
}


def plus_tard(minutes=1):
    """A test is one transaction, hence one instant: what follows happens later."""
    return horloge.reglee_sur(timezone.now() + dt.timedelta(minutes=minutes))


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)


def adresse(demarche, nom="fiche", *suite):
    return reverse(f"portail:{nom}", args=[demarche.pk, demarche.slug, *suite])


def vues(motifs, prefixe=""):
    for motif in motifs:
        if isinstance(motif, URLPattern):
            yield f"{prefixe}{motif.name}", motif.callback
        else:
            espace = f"{motif.namespace}:" if motif.namespace else ""
            yield from vues(motif.url_patterns, prefixe + espace)


def test_seules_les_pages_de_la_liste_s_ouvrent_sans_compte():
    ouvertes = {
        nom
        for nom, vue in vues(get_resolver().url_patterns)
        if not getattr(vue, "login_required", True) and not nom.startswith("admin:")
    }
    assert ouvertes == PUBLIQUES


def test_une_demarche_se_lit_en_trois_sections(en_ligne, client):
    for nom in ("fiche", "avis", "impact"):
        page = client.get(adresse(en_ligne, nom))
        assert page.status_code == 200
        assert "Fiche d’identité" in page.text
        assert page.text.count('aria-current="page"') >= 2


def test_l_etape_et_la_reconciliation_sont_justes(en_ligne, client):
    page = client.get(adresse(en_ligne, "avis"))
    assert "Avis rendu, réponse attendue" in page.text
    assert "<b>14</b> publiés" in page.text  # 15 lines, of which one is a parent
    assert "<b>2</b> répondus" in page.text
    assert "<b>12</b> sans réponse" in page.text


@pytest.mark.parametrize(
    ("requete", "nombre"),
    [("", 15), ("?reponse=publiees", 14), ("?reponse=repondue", 2), ("?reponse=sans_reponse", 12),
     ("?reponse=non_retenue", 1), ("?reponse=decoupee", 1), ("?chapitre=Dormir", 7), ("?chapitre=Rien", 15),
     ("?reponse=n%27importe", 15)],
)  # fmt: skip
def test_chaque_nombre_mene_a_ses_lignes(en_ligne, client, requete, nombre):
    assert client.get(adresse(en_ligne, "avis") + requete).context["paginator"].count == nombre


def test_les_points_sont_dessines_avec_les_nombres_du_tableau(en_ligne, client):
    page = client.get(adresse(en_ligne, "impact"))
    assert {p.libelle: p.nombre for p in page.context["points"].segments} == {
        "Sans réponse": "12",
        "Retenue en partie": "1",
        "Non retenue": "1",
    }
    assert '<desc id="image-points-desc">Points\xa0: 14. Sans réponse\xa0: 12' in page.text
    lien = f"{adresse(en_ligne, 'avis')}?reponse=non_retenue#points"
    assert f'<a href="{lien}">Non retenue</a>' in page.text


def test_les_mesures_sont_dessinees_des_qu_il_y_en_a_deux(
    en_ligne, client, alice_redactrice, viktor_valideur
):
    assert 'id="image-mesures-desc"' not in client.get(adresse(en_ligne, "impact")).text
    mesures = MesureFactory.create_batch(12, demarche=en_ligne, avancement=Avancement.EN_COURS)
    for mesure in mesures:
        LienMesureFactory(mesure=mesure, proposition=en_ligne.propositions.get(reference="N2"))
    with plus_tard():
        publier(en_ligne, mesures, alice_redactrice, viktor_valideur)
    with plus_tard(2):
        pages = [client.get(adresse(en_ligne, "impact") + f"?page={n}") for n in (1, 2)]
    for page in pages:  # all mesures on each page of the list
        assert {p.libelle: p.nombre for p in page.context["avancements"].parts} == {
            "En cours": "12",
            "Adoptée, application attendue": "1",
        }
        assert 'id="image-mesures-desc"' in page.text


def test_le_calendrier_compte_les_decisions_et_marque_aujourd_hui(en_ligne, client):
    page = client.get(adresse(en_ligne)).text
    assert "2 étapes, du 1er mars 2025 au 1er décembre 2025." in page
    assert "aujourd’hui ▸" in page
    assert page.index("<strong>Débats fictifs</strong>") < page.index("<strong>Décret fictif</strong>")


def test_une_page_de_point_dit_la_position_le_motif_l_ecart_et_qui_signe(en_ligne, client):
    refusee = client.get(adresse(en_ligne, "proposition", "N1")).text
    assert "Non retenue" in refusee
    assert "Coût" in refusee
    assert "Camille Exemple" in refusee
    en_partie = client.get(adresse(en_ligne, "proposition", "N2")).text
    assert "Demandé : minuit. Gardé : une heure." in en_partie
    assert "Adoptée, application attendue" in en_partie
    assert "Parlement" in en_partie


def test_une_reponse_copiee_se_voit(en_ligne, client, alice_redactrice, viktor_valideur):
    from suivi.enums import Motif, Position
    from tests.fabriques import ReponseFactory

    copie = ReponseFactory(
        proposition=en_ligne.propositions.get(reference="N9"),
        position=Position.NON_RETENUE,
        motifs=[Motif.COUT],
        motivation="Trop cher.",
    )
    publier(en_ligne, [copie], alice_redactrice, viktor_valideur)
    assert "Réponse commune à 2 points" in client.get(adresse(en_ligne, "proposition", "N1")).text


def test_le_visa_n_est_jamais_publie(en_ligne, client):
    assert "directeur de cabinet" not in client.get(adresse(en_ligne, "proposition", "N1")).text


def test_un_ancien_nom_redirige_pour_toujours(en_ligne, client):
    page = client.get(f"/demarches/{en_ligne.pk}-ancien-nom/avis/?page=2")
    assert page.status_code == 301
    assert page["Location"] == adresse(en_ligne, "avis") + "?page=2"


def test_un_point_retire_repond_410_avec_sa_raison(en_ligne, client, alice_redactrice, viktor_valideur):
    point = en_ligne.propositions.get(reference="N9")
    publication = retirer(
        point, en_ligne.dossier, alice_redactrice, motif="doublon", explication="Saisi deux fois."
    )
    valider(publication, viktor_valideur)
    page = client.get(adresse(en_ligne, "proposition", "N9"))
    assert page.status_code == 410
    assert "Saisi deux fois." in page.text
    assert "<b>13</b> publiés" in client.get(adresse(en_ligne, "avis")).text


def test_une_demarche_retiree_emporte_tout_ce_qui_est_dessous(
    en_ligne, client, alice_redactrice, viktor_valideur
):
    publication = retirer(
        en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Mise en ligne par erreur."
    )
    valider(publication, viktor_valideur)
    for page in [
        adresse(en_ligne),
        adresse(en_ligne, "avis"),
        adresse(en_ligne, "impact"),
        adresse(en_ligne, "proposition", "N1"),
        adresse(en_ligne, "mesure", 1),
    ]:
        assert client.get(page).status_code == 410
    assert "la nuit" not in client.get("/demarches/").text


def test_un_brouillon_de_reference_ne_change_pas_l_adresse_publique(en_ligne, client):
    """The public never reads the workshop: renaming a published point there changes nothing online."""
    en_ligne.propositions.filter(reference="N1").update(reference="BROUILLON")
    en_ligne.mesures.update(numero=77)
    assert client.get(adresse(en_ligne, "proposition", "N1")).status_code == 200
    assert client.get(adresse(en_ligne, "proposition", "BROUILLON")).status_code == 404
    assert client.get(adresse(en_ligne, "mesure", 1)).status_code == 200
    assert client.get(adresse(en_ligne, "mesure", 77)).status_code == 404


@pytest.mark.parametrize(("nom", "section"), [("avis", "avis"), ("impact", "impact")])
def test_un_document_retire_laisse_lire_le_reste_de_sa_section(
    nom, section, en_ligne, client, alice_redactrice, viktor_valideur
):
    publication = retirer(
        getattr(en_ligne, nom),
        en_ligne.dossier,
        alice_redactrice,
        motif="erreur",
        explication="Mauvais fichier.",
    )
    valider(publication, viktor_valideur)
    page = client.get(adresse(en_ligne, section))
    assert page.status_code == 200
    assert "Mauvais fichier." in page.text
    assert "<b>14</b>" in page.text


def test_une_reponse_retiree_se_dit_et_son_retour_change_de_position_en_tete(
    en_ligne, client, alice_redactrice, viktor_valideur
):
    from publication.refus import Refus
    from publication.soumission import soumettre
    from suivi.enums import Position

    reponse = en_ligne.propositions.get(reference="N1").reponse
    retrait = retirer(
        reponse, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Mauvais point."
    )
    valider(retrait, viktor_valideur)
    page = client.get(adresse(en_ligne, "proposition", "N1")).text
    assert "Mauvais point." in page
    assert "n’a publié ici aucune réponse" not in page

    with plus_tard():
        reponse.position, reponse.motifs = Position.RETENUE, []
        reponse.save()
        with pytest.raises(Refus, match="changement de position"):
            soumettre(
                en_ligne.dossier,
                [reponse],
                alice_redactrice,
                modification="correction_materielle",
                raison="Coquille.",
            )
        publier(
            en_ligne,
            [reponse],
            alice_redactrice,
            viktor_valideur,
            modification="changement_de_position",
            raison="La dépense a baissé.",
        )
        page = client.get(adresse(en_ligne, "proposition", "N1")).text
        assert "non retenue → retenue" in page
        assert "La dépense a baissé." in page
        assert "Changement de position du" in page


def test_une_mesure_en_retard_le_dit_partout_ou_elle_se_lit(en_ligne, client):
    for page in [
        adresse(en_ligne, "impact"),
        adresse(en_ligne, "mesure", 1),
        adresse(en_ligne, "proposition", "N2"),
    ]:
        assert "dépassée depuis" in client.get(page).text


def test_les_voisins_se_suivent_meme_quand_leur_ordre_est_le_meme(
    en_ligne, client, alice_redactrice, viktor_valideur
):
    jumeaux = [PropositionFactory(demarche=en_ligne, reference=f"J{i}", ordre=100) for i in (1, 2, 3)]
    publier(en_ligne, jumeaux, alice_redactrice, viktor_valideur)
    milieu = client.get(adresse(en_ligne, "proposition", "J2")).context
    assert (milieu["precedent"].reference, milieu["suivant"].reference) == ("J1", "J3")


def test_une_modalite_passee_n_invite_plus_a_participer(ministere, alice_redactrice, viktor_valideur, client):
    from tests.fabriques import DemarcheFactory

    demarche = DemarcheFactory(organisation=ministere, cloturee_le=dt.date(2099, 1, 1))
    demarche.modalites.create(titre="Réunion", acces="ouvert_a_tous", fin=dt.date(2025, 3, 1))
    point = PropositionFactory(demarche=demarche)
    publier(demarche, [demarche, point], alice_redactrice, viktor_valideur)
    page = client.get(adresse(demarche)).text
    assert "En cours" in page
    assert "vous pouvez participer" not in page


def test_le_fichier_d_une_demarche_retiree_n_est_plus_servi(
    en_ligne, client, alice_redactrice, viktor_valideur
):
    from demarches.models import Piece
    from publication.fichiers import deposer
    from tests.portail.test_fuites import pdf

    fichier = deposer(pdf("rapport"), "rapport.pdf", en_ligne.dossier, alice_redactrice)
    Piece.objects.create(demarche=en_ligne, titre="Rapport", fichier=fichier)
    publier(
        en_ligne,
        [en_ligne],
        alice_redactrice,
        viktor_valideur,
        modification="mise_a_jour",
        raison="Le rapport.",
    )
    chemin = f"/fichiers/{fichier.sha256}/rapport.pdf"
    with plus_tard(1):
        servi = client.get(chemin)
        assert servi.status_code == 200
        assert b"".join(servi).startswith(b"%PDF")
    with plus_tard(2):
        retrait = retirer(
            en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Par erreur."
        )
        valider(retrait, viktor_valideur)
        assert client.get(chemin).status_code == 404


@pytest.mark.parametrize(
    "chemin",
    ["/demarches/999999999999999999999-x/", "/demarches/0-x/", "/demarches/?page=999", "/demarches/?page=zéro",
     "/demarches/1-x/propositions/%20/", "/fichiers/../../etc/passwd", "/fichiers/abc/x.pdf"],
)  # fmt: skip
def test_une_adresse_fausse_repond_404(chemin, client, db):
    assert client.get(chemin).status_code == 404


@pytest.mark.parametrize("chemin", ["/?x=%00", "/demarches/?theme=%00", "/demarches/%00/"])
def test_un_octet_nul_est_refuse_en_une_phrase(chemin, client):
    page = client.get(chemin)
    assert page.status_code == 400
    assert "caractère interdit" in page.text


@pytest.mark.parametrize("nom", ["accueil", "demarches"])
def test_les_listes_coutent_autant_de_requetes_pour_une_demarche_que_pour_trente(
    nom, ministere, alice_redactrice, viktor_valideur, client, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.fabriques import DemarcheFactory

    def compter():
        with CaptureQueriesContext(
            connection,
        ) as requetes:
            assert client.get(reverse(f"portail:{nom}")).status_code == 200
        return len(requetes)

    demarche_en_ligne(ministere, alice_redactrice, viktor_valideur)
    avant = compter()
    for _ in range(30):
        demarche = DemarcheFactory(organisation=ministere)
        publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    # pagination costs no query either: the count is always asked
    assert compter() == avant


@pytest.mark.parametrize("nom", ["fiche", "avis", "impact", "proposition"])
def test_les_pages_d_une_demarche_coutent_autant_pour_2_points_que_pour_50(
    nom, ministere, alice_redactrice, viktor_valideur, client
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    nombres = []
    demarche = demarche_en_ligne(ministere, alice_redactrice, viktor_valideur, points=15)
    suite = ["N2"] if nom == "proposition" else []
    for lot in (0, 50):
        if lot:
            points = [
                PropositionFactory(demarche=demarche, reference=f"Z{i}", ordre=100 + i) for i in range(lot)
            ]
            publier(demarche, points, alice_redactrice, viktor_valideur)
        with CaptureQueriesContext(connection) as requetes:
            assert client.get(adresse(demarche, nom, *suite)).status_code == 200
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1]
    assert nombres[0] <= 14


@pytest.mark.parametrize("nom", ["accueil", "demarches"])
def test_aucun_cookie_ni_vary_cookie_sur_les_pages_publiques(nom, client, db):
    page = client.get(reverse(f"portail:{nom}"))
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


@pytest.mark.parametrize(
    "chemin", ["/", "/demarches/", "/rien/", "/sante/", "/admin/", "/admin/login/", "/?x=%00"]
)
def test_chaque_reponse_porte_les_entetes_de_securite(chemin, client, db):
    entetes = client.get(chemin).headers
    assert "default-src 'none'" in entetes["Content-Security-Policy"]
    assert entetes["X-Content-Type-Options"] == "nosniff"
    assert entetes["X-Frame-Options"] == "DENY"
    assert entetes["Cross-Origin-Opener-Policy"] == "same-origin"
    assert entetes["Permissions-Policy"]


def test_une_valeur_n_a_qu_un_libelle():
    from portail.libelles import LIBELLES, LISTES

    for liste in LISTES:
        for valeur, libelle in liste.choices:
            assert LIBELLES[valeur] == libelle, (liste.__name__, valeur)
