"""Before a démarche is created: six private questions, a kind turn elsewhere, and what was already debated."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Affectation
from demarches.creation import creer, noter_le_cadrage
from demarches.forms import CadrageForm
from demarches.models import Cadrage, Demarche
from demarches.similaires import demarches_semblables
from publication import horloge
from publication.atelier import document_a_publier
from publication.models import Trace, types_de_version
from publication.refus import Refus
from publication.soumission import retirer, soumettre
from tests.back_office.conftest import texte
from tests.fabriques import DemarcheFactory
from tests.verbes import valider

SECRET = "Le cabinet hésite encore"


@pytest.fixture
def page(db):
    return reverse("admin:demarches_demarche_add")


@pytest.fixture
def saisie(ministere):
    reponses = {nom: f"{SECRET} ({nom})" for nom in CadrageForm.base_fields}
    return {
        "nature": "participation",
        "titre": "Les bancs publics",
        "question": "Où s’asseoir ?",
        "organisation": str(ministere.pk),
    } | reponses


def publier(demarche, auteur, validateur):
    valider(soumettre(demarche.dossier, [demarche], auteur), validateur)
    return demarche


def semblables(agent, texte="La nuit dans les villes"):
    return demarches_semblables(texte, agent, horloge.maintenant())


def test_la_creation_commence_par_les_six_questions_du_guide(page, alice):
    lue = texte(alice.get(page))
    assert len(CadrageForm.base_fields) == 6
    for champ in CadrageForm().fields.values():
        assert champ.label in lue
    assert "elles ne sont jamais publiées" in lue


def test_une_demarche_se_cree_avec_son_cadrage(page, alice, saisie):
    assert alice.post(page, saisie).status_code == 302
    demarche = Demarche.objects.get()
    assert demarche.question == "Où s’asseoir ?"
    assert demarche.cadrage.pourquoi == f"{SECRET} (pourquoi)"


def test_le_titre_et_l_organisation_suffisent(page, alice, ministere):
    donnees = {"nature": "participation", "titre": "Les bancs", "organisation": ministere.pk}
    assert alice.post(page, donnees).status_code == 302
    assert Cadrage.objects.get().pourquoi == ""


@pytest.mark.parametrize(
    ("nature", "phrase"),
    [
        ("usagers", "recueil d’expérience d’usagers"),
        ("communication", "campagne de communication"),
        ("sondage", "enquête d’opinion"),
    ],
)
def test_ce_qui_n_est_pas_une_demarche_est_oriente_ailleurs_sans_rien_perdre(
    page, alice, saisie, nature, phrase
):
    oriente = alice.post(page, saisie | {"nature": nature})
    assert oriente.status_code == 200
    assert phrase in texte(oriente)
    assert "Où aller" in oriente.text
    assert not Demarche.objects.exists()
    for valeur in saisie.values():
        assert valeur in oriente.text or nature in oriente.text
    assert f"{SECRET} (enjeux)" in oriente.text
    retour = alice.post(page, saisie | {"nature": nature, "revenir": "1"})
    assert f"{SECRET} (enjeux)" in retour.text
    assert 'value="Les bancs publics"' in retour.text
    assert not Demarche.objects.exists()


@pytest.mark.parametrize("force", ["confirmer", "_save"])
def test_on_ne_force_pas_la_creation_de_ce_qui_n_est_pas_une_demarche(page, alice, saisie, force):
    alice.post(page, saisie | {"nature": "communication", force: "1"})
    assert not Demarche.objects.exists()


@pytest.mark.parametrize(
    "mauvais",
    [
        {"nature": ""},
        {"nature": "autre"},
        {"titre": ""},
        {"titre": "x" * 201},
        {"titre": "nul\x00"},
        {"organisation": "pas-un-nombre"},
        {"organisation": "999999999999999999999"},
        {"pourquoi": "nul\x00"},
    ],
    ids=str,
)
def test_une_mauvaise_saisie_est_signalee_et_le_reste_garde(page, alice, saisie, mauvais):
    reponse = alice.post(page, saisie | mauvais)
    assert reponse.status_code == 200
    assert reponse.context["form"].errors
    assert f"{SECRET} (attentes)" in reponse.text
    assert alice.post(page, saisie | mauvais | {"revenir": "1"}).status_code == 200
    assert not Demarche.objects.exists()


def test_une_demarche_semblable_en_ligne_est_montree_avant_de_creer(page, en_ligne, alice, saisie):
    saisie |= {"titre": "La nuit, convention sur les bancs"}
    montree = alice.post(page, saisie)
    assert montree.status_code == 200
    assert "déjà fait l’objet d’une démarche" in texte(montree)
    assert f"/demarches/{en_ligne.pk}-{en_ligne.slug}/" in montree.text
    assert f"{SECRET} (enjeux)" in montree.text
    assert Demarche.objects.count() == 1
    assert alice.post(page, saisie | {"confirmer": "1"}).status_code == 302
    assert Demarche.objects.count() == 2


def test_un_double_envoi_ne_cree_pas_deux_demarches(page, alice, saisie):
    alice.post(page, saisie)
    assert alice.post(page, saisie).status_code == 200
    assert Demarche.objects.count() == 1


def test_seules_se_montrent_celles_qui_sont_en_ligne_ou_que_l_agent_lit(
    demarche, alice, oscar, viktor_valideur
):
    assert [s.demarche for s in semblables(alice.personne)] == [demarche.pk]
    assert semblables(oscar.personne) == []
    publier(demarche, alice.personne, viktor_valideur)
    [vue] = semblables(oscar.personne)
    assert (vue.demarche, vue.slug) == (demarche.pk, demarche.slug)
    retrait = retirer(demarche, demarche.dossier, alice.personne, motif="erreur", explication="Erreur.")
    valider(retrait, viktor_valideur)
    assert semblables(oscar.personne) == []


def test_ce_qui_est_en_ligne_se_montre_sous_son_titre_public(demarche, alice, oscar, viktor_valideur):
    publier(demarche, alice.personne, viktor_valideur)
    demarche.titre = "La nuit, titre pas encore public"
    demarche.save()
    assert [s.titre for s in semblables(oscar.personne)] == ["Convention sur la nuit"]


@pytest.mark.parametrize(
    ("texte", "trouvee"),
    [
        ("Les nuits", True),
        ("les NUITS calmes en été", True),
        ("la santé", True),
        ("la sante", True),
        ("Convention nationale des citoyens", False),
        ("Les forêts", False),
        ("", False),
        ("'); DROP TABLE demarches_demarche; --", False),
        ("% %s %(a)s :* & |", False),
    ],
)
def test_on_retrouve_par_les_mots_du_sujet_et_non_de_la_forme(alice, ministere, texte, trouvee):
    DemarcheFactory(
        organisation=ministere,
        titre="Convention sur la nuit",
        question="Quelle nuit calme ?",
        themes=["sante"],
    )
    assert bool(semblables(alice.personne, texte)) is trouvee


def test_cinq_au_plus_et_autant_de_requetes(alice, ministere):
    comptes = []
    for nombre in (1, 8):
        for n in range(nombre):
            DemarcheFactory(organisation=ministere, titre=f"La nuit {n}")
        with CaptureQueriesContext(connection) as requetes:
            trouvees = semblables(alice.personne)
        comptes.append((len(trouvees), len(requetes)))
    assert comptes == [(1, comptes[0][1]), (5, comptes[0][1])]


def test_le_cadrage_se_relit_et_se_complete(demarche, alice):
    adresse = reverse("admin:cadrage", args=[demarche.pk])
    assert alice.get(adresse).status_code == 200
    assert not Cadrage.objects.exists()
    assert alice.post(adresse, {"pourquoi": "Parce que."}).status_code == 302
    assert Cadrage.objects.get(demarche=demarche).pourquoi == "Parce que."
    assert Trace.objects.filter(type_objet="demarches.cadrage", agent=alice.personne).exists()


def test_qui_lit_la_demarche_lit_le_cadrage_sans_l_ecrire(demarche, alice, viktor, oscar):
    noter_le_cadrage(demarche, {"pourquoi": SECRET}, alice.personne)
    adresse = reverse("admin:cadrage", args=[demarche.pk])
    page = viktor.get(adresse)
    assert SECRET in page.text
    assert "<textarea" not in page.text
    assert viktor.post(adresse, {"pourquoi": "Piraté"}).status_code == 404
    assert oscar.get(adresse).status_code == 404
    with pytest.raises(Refus, match="rien n’a été changé"):
        noter_le_cadrage(demarche, {"pourquoi": "Piraté"}, viktor.personne)


def test_une_actualite_n_a_pas_de_cadrage(alice, ministere):
    from demarches.creation import creer_une_actualite

    actualite = creer_une_actualite("Nouvelle", ministere, alice.personne)
    assert alice.get(reverse("admin:cadrage", args=[actualite.pk])).status_code == 404


def test_le_cadrage_n_est_dans_aucun_document_public(ministere, alice_redactrice, viktor_valideur, client):
    reponses = dict.fromkeys(CadrageForm.base_fields, SECRET)
    ouverte = creer("Les bancs", ministere, alice_redactrice, cadrage=reponses)
    demarche = DemarcheFactory(organisation=ministere, titre="Complète")
    noter_le_cadrage(demarche, reponses, alice_redactrice)
    publier(demarche, alice_redactrice, viktor_valideur)
    assert SECRET not in str(document_a_publier(ouverte))
    for modele in types_de_version():
        assert not any(SECRET in str(v.contenu) for v in modele.objects.all())
    for fin in ("", "mandat/", "avis/", "impact/", "versions/1/document.json"):
        assert SECRET not in client.get(f"/demarches/{demarche.pk}-{demarche.slug}/{fin}").text


def test_qui_ecrit_pour_plusieurs_organisations_choisit_laquelle(
    page, alice, alice_redactrice, ministere, autre_ministere
):
    assert "Choisissez l’organisation" not in texte(alice.get(page))
    Affectation.objects.create(
        agent=alice_redactrice, role=Role.REDACTEUR, organisation=autre_ministere, debut="2020-01-01"
    )
    assert "Choisissez l’organisation" in texte(alice.get(page))
    refusee = texte(alice.post(page, {"nature": "participation", "titre": "Les bancs", "organisation": ""}))
    assert "Choisissez l’organisation qui pilote la démarche." in refusee
    assert not Demarche.objects.exists()
