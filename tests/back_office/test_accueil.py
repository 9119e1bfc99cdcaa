"""The first page that one sees: each role finds there what awaits it, in ten lines at most."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Affectation
from courriels.enums import EtatDuCourriel, NatureDuCourriel
from courriels.models import Courriel
from publication.soumission import soumettre
from publication.validation import renvoyer
from tests.back_office.conftest import navigateur
from tests.fabriques import AvisFactory, DemarcheFactory, ImpactFactory
from tests.personnes import agent
from tests.verbes import valider

pytestmark = pytest.mark.django_db
PLAFOND = 30


def accueil(client) -> str:
    reponse = client.get(reverse("admin:index"))
    assert reponse.status_code == 200
    return reponse.text


def test_l_autrice_lit_ce_qui_manque_et_chaque_manque_mene_a_son_champ(demarche, alice):
    demarche.contact = demarche.question = ""
    demarche.save()
    page = accueil(alice)
    fiche = reverse("admin:demarches_demarche_change", args=[demarche.pk])
    assert f'href="{fiche}?section=' in page
    assert "#id_contact" in page
    assert "#id_question" in page
    assert " sur " in page


def test_chaque_section_dit_ce_qui_lui_manque_et_une_section_complete_ne_dit_rien(demarche, avis, alice):
    assert "Rien ne manque à ce qui est écrit" in accueil(alice)
    avis.synthese = avis.forme = ""
    avis.save()
    page = accueil(alice)
    assert "Rien ne manque à ce qui est écrit" not in page
    assert reverse("admin:demarches_avis_change", args=[demarche.pk]) in page


def test_trois_manques_sont_nommes_et_les_autres_comptes(ministere, alice):
    DemarcheFactory(organisation=ministere, question="", objet="", contact="", point_de_sortie="", chapo="")
    page = accueil(alice)
    manques = page.partition('class="ce-qui-manque"')[2].partition("</td>")[0]
    assert manques.count("#id_") == 3
    assert ", et " in manques


def test_ce_qui_revient_du_cipc_est_dit_en_tete_jusqu_a_ce_qu_on_soumette_de_nouveau(
    demarche, en_attente, alice, viktor_valideur
):
    renvoyer(en_attente, viktor_valideur, "Précisez le calendrier.")
    page = accueil(alice)
    assert "Revenu du CIPC" in page
    assert "Précisez le calendrier." in page
    soumettre(demarche.dossier, [demarche], alice.personne)
    assert "Revenu du CIPC" not in accueil(alice)


def test_la_referente_lit_les_demarches_de_son_ministere_et_pas_celles_des_autres(demarche, rita, oscar):
    assert "Les démarches de mon ministère" in accueil(rita)
    assert str(demarche) in accueil(rita)
    assert str(demarche) not in accueil(oscar)


def test_le_validateur_lit_ce_qui_va_paraitre_et_ou_y_renoncer(en_attente, viktor, valerie, alice):
    assert "Rien n’est programmé." in accueil(viktor)
    valider(en_attente, viktor.personne, timezone.now() + dt.timedelta(days=2))
    en_attente.refresh_from_db()
    for validateur in (viktor, valerie):
        page = accueil(validateur)
        assert "Rien n’est programmé." not in page
        assert reverse("admin:publication", args=[en_attente.pk]) in page
        assert en_attente.publiee_le_en_lettres in page
    assert "Ce qui va paraître" not in accueil(alice)


def test_l_administratrice_lit_les_demarches_sans_redacteur_et_les_validateurs_qui_manquent(demarche, adele):
    page = accueil(adele)
    assert "il en faut au moins 3" in page
    Affectation.objects.filter(role__in=Role.qui_redigent()).delete()
    assert "Personne ne peut plus tenir à jour ces démarches" in accueil(adele)
    assert str(demarche) in accueil(adele)


def test_l_administratrice_lit_les_courriels_et_les_taches_en_echec(adele, alice):
    assert "Courriels qui ne sont pas partis" not in accueil(adele)
    Courriel.objects.create(
        nature=NatureDuCourriel.values[0],
        cle=1,
        adresse="perdu@exemple.gouv.fr",
        etat=EtatDuCourriel.ABANDONNE,
        erreur="Refusé.",
    )
    with connection.cursor() as curseur:
        curseur.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status)"
            " VALUES ('default', 'courriels.envoyer', 0, '{}', 'failed')"
        )
    page = accueil(adele)
    assert "Courriels qui ne sont pas partis : 1" in page
    assert "Tâches de fond qui ont échoué" in page
    assert "courriels.envoyer" in page
    assert "Tâches de fond" not in accueil(alice)


def test_une_liste_de_l_accueil_a_dix_lignes_et_mene_au_reste(ministere, alice, viktor):
    for _ in range(12):
        autre = DemarcheFactory(organisation=ministere)
        soumettre(autre.dossier, [autre], alice.personne)
    assert accueil(viktor).count("N° ") == 10
    assert "Voir toute la file" in accueil(viktor)
    assert "Page 1 sur 2" in accueil(alice)


def test_qui_a_tous_les_roles_a_un_accueil_en_trente_requetes(ministere, routes, demarche, en_ligne, alice):
    cumul = agent("Zoé", Role.REFERENT, ministere)
    for role in (Role.VALIDATEUR, Role.ADMINISTRATEUR, Role.REDACTEUR, Role.CONTRIBUTEUR):
        Affectation.objects.create(agent=cumul, organisation=ministere, role=role)
    AvisFactory(demarche=demarche, synthese="")
    ImpactFactory(demarche=demarche)
    for _ in range(12):
        autre = DemarcheFactory(organisation=ministere, contact="")
        autre.contact = "participation@exemple.gouv.fr"
        autre.save()
        soumettre(autre.dossier, [autre], alice.personne)
    client = navigateur(cumul)
    with CaptureQueriesContext(connection) as requetes:
        accueil(client)
    assert len(requetes) <= PLAFOND, "\n".join(r["sql"][:160] for r in requetes)
