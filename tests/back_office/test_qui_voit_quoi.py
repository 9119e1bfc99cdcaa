"""Role × object × action, with forged requests: what one may not see does not exist."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Affectation
from demarches.models import Demarche
from publication.models import Publication
from publication.soumission import soumettre
from tests.back_office.conftest import navigateur, texte
from tests.fabriques import (
    MOT_DE_PASSE,
    AgentFactory,
    DemarcheFactory,
    ImpactFactory,
    MesureFactory,
)

LECTURE = {
    "tableau": ("admin:dossier", ["demarche"]),
    "fiche": ("admin:demarches_demarche_change", ["demarche"]),
    "avis": ("admin:demarches_avis_change", ["demarche"]),
    "proposition": ("admin:demarches_proposition_change", ["proposition"]),
    "historique": ("admin:demarches_proposition_history", ["proposition"]),
    "reponse": ("admin:suivi_reponse_change", ["proposition"]),
    "impact": ("admin:suivi_impact_change", ["demarche"]),
    "mesure": ("admin:suivi_mesure_change", ["mesure"]),
    "soumission": ("admin:publication", ["publication"]),
}
ECRITURE = {
    "soumettre": ("admin:soumettre", ["demarche"]),
    "supprimer": ("admin:demarches_proposition_delete", ["proposition"]),
}
VERBES = ["prendre_en_charge", "valider", "renvoyer", "annuler", "deprogrammer"]


@pytest.fixture
def objets(demarche, proposition, avis, reponse, en_attente):
    ImpactFactory(demarche=demarche)
    return {
        "demarche": demarche.pk,
        "proposition": proposition.pk,
        "mesure": MesureFactory(demarche=demarche).pk,
        "publication": en_attente.pk,
    }


def adresse(objets, nom, arguments):
    return reverse(nom, args=[objets[argument] for argument in arguments])


@pytest.mark.parametrize(("nom", "arguments"), LECTURE.values(), ids=LECTURE)
def test_chaque_page_se_lit_par_son_organisation_et_le_cipc_et_n_existe_pas_pour_les_autres(
    nom, arguments, objets, alice, viktor, oscar, adele, simone, client
):
    url = adresse(objets, nom, arguments)
    vus = {qui.personne.prenom: qui.get(url).status_code for qui in (alice, viktor, oscar, adele, simone)}
    assert vus == {"Alice": 200, "Viktor": 200, "Oscar": 404, "Adèle": 404, "Simone": 404}
    assert client.get(url).headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize(("nom", "arguments"), ECRITURE.values(), ids=ECRITURE)
def test_chaque_page_ou_l_on_ecrit_n_existe_que_pour_son_organisation(
    nom, arguments, objets, alice, viktor, oscar, adele, simone
):
    url = adresse(objets, nom, arguments)
    vus = {qui.personne.prenom: qui.get(url).status_code for qui in (alice, viktor, oscar, adele, simone)}
    assert vus == {"Alice": 200, "Viktor": 404, "Oscar": 404, "Adèle": 404, "Simone": 404}


@pytest.mark.parametrize("nom", ["fiche", "avis", "proposition", "reponse", "impact", "mesure"])
def test_une_requete_forgee_n_ecrit_rien_dans_l_objet_d_une_autre_organisation(
    nom, objets, oscar, viktor, adele, simone
):
    url = adresse(objets, *LECTURE[nom])
    forgee = {"titre": "Piraté", "_save": "1"}
    recus = {qui.personne.prenom: qui.post(url, forgee).status_code for qui in (oscar, viktor, adele, simone)}
    assert recus == dict.fromkeys(["Oscar", "Viktor", "Adèle", "Simone"], 404)
    assert not Demarche.objects.filter(titre="Piraté").exists()


@pytest.mark.parametrize("modele", ["demarche", "proposition", "mesure", "reponse", "impact", "avis"])
def test_une_suppression_forgee_est_refusee(modele, objets, oscar, viktor, simone):
    app = "suivi" if modele in {"mesure", "reponse", "impact"} else "demarches"
    cle = {"mesure": "mesure", "proposition": "proposition", "reponse": "proposition"}.get(modele, "demarche")
    url = reverse(f"admin:{app}_{modele}_delete", args=[objets[cle]])
    refus = [qui.post(url, {"post": "yes"}).status_code for qui in (oscar, viktor, simone)]
    assert refus == [404, 404, 404]
    assert apps.get_model(app, modele).objects.filter(pk=objets[cle]).exists()


@pytest.mark.parametrize("verbe", VERBES)
def test_un_verbe_ne_se_forge_pas_sur_la_soumission_d_une_autre_organisation(
    verbe, objets, oscar, adele, simone
):
    url = reverse(f"admin:{verbe}", args=[objets["publication"]])
    for qui in (oscar, adele, simone):
        assert qui.post(url, {"commentaire": "Non."}).status_code == 404
    assert Publication.objects.get(pk=objets["publication"]).etat == "soumise"


@pytest.mark.parametrize("verbe", VERBES)
def test_un_verbe_ne_s_appelle_pas_par_un_lien(verbe, objets, viktor):
    assert viktor.get(reverse(f"admin:{verbe}", args=[objets["publication"]])).status_code == 405


@pytest.mark.parametrize("verbe", ["prendre_en_charge", "valider", "renvoyer"])
def test_un_redacteur_ne_traite_pas_sa_propre_soumission(verbe, objets, alice):
    reponse = alice.post(reverse(f"admin:{verbe}", args=[objets["publication"]]), {"commentaire": "Non."})
    assert "une autre personne du CIPC" in texte(reponse)
    assert Publication.objects.get(pk=objets["publication"]).etat == "soumise"


def test_une_superutilisatrice_ne_contourne_pas_les_quatre_yeux(
    demarche, ministere, simone_superutilisatrice, cipc
):
    """Even with every role, whoever wrote does not validate."""
    for role, organisation in [(Role.REDACTEUR, ministere), (Role.VALIDATEUR, cipc)]:
        Affectation.objects.create(
            agent=simone_superutilisatrice, role=role, organisation=organisation, debut="2020-01-01"
        )
    publication = soumettre(demarche.dossier, [demarche], simone_superutilisatrice)
    simone = navigateur(simone_superutilisatrice)
    page = texte(simone.get(reverse("admin:publication", args=[publication.pk])))
    assert "Valider et publier maintenant" not in page
    reponse = simone.post(reverse("admin:valider", args=[publication.pk]))
    assert "une autre personne du CIPC" in texte(reponse)
    publication.refresh_from_db()
    assert publication.etat == "soumise"


def test_les_listes_ne_montrent_que_ce_que_l_on_peut_lire(objets, alice, oscar, viktor):
    DemarcheFactory(
        titre="Concertation d’ailleurs", organisation=oscar.personne.affectations.get().organisation
    )
    liste = reverse("admin:demarches_demarche_changelist")
    assert "Convention sur la nuit" not in texte(oscar.get(liste))
    assert "Concertation d’ailleurs" not in texte(alice.get(liste))
    toutes = texte(viktor.get(liste))
    assert "Convention sur la nuit" in toutes
    assert "Concertation d’ailleurs" in toutes
    autres_listes = ["demarches_proposition", "suivi_reponse", "suivi_mesure"]
    for nom in autres_listes:
        assert oscar.get(reverse(f"admin:{nom}_changelist")).context["cl"].result_count == 0


def test_un_filtre_ne_nomme_pas_les_demarches_des_autres(objets, oscar):
    page = oscar.get(reverse("admin:demarches_proposition_changelist"), {"demarche": objets["demarche"]})
    assert "Convention sur la nuit" not in texte(page)


@pytest.mark.parametrize("nom", ["accounts_agent", "accounts_organisation"])
def test_seul_un_administrateur_ouvre_des_comptes(nom, alice, viktor, adele, simone):
    for page in ("changelist", "add"):
        url = reverse(f"admin:{nom}_{page}")
        vus = {qui.personne.prenom: qui.get(url).status_code for qui in (alice, viktor, adele, simone)}
        assert vus == {"Alice": 404, "Viktor": 404, "Adèle": 200, "Simone": 200}


def test_l_existence_d_un_compte_ne_se_devine_pas(alice, viktor_valideur):
    existant = reverse("admin:accounts_agent_change", args=[viktor_valideur.pk])
    absent = reverse("admin:accounts_agent_change", args=[987654])
    assert alice.post(existant, {}).status_code == alice.post(absent, {}).status_code == 404


def test_un_administrateur_ne_se_nomme_pas_administrateur_du_portail(adele):
    url = reverse("admin:accounts_agent_change", args=[adele.personne.pk])
    assert "is_superuser" not in adele.get(url).context["adminform"].form.fields


def test_un_compte_sans_role_lit_qu_il_n_en_a_pas(db):
    page = texte(navigateur(AgentFactory()).get(reverse("admin:index")))
    assert "Votre compte n’a aucun rôle en cours" in page


SANS_COMPTE = {"login/", "invitation/<str:jeton>/"}  # one signs in, or chooses one's first password


def test_toute_adresse_du_back_office_demande_une_connexion(client, db):
    """Every URL of the site, whatever it leads to, but those by which one gets in."""
    ouvertes = []
    for page in admin.site.get_urls():
        for motif in getattr(page, "url_patterns", None) or [page]:
            chemin = str(page.pattern) + (str(motif.pattern) if motif is not page else "")
            url = "/admin/" + _exemple(chemin)
            reponse = client.get(url)
            if reponse.status_code == 302 and reponse.headers["Location"].startswith("/admin/login/"):
                continue
            if reponse.status_code == 301 or chemin in SANS_COMPTE:
                continue
            ouvertes.append((url, reponse.status_code))
    assert ouvertes == []


def _exemple(chemin) -> str:
    chemin = re.sub(r"\(\?P<app_label>([a-z]+)[^)]*\)", r"\1", chemin).replace("(?P<url>.*)", "rien/")
    chemin = re.sub(r"<slug:[^>]+>", "demarche", chemin)
    return re.sub(r"<[^>]+>", "1", chemin).replace("^", "").replace("$", "").replace("\\Z", "")


@pytest.mark.parametrize("qui", ["alice", "viktor"])
def test_lire_n_ecrit_rien_dans_la_base(qui, objets, request):
    lecteur = request.getfixturevalue(qui)
    pages = [adresse(objets, *page) for page in [*LECTURE.values(), *ECRITURE.values()]]
    pages += [reverse("admin:index"), reverse("admin:publications")]
    with CaptureQueriesContext(connection) as requetes:
        for page in pages:
            lecteur.get(page)
    ecritures = [requete["sql"] for requete in requetes if re.match("INSERT|UPDATE|DELETE", requete["sql"])]
    assert [sql for sql in ecritures if "django_session" not in sql] == []


def test_on_se_connecte_par_son_courriel(client, alice_redactrice):
    url = reverse("admin:login")
    assert "Courriel" in texte(client.get(url))
    refus = client.post(url, {"username": alice_redactrice.courriel, "password": "autre chose"})
    assert "ne vont pas ensemble" in texte(refus)
    reussite = client.post(
        f"{url}?next=/admin/publications/",
        {
            "username": alice_redactrice.courriel.upper(),
            "password": MOT_DE_PASSE,
            "next": "/admin/publications/",
        },
    )
    assert reussite.headers["Location"] == "/admin/publications/"
