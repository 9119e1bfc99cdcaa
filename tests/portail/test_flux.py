"""The Atom feeds: what each entry says, in how many queries, and nothing of what is not public."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from demarches.enums import NatureFiliation, NaturePoint, ReponseFiliation, Theme
from demarches.models import Filiation, Proposition
from portail.flux.contenu import AUTOUR, CARACTERES_PAR_ENTREE, Place, _resserrer
from portail.flux.parutions import ENTREES_AU_PLUS, OBJETS_AU_PLUS
from publication import partages
from publication.atelier import tracer
from publication.effacement import confirmer_l_effacement, demander_l_effacement
from publication.masquage import lever_le_masquage, masquer
from publication.recevabilite import Declaration
from publication.soumission import retirer, soumettre, soumettre_au_fil_de_l_eau
from publication.urgence import publier_en_urgence
from suivi.enums import Avancement, Motif, Position
from tests.fabriques import (
    ActualiteFactory,
    DemarcheFactory,
    DossierFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.portail.test_fuites import MARQUEUR, marquer
from tests.scenes import A_CHANGER, DECLAREE, jour, le
from tests.verbes import valider, valider_toutes

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
N = "\N{NO-BREAK SPACE}"


@pytest.fixture
def en_ligne(scene):
    """A démarche, online on day 1 with all that it has, but for the news."""
    scene.mesure.numero = 1
    scene.mesure.save()
    scene.actualite = ActualiteFactory(
        dossier=DossierFactory(organisation=scene.dossier.organisation), titre="Une nouvelle"
    )
    with le(1):
        scene.publier(*[objet for objet in scene.tout if objet is not scene.actualite])
    return scene


def adresse(scene, nom="flux"):
    page = [scene.demarche.pk, scene.demarche.slug]
    arguments = {
        "flux": [],
        "flux_du_theme": ["logement"],
        "flux_de_l_organisation": [scene.dossier.organisation_id],
        "flux_de_la_demarche": page,
        "flux_de_la_proposition": [*page, "P1"],
    }
    return reverse(f"portail:{nom}", args=arguments[nom])


FLUX = [
    "flux",
    "flux_du_theme",
    "flux_de_l_organisation",
    "flux_de_la_demarche",
    "flux_de_la_proposition",
]


def lire(client, chemin, n=30, heure=9):
    with le(n, heure):
        reponse = client.get(chemin)
    assert reponse.status_code == 200, (chemin, reponse.status_code)
    assert reponse.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(reponse.content)


def entrees(client, chemin, n=30, heure=9):
    return lire(client, chemin, n, heure).findall(f"{ATOM}entry")


def titres(client, chemin, n=30, heure=9):
    return [entree.findtext(f"{ATOM}title") for entree in entrees(client, chemin, n, heure)]


def contenu(entree) -> str:
    balise = entree.find(f"{ATOM}content")
    assert balise.attrib == {"type": "html"}
    return balise.text


def refuser(scene, raison="Trop cher.", n=2):
    """The answer changes its position."""
    with le(n):
        scene.reponse.position, scene.reponse.motifs = Position.NON_RETENUE, [Motif.COUT]
        scene.reponse.motivation = "La proposition n’est pas reprise."
        scene.reponse.save()
        tracer(scene.reponse, scene.auteur, scene.dossier)
        scene.publier(scene.reponse, modification="changement_de_position", raison=raison)


def retirer_et_valider(scene, objet, n=2, explication="Saisi deux fois."):
    with le(n):
        tombe = retirer(objet, scene.dossier, scene.auteur, motif="doublon", explication=explication)
        valider(tombe, scene.validateur)


# What an entry says


@pytest.mark.parametrize("nom", FLUX)
def test_un_flux_dit_d_ou_il_vient_et_ses_entrees_sont_datees_et_permanentes(en_ligne, client, nom):
    refuser(en_ligne)
    flux = lire(client, adresse(en_ligne, nom))
    liens = {lien.get("rel"): lien.get("href") for lien in flux.findall(f"{ATOM}link")}
    assert liens["self"] == f"http://testserver{adresse(en_ligne, nom)}"
    assert liens["alternate"].startswith("http://testserver/")
    assert flux.findtext(f"{ATOM}author/{ATOM}name")
    assert flux.findtext(f"{ATOM}title").endswith("– Participation citoyenne")
    assert flux.findtext(f"{ATOM}id").startswith("tag:")
    assert flux.findtext(f"{ATOM}updated") == jour(2).astimezone(dt.UTC).isoformat()
    lues = flux.findall(f"{ATOM}entry")
    dates = [entree.findtext(f"{ATOM}updated") for entree in lues]
    assert dates == sorted(dates, reverse=True)
    assert flux.findtext(f"{ATOM}updated") == dates[0]
    identifiants = [entree.findtext(f"{ATOM}id") for entree in lues]
    assert len(set(identifiants)) == len(identifiants) >= 2
    assert all(re.fullmatch(r"tag:[^,]+,2026:\w+/[\d/]+", identifiant) for identifiant in identifiants)
    for entree in lues:
        assert entree.find(f"{ATOM}link").get("href").startswith("http://testserver/")
        assert 'href="/' not in contenu(entree)
        assert "class=" not in contenu(entree)


def test_ce_qui_parait_d_un_coup_fait_une_entree(en_ligne, client):
    [entree] = entrees(client, adresse(en_ligne))
    assert entree.findtext(f"{ATOM}title") == (
        f"La ville, la nuit{N}: démarche mise en ligne, avis des citoyens publié, 1{N}point publié, "
        f"impact publié, 1{N}réponse publiée, 1{N}mesure publiée"
    )
    assert (
        entree.find(f"{ATOM}link")
        .get("href")
        .endswith(f"/demarches/{en_ligne.demarche.pk}-la-ville-la-nuit/")
    )


def test_une_premiere_version_montre_l_essentiel_et_non_tous_ses_champs(en_ligne, client):
    [entree] = entrees(client, adresse(en_ligne))
    texte = contenu(entree)
    for attendu in (
        "De quoi parle-t-on, qui décide.",
        "Que faut-il changer ?",
        "Ministre fictive",
        "Ce que les citoyens demandent.",
        "Nous demandons que les enseignes soient éteintes.",
        "<strong>Réponse</strong>&nbsp;: Retenue</p>",
        "La proposition est reprise.",
        f"Réponse signée par{N}: Camille Exemple, Ministre fictive, Ministère de la Ville".replace(
            N, "&nbsp;"
        ),
        "Un décret est en préparation.",
        "<strong>Avancement</strong>&nbsp;: En cours</p>",
    ):
        assert attendu in texte
    for champ in ("Rang de lecture", "Fin de son adresse", "Identifiant", "<ins>", "<del>"):
        assert champ not in texte
    base = f"http://testserver/demarches/{en_ligne.demarche.pk}-{en_ligne.demarche.slug}/"
    titre = en_ligne.proposition.titre
    assert f'<a href="{base}propositions/P1/">Proposition P1 – {titre}</a>' in texte
    assert f'<a href="{base}propositions/P1/">Réponse à P1 – {titre}</a>' in texte
    assert f'<a href="{base}mesures/1/">Mesure 1 – Décret sur les enseignes</a>' in texte


def test_un_changement_de_position_se_lit_dans_le_titre_et_mot_par_mot(en_ligne, client):
    refuser(en_ligne)
    phrase = f"Proposition P1{N}: position modifiée{N}: retenue → non retenue"
    assert titres(client, adresse(en_ligne))[0] == f"La ville, la nuit – {phrase}"
    entree = entrees(client, adresse(en_ligne, "flux_de_la_proposition"))[0]
    assert entree.findtext(f"{ATOM}title") == phrase
    texte = contenu(entree)
    assert "<strong>Changement de position</strong>&nbsp;: Trop cher." in texte
    assert "<del>Retenue</del><ins>Non retenue</ins>" in texte
    assert "La proposition <ins>n’</ins>est<ins> pas</ins> reprise." in texte
    assert "Réponse signée par&nbsp;: Camille Exemple" in texte
    assert "sr-only" not in texte
    assert entree.find(f"{ATOM}link").get("href").endswith("/propositions/P1/reponse/versions/2/")


def test_une_version_du_point_ou_de_sa_reponse_fait_une_entree_de_son_flux(en_ligne, client):
    refuser(en_ligne)
    with le(3):
        en_ligne.republier(en_ligne.proposition, texte="Un chapitre")
        en_ligne.republier(en_ligne.mesure, texte="Une autre description.")
    assert titres(client, adresse(en_ligne, "flux_de_la_proposition")) == [
        f"Proposition P1{N}: modifiée (mise à jour)",
        f"Proposition P1{N}: position modifiée{N}: retenue → non retenue",
        f"Proposition P1{N}: publiée",
        f"Proposition P1{N}: réponse publiée, retenue",
    ]


def test_la_reponse_heritee_se_suit_avec_le_point(en_ligne, client):
    nouveau = PropositionFactory(demarche=en_ligne.demarche, reference="P2", ordre=2)
    Filiation.objects.create(
        proposition=nouveau,
        origine=en_ligne.proposition,
        nature=NatureFiliation.SCISSION,
        par="Le secrétariat",
        raison="Deux sujets.",
        reponse=ReponseFiliation.HERITEE,
    )
    with le(2):
        en_ligne.publier(nouveau)
    refuser(en_ligne, n=3)
    chemin = adresse(en_ligne, "flux_de_la_proposition").replace("P1", "P2")
    assert titres(client, chemin) == [
        f"Proposition P1{N}: position modifiée{N}: retenue → non retenue",
        f"Proposition P2{N}: publiée",
        f"Proposition P1{N}: réponse publiée, retenue",
    ]


@pytest.mark.parametrize(
    ("nom", "titre"),
    [
        ("demarche", f"La ville, la nuit{N}: fiche d’identité modifiée (mise à jour)"),
        ("avis", f"La ville, la nuit – Avis des citoyens{N}: modifié (mise à jour)"),
        ("proposition", f"La ville, la nuit – Proposition P1{N}: modifiée (mise à jour)"),
        ("reponse", f"La ville, la nuit – Proposition P1{N}: réponse modifiée (mise à jour)"),
        ("impact", f"La ville, la nuit – Impact{N}: modifié (mise à jour)"),
        ("mesure", f"La ville, la nuit – Mesure 1{N}: modifiée (mise à jour)"),
    ],
)
def test_chaque_genre_dit_ce_qui_change_et_pourquoi(en_ligne, client, nom, titre):
    with le(2):
        en_ligne.republier(getattr(en_ligne, nom), texte="Des mots neufs.")
    entree = entrees(client, adresse(en_ligne, "flux_de_la_demarche"))[0]
    assert entree.findtext(f"{ATOM}title") == titre
    assert "<strong>Mise à jour</strong>&nbsp;: Des précisions." in contenu(entree)
    assert re.search(r"<ins>[^<]*neufs", contenu(entree))


def test_l_avancement_d_une_mesure_se_lit_dans_le_titre(en_ligne, client):
    with le(2):
        en_ligne.mesure.avancement = Avancement.SUSPENDUE
        en_ligne.mesure.raison = "Faute de crédits."
        en_ligne.mesure.save()
        tracer(en_ligne.mesure, en_ligne.auteur, en_ligne.dossier)
        en_ligne.publier(en_ligne.mesure, **DECLAREE)
    assert titres(client, adresse(en_ligne))[0] == f"La ville, la nuit – Mesure 1{N}: en cours → suspendue"


@pytest.mark.parametrize(
    ("nom", "titre"),
    [
        ("avis", f"La ville, la nuit – Avis des citoyens{N}: retiré"),
        ("proposition", f"La ville, la nuit – Proposition P1{N}: retirée"),
        ("reponse", f"La ville, la nuit – Proposition P1{N}: réponse retirée"),
        ("impact", f"La ville, la nuit – Impact{N}: retiré"),
        ("mesure", f"La ville, la nuit – Mesure 1{N}: retirée"),
        ("demarche", f"La ville, la nuit{N}: démarche retirée"),
    ],
)
def test_un_retrait_fait_une_entree_avec_sa_raison(en_ligne, client, nom, titre):
    retirer_et_valider(en_ligne, getattr(en_ligne, nom))
    entree = entrees(client, adresse(en_ligne))[0]
    assert entree.findtext(f"{ATOM}title") == titre
    for autre in ("flux_du_theme", "flux_de_l_organisation"):
        assert titres(client, adresse(en_ligne, autre))[0] == titre
    assert "<strong>Retrait (doublon)</strong>&nbsp;: Saisi deux fois." in contenu(entree)
    lien = re.search(r'<h3><a href="http://testserver([^"]+)">', contenu(entree))[1]
    with le(30):
        assert client.get(lien).status_code == 200
        page = client.get(entree.find(f"{ATOM}link").get("href"))
    assert page.status_code == 200


def test_un_enseignement_s_accorde(en_ligne, client):
    point = PropositionFactory(
        demarche=en_ligne.demarche, reference="E1", ordre=9, nature=NaturePoint.ENSEIGNEMENT
    )
    with le(2):
        en_ligne.publier(point)
    assert titres(client, adresse(en_ligne))[0] == f"La ville, la nuit – Enseignement E1{N}: publié"


def test_une_actualite_a_ses_entrees(en_ligne, client):
    actualite = en_ligne.actualite
    actualite.demarches.add(en_ligne.demarche)
    with le(2):
        tracer(actualite, en_ligne.auteur, actualite.dossier)
        valider(soumettre(actualite.dossier, [actualite], en_ligne.auteur), en_ligne.validateur)
    with le(3):
        actualite.texte = "La remise de l’avis a lieu aujourd’hui."
        actualite.save()
        tracer(actualite, en_ligne.auteur, actualite.dossier)
        valider(soumettre(actualite.dossier, [actualite], en_ligne.auteur, **DECLAREE), en_ligne.validateur)
    for nom in ("flux", "flux_du_theme", "flux_de_l_organisation"):
        recente, premiere, _ = entrees(client, adresse(en_ligne, nom))
        assert recente.findtext(f"{ATOM}title") == f"Actualité modifiée (mise à jour){N}: Une nouvelle"
        assert premiere.findtext(f"{ATOM}title") == f"Actualité{N}: Une nouvelle"
        assert "La remise de l’avis a lieu demain." in contenu(premiere)
        assert "a lieu <del>demain</del><ins>aujourd’hui</ins>." in contenu(recente)
    assert len(entrees(client, adresse(en_ligne, "flux_de_la_demarche"))) == 1


def test_une_urgence_dit_pourquoi_et_que_personne_ne_l_a_encore_approuvee(en_ligne, client):
    with le(2):
        en_ligne.changer(en_ligne.avis, texte="Urgent.")
        publier_en_urgence(
            en_ligne.soumettre(en_ligne.avis, **DECLAREE), en_ligne.validateur, "Une erreur grave."
        )
    texte = contenu(entrees(client, adresse(en_ligne))[0])
    assert "<strong>Publié en urgence</strong>&nbsp;: Une erreur grave." in texte
    assert "ne l’a pas encore approuvé" in texte


# Many objects, long texts


@pytest.fixture
def repondre(en_ligne):
    def repondre(nombre, n=2, motivation="Oui."):
        points = [
            PropositionFactory(demarche=en_ligne.demarche, reference=f"L{n}-{i}", ordre=100 + i)
            for i in range(nombre)
        ]
        with le(n, 8):
            en_ligne.publier(*points)
        reponses = [ReponseFactory(proposition=point, motivation=motivation) for point in points]
        with le(n):
            figees = soumettre_au_fil_de_l_eau(en_ligne.dossier, reponses, en_ligne.auteur)
            valider_toutes(figees, en_ligne.validateur)
        return reponses

    return repondre


def test_un_lot_fait_une_seule_entree_courte_qui_dit_combien(en_ligne, client, repondre):
    repondre(40, motivation="Une longue motivation. " * 200)
    recente, *_ = entrees(client, adresse(en_ligne, "flux_de_la_demarche"))
    assert recente.findtext(f"{ATOM}title") == f"La ville, la nuit{N}: 40{N}réponses publiées"
    texte = contenu(recente)
    assert texte.count("<h3>") == OBJETS_AU_PLUS
    assert f"Et 30{N}autres réponses publiées</a>" in texte
    assert "Lire la suite</a>" in texte
    assert len(texte) < 2 * CARACTERES_PAR_ENTREE
    assert recente.find(f"{ATOM}link").get("href").endswith("/avis/")
    with le(30):
        assert len(client.get(adresse(en_ligne)).content) < 100_000


def test_un_lot_valide_en_deux_fois_fait_deux_entrees(en_ligne, client):
    points = [
        PropositionFactory(demarche=en_ligne.demarche, reference=f"Z{i}", ordre=50 + i) for i in range(3)
    ]
    with le(2):
        premier, *autres = soumettre_au_fil_de_l_eau(en_ligne.dossier, points, en_ligne.auteur)
        valider(premier, en_ligne.validateur)
    with le(3):
        valider_toutes(autres, en_ligne.validateur)
    assert titres(client, adresse(en_ligne))[:2] == [
        f"La ville, la nuit{N}: 2{N}points publiés",
        f"La ville, la nuit – Proposition Z0{N}: publiée",
    ]


def test_dans_un_lot_chacun_dit_sa_raison(en_ligne, client):
    autre = PropositionFactory(demarche=en_ligne.demarche, reference="P2", ordre=2)
    with le(2):
        en_ligne.publier(autre)
    with le(3):
        en_ligne.changer(en_ligne.proposition, autre, texte="Un chapitre")
        lot = soumettre_au_fil_de_l_eau(
            en_ligne.dossier,
            [en_ligne.proposition, autre],
            en_ligne.auteur,
            **DECLAREE,
            declarations={autre: Declaration("rectification", "Le chapitre était faux.")},
        )
        valider_toutes(lot, en_ligne.validateur)
    texte = contenu(entrees(client, adresse(en_ligne))[0])
    un, deux = texte.split("<h3>")[1:]
    assert "<strong>Mise à jour</strong>&nbsp;: Des précisions." in un
    assert "<strong>Rectification</strong>&nbsp;: Le chapitre était faux." in deux


@pytest.fixture
def trois_entrees(monkeypatch):
    """Three are enough to see what is left out."""
    assert ENTREES_AU_PLUS == 30
    monkeypatch.setattr("portail.flux.parutions.ENTREES_AU_PLUS", 3)


def test_un_flux_ne_garde_que_les_dernieres_parutions(en_ligne, client, trois_entrees):
    for i in range(5):
        with le(2, i):
            en_ligne.republier(en_ligne.proposition, en_ligne.reponse, texte=f"Texte {i}.")
    for nom in FLUX:
        lues = entrees(client, adresse(en_ligne, nom))
        assert len(lues) == 3
    assert f"Texte <del>{i - 1}</del><ins>{i}</ins>." in contenu(entrees(client, adresse(en_ligne))[0])


def test_un_long_passage_inchange_est_resserre():
    long = "mot " * 500
    morceaux = list(
        _resserrer([("egal", long), ("retire", "un"), ("egal", long), ("ajoute", "d"), ("egal", long)])
    )
    assert [len(texte) <= 2 * AUTOUR + 10 for _, texte in morceaux] == [True] * 5
    premier, _, milieu, _, dernier = (texte for _, texte in morceaux)
    assert premier.startswith("[…] mot")
    assert premier.endswith("mot ")
    assert milieu.startswith("mot ")
    assert milieu.endswith("mot ")
    assert " […] " in milieu
    assert dernier.startswith("mot ")
    assert dernier.endswith("[…]")


def test_ce_qui_ne_tient_pas_est_coupe_apres_un_mot():
    place = Place(entree=60)
    place.changer_d_objet()
    assert place.ecrire("court") == "court"
    assert place.ecrire("un texte bien trop long pour la place qui reste") == "un texte bien […]"
    assert place.coupe
    assert place.ecrire("plus rien") == ""


# What must not be read


def test_rien_de_soumis_ni_de_programme_ne_se_lit(en_ligne, client):
    with le(2):
        en_ligne.changer(en_ligne.proposition, en_ligne.avis, texte=MARQUEUR)
        declaree = {"modification": "rectification", "raison": MARQUEUR}
        en_ligne.publier(en_ligne.proposition, publier_le=jour(40), **declaree)
        en_ligne.soumettre(en_ligne.avis, **declaree)
        nouveau = PropositionFactory(demarche=en_ligne.demarche, reference="Z9", titre=MARQUEUR)
        en_ligne.publier(nouveau, publier_le=jour(40))
    for nom in FLUX:
        with le(30):
            assert MARQUEUR not in client.get(adresse(en_ligne, nom)).text
            assert jour(40).strftime("%Y-%m-%d") not in client.get(adresse(en_ligne, nom)).text
        with le(41):
            assert MARQUEUR in client.get(adresse(en_ligne, nom)).text
    with le(30):
        assert client.get(adresse(en_ligne, "flux_de_la_proposition").replace("P1", "Z9")).status_code == 404


def test_l_atelier_ne_se_lit_pas(en_ligne, client):
    for objet in (en_ligne.demarche, en_ligne.proposition, en_ligne.reponse, en_ligne.mesure):
        marquer(objet)
    for nom in FLUX:
        with le(30):
            assert MARQUEUR not in client.get(adresse(en_ligne, nom)).text


@pytest.mark.parametrize("nom", ["demarche", "avis", "proposition", "reponse", "impact", "mesure"])
def test_ce_qui_est_masque_ne_se_lit_dans_aucun_flux_puis_revient(en_ligne, client, nom):
    objet = getattr(en_ligne, nom)
    with le(2):
        setattr(objet, A_CHANGER[type(objet).__name__], MARQUEUR)
        objet.save()
        tracer(objet, en_ligne.auteur, en_ligne.dossier)
        en_ligne.publier(objet, modification="mise_a_jour", raison=MARQUEUR)
    flux = [adresse(en_ligne, un) for un in FLUX]
    with le(3):
        assert sum(MARQUEUR in client.get(chemin).text for chemin in flux) >= 4
        masquage = masquer(
            objet, en_ligne.dossier, en_ligne.validateur, motif="contenu_illicite", precision="Tout."
        )
    with le(3, 10):
        assert [chemin for chemin in flux if MARQUEUR in client.get(chemin).text] == []
        lever_le_masquage(masquage, en_ligne.validateur, "Vérifié.")
    with le(4):
        assert sum(MARQUEUR in client.get(chemin).text for chemin in flux) >= 4


@pytest.mark.parametrize(
    ("objet", "nom"), [("demarche", "flux_de_la_demarche"), ("proposition", "flux_de_la_proposition")]
)
def test_le_flux_de_ce_qui_est_masque_repond_403(en_ligne, client, objet, nom):
    with le(2):
        masquer(
            getattr(en_ligne, objet),
            en_ligne.dossier,
            en_ligne.validateur,
            motif="contenu_illicite",
            precision="Tout.",
        )
    with le(2, 10):
        reponse = client.get(adresse(en_ligne, nom))
    assert (reponse.status_code, reponse.headers["Cache-Control"]) == (403, "no-store")


def test_une_demarche_masquee_ne_prend_la_place_d_aucune_autre(en_ligne, client, trois_entrees):
    autre = DemarcheFactory(organisation=en_ligne.dossier.organisation, titre="Une autre démarche")
    with le(1, 8):
        tracer(autre, en_ligne.auteur, autre.dossier)
        valider(soumettre(autre.dossier, [autre], en_ligne.auteur), en_ligne.validateur)
    for i in range(3):
        with le(2, i):
            en_ligne.republier(en_ligne.avis, texte=f"Texte {i}.")
    with le(4):
        assert len(entrees(client, adresse(en_ligne), 4)) == 3
        masquer(
            en_ligne.demarche,
            en_ligne.dossier,
            en_ligne.validateur,
            motif="contenu_illicite",
            precision="Tout.",
        )
    assert titres(client, adresse(en_ligne), 4, 10) == [f"Une autre démarche{N}: démarche mise en ligne"]


def test_la_reponse_a_un_point_masque_ne_se_lit_pas(en_ligne, client):
    refuser(en_ligne, raison=MARQUEUR)
    with le(3):
        masquer(
            en_ligne.proposition,
            en_ligne.dossier,
            en_ligne.validateur,
            motif="contenu_illicite",
            precision="Tout.",
        )
    [entree] = entrees(client, adresse(en_ligne), 3, 10)
    assert "réponse" not in entree.findtext(f"{ATOM}title")
    assert "La proposition est reprise." not in contenu(entree)


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


def test_un_passage_occulte_ne_revient_dans_aucune_comparaison(en_ligne, client, effacer):
    with le(2):
        en_ligne.changer(en_ligne.reponse, texte="Le secret de Jean Dupont.")
        en_ligne.publier(en_ligne.reponse, modification="rectification", raison="Selon Jean Dupont.")
    with le(3):
        en_ligne.republier(en_ligne.reponse, texte="Rien de secret.")
    with le(4):
        effacer("Jean Dupont")
    for nom in FLUX:
        with le(30):
            texte = client.get(adresse(en_ligne, nom)).text
        assert "Dupont" not in texte
        assert "[passage occulté" in texte
        assert "Un passage a été occulté le 5 septembre 2025 (données personnelles, RGPD, art. 17)" in texte


def test_ce_qui_est_efface_en_entier_n_est_plus_que_dit(en_ligne, client, effacer):
    refuser(en_ligne)
    with le(3):
        effacer(documents=[f"suivi.reponse:{en_ligne.reponse.pk}"])
    with le(4):
        en_ligne.changer(en_ligne.reponse, texte="Le préfet.")
        en_ligne.reponse.motivation = en_ligne.reponse.signataire_nom = "Un texte neuf."
        en_ligne.reponse.save()
        en_ligne.publier(en_ligne.reponse, **DECLAREE)
    nouvelle, *effacees = entrees(client, adresse(en_ligne, "flux_de_la_proposition"))
    assert "Un texte neuf." in contenu(nouvelle)
    assert "<del>" not in contenu(nouvelle)
    assert "passage occulté" not in contenu(nouvelle)
    textes = [contenu(entree) for entree in effacees]
    assert sum("Ce texte a été effacé le 4 septembre 2025" in texte for texte in textes) == 2
    assert not any("reprise" in texte or "Camille" in texte for texte in textes)


def test_une_demarche_effacee_en_entier_repond_410(en_ligne, client, effacer):
    with le(2):
        effacer(documents=[f"demarches.demarche:{en_ligne.demarche.pk}"])
    with le(3):
        reponse = client.get(adresse(en_ligne, "flux_de_la_demarche"), follow=True)
        assert (reponse.status_code, reponse.headers["Cache-Control"]) == (410, "no-store")
        assert "De quoi parle-t-on" not in client.get(adresse(en_ligne)).text


def test_l_apercu_ne_se_suit_pas(en_ligne, client):
    page = f"demarches/{en_ligne.demarche.pk}-{en_ligne.demarche.slug}/"
    with le(2):
        en_ligne.changer(en_ligne.demarche, texte=MARQUEUR)
        partage = partages.partager(en_ligne.dossier, en_ligne.auteur, pour="Une relectrice")
        lue = Client().get(reverse("portail:apercu_page", args=[partage.jeton, page]))
        flux = Client().get(reverse("portail:apercu_page", args=[partage.jeton, f"{page}flux/"]))
    assert MARQUEUR in lue.text
    assert "atom" not in lue.text.lower()
    assert flux.status_code == 404
    assert MARQUEUR not in flux.text


# Which addresses there are


def test_le_flux_d_un_theme_ou_d_une_organisation_ne_dit_que_les_leurs(
    en_ligne, client, oscar_d_ailleurs, autre_ministere
):
    autre = DemarcheFactory(organisation=autre_ministere, titre="Les forêts", themes=[Theme.SPORT])
    with le(2):
        tracer(autre, oscar_d_ailleurs, autre.dossier)
        valider(soumettre(autre.dossier, [autre], oscar_d_ailleurs), en_ligne.validateur)
    ailleurs = [f"Les forêts{N}: démarche mise en ligne"]
    assert titres(client, "/flux/themes/sport/") == ailleurs
    assert titres(client, f"/flux/organisations/{autre_ministere.pk}/") == ailleurs
    assert len(titres(client, "/flux/")) == 2
    for nom in ("flux_du_theme", "flux_de_l_organisation"):
        assert [titre.split(N)[0] for titre in titres(client, adresse(en_ligne, nom))] == [
            "La ville, la nuit"
        ]
    assert (
        lire(client, "/flux/themes/sport/").findtext(f"{ATOM}title")
        == "Thème Sport – Participation citoyenne"
    )


def test_un_flux_sans_entree_est_date(client, db):
    for chemin in ("/flux/", "/flux/themes/justice/"):
        flux = lire(client, chemin)
        assert flux.findall(f"{ATOM}entry") == []
        assert flux.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "chemin",
    [
        "/flux/themes/rien/",
        "/flux/themes/LOGEMENT/",
        "/flux/themes/logement%00/",
        "/flux/organisations/999999/",
        f"/flux/organisations/{'9' * 30}/",
        f"/flux/organisations/{'9' * 5000}/",
        "/flux/organisations/-1/",
        "/flux/organisations/x/",
        "/demarches/999999-rien/flux/",
        f"/demarches/{'9' * 30}-rien/flux/",
        "{demarche}propositions/ZZ/flux/",
        "{demarche}propositions/%F0%9F%8C%99/flux/",
        "{demarche}propositions/P1%00/flux/",
    ],
)
def test_ce_qui_n_existe_pas_n_a_pas_de_flux(en_ligne, client, chemin):
    base = reverse("portail:fiche", args=[en_ligne.demarche.pk, en_ligne.demarche.slug])
    with le(3):
        reponse = client.get(chemin.replace("{demarche}", base))
    assert reponse.status_code in ({400} if "%00" in chemin else {404})


@pytest.mark.parametrize(
    ("nom", "flux"), [("demarche", "flux_de_la_demarche"), ("proposition", "flux_de_la_proposition")]
)
def test_le_flux_de_ce_qui_est_retire_repond_410(en_ligne, client, nom, flux):
    retirer_et_valider(en_ligne, getattr(en_ligne, nom))
    with le(3):
        reponse = client.get(adresse(en_ligne, flux))
    assert reponse.status_code == 410
    assert "Saisi deux fois." in reponse.text


def test_une_ancienne_adresse_mene_au_flux(en_ligne, client):
    for nom in ("flux_de_la_demarche", "flux_de_la_proposition"):
        chemin = adresse(en_ligne, nom)
        with le(3):
            reponse = client.get(chemin.replace(en_ligne.demarche.slug, "ancien-nom"))
        assert (reponse.status_code, reponse.headers["Location"]) == (301, chemin)


@pytest.mark.parametrize("nom", FLUX)
def test_un_flux_ne_fait_que_se_lire(en_ligne, client, nom):
    with le(3):
        assert client.head(adresse(en_ligne, nom)).status_code == 200
        for methode in ("post", "put", "delete", "options"):
            assert getattr(client, methode)(adresse(en_ligne, nom)).status_code == 405
        reponse = client.get(adresse(en_ligne, nom))
        assert not reponse.cookies
        revue = client.get(adresse(en_ligne, nom), headers={"if-none-match": reponse.headers["ETag"]})
    assert revue.status_code == 304


def test_un_caractere_que_xml_n_admet_pas_n_empeche_rien(en_ligne, client):
    with le(2):
        Proposition.objects.filter(pk=en_ligne.proposition.pk).update(
            titre="Éteindre\x0b les \x1fenseignes\uffff"
        )
        en_ligne.republier(en_ligne.proposition, texte="Le\x0c chapitre <b>&amp;</b>")
    for nom in FLUX:
        assert "Le  chapitre &lt;b&gt;&amp;amp;" in contenu(entrees(client, adresse(en_ligne, nom))[0])


def test_les_pages_annoncent_leurs_flux(en_ligne, client):
    page = reverse("portail:fiche", args=[en_ligne.demarche.pk, en_ligne.demarche.slug])
    annonces = {
        "/": ["flux"],
        "/demarches/": ["flux"],
        "/demarches/?theme=logement": ["flux_du_theme", "flux"],
        f"/demarches/?organisation={en_ligne.dossier.organisation_id}": ["flux_de_l_organisation", "flux"],
        page: ["flux_de_la_demarche"],
        f"{page}avis/": ["flux_de_la_demarche"],
        f"{page}impact/": ["flux_de_la_demarche"],
        f"{page}propositions/P1/": ["flux_de_la_proposition", "flux_de_la_demarche"],
    }
    for chemin, noms in annonces.items():
        with le(3):
            texte = client.get(chemin).text
        tete = texte[: texte.index("</head>")]
        annonces_lues = re.findall(
            r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', tete
        )
        assert annonces_lues == [adresse(en_ligne, nom) for nom in noms]
        if chemin.startswith(page):
            assert f'href="{adresse(en_ligne, noms[0])}">Suivre par flux Atom</a>' in texte


# What it costs


def test_un_flux_coute_autant_pour_quatre_parutions_que_pour_dix_huit(en_ligne, client, repondre, effacer):
    def compter(chemin):
        with le(30), CaptureQueriesContext(connection) as requetes:
            assert client.get(chemin).status_code == 200
        return len([requete for requete in requetes if "portail.maintenant" not in requete["sql"]])

    repondre(1)
    with le(3):
        en_ligne.republier(en_ligne.reponse, texte="Jean Dupont.")
    with le(3, 10):
        effacer("Jean Dupont")
    avant = {nom: compter(adresse(en_ligne, nom)) for nom in FLUX}
    repondre(25, n=4)
    for i in range(12):
        with le(5, i):
            en_ligne.republier(
                *([en_ligne.reponse, en_ligne.proposition, en_ligne.mesure][: 1 + i % 3]), texte=f"Texte {i}."
            )
    assert {nom: compter(adresse(en_ligne, nom)) for nom in FLUX} == avant
    assert avant["flux"] <= 12
    assert max(avant.values()) <= 15
