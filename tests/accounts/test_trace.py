"""Who changed what of accounts and rights, when, from which value to which; and what ends at once."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Agent, ChangementDeCompte, Organisation
from accounts.trace import consigner
from courriels.models import Courriel
from tests.back_office.conftest import champs_du_formulaire, navigateur, texte
from tests.fabriques import MOT_DE_PASSE, DemarcheFactory
from tests.personnes import agent

pytestmark = pytest.mark.django_db


def saisie(client, adresse) -> dict:
    """The form as it is shown, without the blank line that offers one more assignment."""
    champs = champs_du_formulaire(client.get(adresse))
    return champs | {
        nom: champs[nom.replace("TOTAL", "INITIAL")] for nom in champs if nom.endswith("TOTAL_FORMS")
    }


def changer(client, modele, pk, **valeurs):
    adresse = reverse(f"admin:accounts_{modele}_change", args=[pk])
    reponse = client.post(adresse, saisie(client, adresse) | valeurs)
    assert reponse.status_code == 302, reponse.context["errors"]


def traces():
    return [(c.nature, c.objet, c.valeurs) for c in ChangementDeCompte.objects.order_by("pk")]


def test_un_compte_qui_change_garde_l_ancienne_valeur_et_la_nouvelle(
    adele, adele_administratrice, alice_redactrice
):
    ancien = alice_redactrice.courriel
    changer(adele, "agent", alice_redactrice.pk, nom="Autre", courriel="Neuf@exemple.gouv.fr")
    [changement] = ChangementDeCompte.objects.all()
    assert changement.par == adele_administratrice
    assert changement.valeurs == [["courriel", ancien, "neuf@exemple.gouv.fr"], ["nom", "Exemple", "Autre"]]
    assert Courriel.objects.get().adresse == ancien
    page = texte(adele.get(reverse("admin:accounts_agent_history", args=[alice_redactrice.pk])))
    assert "nom : Exemple → Autre" in page


def test_enregistrer_sans_rien_changer_ne_laisse_pas_de_trace(adele, alice_redactrice):
    changer(adele, "agent", alice_redactrice.pk)
    assert traces() == []


def test_un_role_donne_change_et_repris_se_lit_dans_la_trace(adele, alice_redactrice, ministere):
    changer(
        adele,
        "agent",
        alice_redactrice.pk,
        **{"affectations-0-role": "contributeur", "affectations-0-fin": "2030-01-01"},
    )
    [(nature, objet, valeurs)] = traces()
    assert (nature, objet) == ("modification", "Affectation : Contributeur, Ministère de la Ville")
    assert valeurs == [["rôle", "Rédacteur", "Contributeur"], ["jusqu’au", "", "01/01/2030"]]
    neuve = {
        "affectations-TOTAL_FORMS": 2,
        "affectations-1-organisation": ministere.pk,
        "affectations-1-role": "referent",
        "affectations-1-debut": "2026-01-01",
    }
    changer(adele, "agent", alice_redactrice.pk, **neuve)
    assert traces()[1][0] == "creation"


def test_une_organisation_et_ses_successions_sont_tracees(adele, ministere, autre_ministere):
    changer(adele, "organisation", ministere.pk, supprimee_le="2026-01-01")
    succession = {
        "successions-TOTAL_FORMS": 1,
        "successions-0-nouvelle": autre_ministere.pk,
        "successions-0-le": "2026-01-01",
        "successions-0-texte": "Décret 1",
    }
    changer(adele, "organisation", ministere.pk, **succession)
    assert [(nature, objet.split(" :")[0]) for nature, objet, _ in traces()] == [
        ("modification", "Organisation"),
        ("creation", "Succession"),
    ]
    assert "supprimée le : rien → 01/01/2026" in texte(
        adele.get(reverse("admin:accounts_organisation_history", args=[ministere.pk]))
    )


@pytest.mark.contrainte("changement_de_compte_ajout_seul")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounts_changementdecompte SET objet = 'x'",
        "DELETE FROM accounts_changementdecompte",
        "INSERT INTO accounts_changementdecompte (survenu_le, par_id, nature, objet, valeurs) SELECT survenu_le - interval '1 day', par_id, nature, objet, valeurs FROM accounts_changementdecompte",
    ],
)
def test_la_trace_ne_se_reecrit_ni_ne_s_antidate(adele, alice_redactrice, sql):
    changer(adele, "agent", alice_redactrice.pk, nom="Autre")
    with (
        pytest.raises(IntegrityError, match="ne se réécrit"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        curseur.execute(sql)


def test_un_administrateur_cree_par_une_commande_est_trace():
    call_command(
        "createsuperuser", interactive=False, courriel="racine@exemple.gouv.fr", prenom="Ada", nom="Exemple"
    )
    [(nature, objet, valeurs)] = traces()
    assert (nature, objet) == ("creation", "Agent : Ada Exemple")
    assert ["administrateur du portail", "", "oui"] in valeurs
    assert ChangementDeCompte.objects.get().par == Agent.objects.exploitation()


def test_changer_son_mot_de_passe_se_trace_sans_le_dire(alice_redactrice):
    nouveau = "un tout autre mot de passe"
    alice = navigateur(alice_redactrice)
    mots = {"old_password": MOT_DE_PASSE, "new_password1": nouveau, "new_password2": nouveau}
    assert alice.post("/admin/password_change/", mots).status_code == 302
    [(nature, _, valeurs)] = traces()
    assert (nature, valeurs) == ("mot_de_passe", [])
    assert alice.get("/admin/").status_code == 200


# What ends at once


def test_fermer_un_compte_ferme_ses_sessions_et_le_rouvrir_ne_les_rouvre_pas(adele, alice_redactrice):
    alice = navigateur(alice_redactrice)
    assert alice.get("/admin/").status_code == 200
    adresse = reverse("admin:accounts_agent_change", args=[alice_redactrice.pk])
    champs = saisie(adele, adresse)
    adele.post(adresse, {nom: v for nom, v in champs.items() if nom != "is_active"})
    assert alice.get("/admin/").status_code == 302
    changer(adele, "agent", alice_redactrice.pk, is_active="on")
    assert alice.get("/admin/").status_code == 302
    neuve = Client()
    neuve.post("/admin/login/", {"username": alice_redactrice.courriel, "password": MOT_DE_PASSE})
    assert neuve.get("/admin/").status_code == 200


def test_la_fin_d_une_affectation_retire_les_droits_a_la_requete_suivante(alice_redactrice, scene):
    alice = navigateur(alice_redactrice)
    adresse = reverse("admin:dossier", args=[scene.dossier.pk])
    assert alice.get(adresse).status_code == 200
    alice_redactrice.affectations.update(fin=timezone.localdate() - dt.timedelta(days=1))
    assert alice.get(adresse).status_code == 404


# What an administrator is told


def test_une_demarche_sans_redacteur_et_trop_peu_de_validateurs_sont_signales(
    adele, scene, alice_redactrice, valerie_valideuse
):
    page = "/admin/comptes-a-surveiller/"
    assert "il y en a 2." in texte(adele.get(page))
    assert "Chaque démarche a au moins un rédacteur" in texte(adele.get(page))
    assert "comptes à surveiller" in texte(adele.get("/admin/"))
    alice_redactrice.set_unusable_password()
    alice_redactrice.save()
    assert "La ville, la nuit" in texte(adele.get(page))


def test_un_redacteur_au_dessus_suffit_et_trois_validateurs_aussi(
    adele, scene, viktor_valideur, valerie_valideuse, alice_redactrice, cipc
):
    agent("Vera", Role.VALIDATEUR, cipc)
    dessous = Organisation.objects.create(
        nom="Bureau", slug="bureau", nature="direction", parent=scene.dossier.organisation
    )
    scene.dossier.organisation = dessous
    scene.dossier.save()
    page = texte(adele.get("/admin/comptes-a-surveiller/"))
    assert "3 validateurs actifs." in page
    assert "Chaque démarche a au moins un rédacteur" in page
    assert "comptes à surveiller</a>" not in texte(adele.get("/admin/"))


@pytest.mark.parametrize(
    "page", ["/admin/", "/admin/comptes-a-surveiller/", "acces", "accounts_agent_history"]
)
def test_les_pages_de_l_administratrice_coutent_peu_quel_que_soit_le_nombre_de_lignes(
    adele, adele_administratrice, alice_redactrice, page, django_assert_max_num_queries
):
    for _ in range(40):
        DemarcheFactory()
        consigner(adele_administratrice, "invitation", alice_redactrice)
    adresse = page if "/" in page else reverse(f"admin:{page}", args=[alice_redactrice.pk])
    with django_assert_max_num_queries(30):
        assert adele.get(adresse).status_code == 200
