"""Writing in the workshop: what a form accepts, what it refuses, and the trace that every save leaves."""

import pytest
from django.contrib import admin
from django.urls import reverse

from demarches.models import Avis, Demarche, Engagement, Filiation, Proposition
from publication.admin import AtelierAdmin
from publication.models import Trace, types_de_version
from publication.soumission import soumettre
from suivi.models import Impact, LienMesure, Mesure, Reponse
from tests.back_office.conftest import champs_du_formulaire, messages_de, texte
from tests.fabriques import DemarcheFactory, MesureFactory, PropositionFactory

PAGES = {
    "fiche": ("demarches_demarche", Demarche),
    "avis": ("demarches_avis", Avis),
    "proposition": ("demarches_proposition", Proposition),
    "reponse": ("suivi_reponse", Reponse),
    "impact": ("suivi_impact", Impact),
    "mesure": ("suivi_mesure", Mesure),
}
MODIFICATIONS = {
    "fiche": {"chapo": "Un autre chapô."},
    "avis": {"synthese": "Une autre synthèse."},
    "proposition": {"chapitre": "Un autre chapitre."},
    "reponse": {"position": "retenue", "motivation": "Une autre motivation."},
    "impact": {"prochaines_etapes": "Une autre étape."},
    "mesure": {"description": "Une autre description."},
}


@pytest.fixture
def cles(demarche, proposition):
    """The key of each object; the avis, the impact and the answer do not exist yet."""
    mesure = MesureFactory(demarche=demarche)
    return {
        "fiche": demarche.pk,
        "avis": demarche.pk,
        "impact": demarche.pk,
        "proposition": proposition.pk,
        "reponse": proposition.pk,
        "mesure": mesure.pk,
    }


def enregistrer(qui, nom, cle, section="", **changements):
    url = reverse(f"admin:{PAGES[nom][0]}_change", args=[cle]) + (section and f"?section={section}")
    return qui.post(url, champs_du_formulaire(qui.get(url)) | changements)


@pytest.mark.parametrize("nom", PAGES)
def test_tout_enregistrement_laisse_une_trace_de_son_auteur(nom, cles, alice):
    avant = Trace.objects.count()
    reponse = enregistrer(alice, nom, cles[nom], **MODIFICATIONS[nom])
    assert reponse.status_code == 302, reponse.context and reponse.context["errors"]
    objet = PAGES[nom][1].objects.get(pk=cles[nom])
    [(champ, valeur)] = list(MODIFICATIONS[nom].items())[-1:]
    assert getattr(objet, champ) == valeur
    assert Trace.objects.count() == avant + 1
    assert Trace.objects.sur(objet).latest("pk").agent == alice.personne


def test_modifier_une_seule_partie_laisse_une_trace_sur_l_ensemble(demarche, alice):
    avant = Trace.objects.sur(demarche).count()
    enregistrer(
        alice,
        "fiche",
        demarche.pk,
        "engagements",
        **{"engagements-0-texte": "Répondre.", "engagements-0-par": "La ministre"},
    )
    assert Engagement.objects.get().demarche == demarche
    assert Trace.objects.sur(demarche).count() == avant + 1


def test_creer_une_demarche_laisse_une_trace(alice, ministere):
    alice.post(
        reverse("admin:demarches_demarche_add"),
        {"nature": "participation", "titre": "Les bancs", "organisation": ministere.pk},
    )
    demarche = Demarche.objects.get(titre="Les bancs")
    assert demarche.dossier.intitule == "Les bancs"
    assert demarche.organisation == ministere
    assert Trace.objects.sur(demarche).exists()


@pytest.mark.parametrize("nom", ["proposition", "mesure"])
def test_creer_un_objet_dans_une_demarche_laisse_une_trace(nom, demarche, alice):
    page, modele = PAGES[nom]
    url = f"{reverse(f'admin:{page}_add')}?demarche={demarche.pk}"
    donnees = champs_du_formulaire(alice.get(url)) | {"reference": "C9.9", "titre": "Nouveau"}
    assert alice.post(url, donnees).status_code == 302
    objet = modele.objects.get(titre="Nouveau")
    assert objet.demarche == demarche
    assert Trace.objects.sur(objet).get().agent == alice.personne


def test_supprimer_laisse_une_trace(proposition, alice):
    cle = proposition.pk
    alice.post(reverse("admin:demarches_proposition_delete", args=[cle]), {"post": "yes"})
    assert not Proposition.objects.filter(pk=cle).exists()
    assert Trace.objects.filter(type_objet="demarches.proposition", objet_id=cle).exists()


def test_renommer_un_point_laisse_une_trace_sur_ce_qui_le_cite(proposition, reponse, alice):
    mesure = MesureFactory(demarche=proposition.demarche)
    LienMesure.objects.create(mesure=mesure, proposition=proposition)
    enregistrer(alice, "proposition", proposition.pk, reference="C1.1 bis")
    assert Trace.objects.sur(reponse).get().agent == alice.personne
    assert Trace.objects.sur(mesure).get().agent == alice.personne


def test_chaque_objet_publiable_se_saisit_par_une_classe_qui_trace():
    for modele in types_de_version():
        objet = modele._meta.get_field("objet").related_model
        saisie = admin.site.get_model_admin(objet)
        assert isinstance(saisie, AtelierAdmin), objet
        assert type(saisie).save_related is AtelierAdmin.save_related, "la trace ne se contourne pas"
        assert type(saisie).delete_model is AtelierAdmin.delete_model
        assert not saisie.list_editable
        assert saisie.actions is None


def test_ce_qui_a_ete_soumis_ne_se_supprime_plus(en_attente, demarche, alice):
    for methode in (alice.get, alice.post):
        reponse = methode(
            reverse("admin:demarches_demarche_delete", args=[demarche.pk]), {"post": "yes"}, follow=True
        )
        assert "utilisez « Retirer »" in " ".join(messages_de(reponse))
    assert Demarche.objects.filter(pk=demarche.pk).exists()


def test_lire_une_page_ne_cree_rien(demarche, proposition, alice):
    for nom, cle in {"avis": demarche.pk, "impact": demarche.pk, "reponse": proposition.pk}.items():
        assert alice.get(reverse(f"admin:{PAGES[nom][0]}_change", args=[cle])).status_code == 200
    assert [modele.objects.count() for modele in (Avis, Impact, Reponse)] == [0, 0, 0]
    assert Trace.objects.count() == 1


def test_une_demarche_ne_se_cree_pas_pour_une_autre_organisation(alice, autre_ministere):
    reponse = alice.post(
        reverse("admin:demarches_demarche_add"),
        {"nature": "participation", "titre": "Forêts", "organisation": autre_ministere.pk},
    )
    assert list(reponse.context["form"].errors) == ["organisation"]
    assert not Demarche.objects.filter(titre="Forêts").exists()


def test_on_n_ajoute_rien_a_la_demarche_d_une_autre_organisation(alice, autre_ministere):
    ailleurs = DemarcheFactory(organisation=autre_ministere)
    for page in ("demarches_proposition", "suivi_mesure"):
        url = f"{reverse(f'admin:{page}_add')}?demarche={ailleurs.pk}"
        assert alice.get(url).status_code == 404
        assert alice.post(url, {"reference": "P1", "titre": "Intrus"}).status_code == 404


@pytest.mark.parametrize(
    ("nom", "changements"),
    {
        "partie de": ("proposition", {"partie_de": "autre"}),
        "origine": (
            "proposition",
            {
                "origines-0-origine": "autre",
                "origines-0-nature": "fusion",
                "origines-0-par": "Le comité",
                "origines-0-raison": "Doublon.",
                "origines-TOTAL_FORMS": 1,
            },
        ),
        "point d’une mesure": ("mesure", {"liens-0-proposition": "autre"}),
    }.items(),
    ids=lambda valeur: valeur if isinstance(valeur, str) else "",
)
def test_un_lien_forge_vers_une_autre_demarche_est_refuse(nom, changements, cles, alice, autre_ministere):
    nom, changements = changements
    ailleurs = PropositionFactory(demarche=DemarcheFactory(organisation=autre_ministere))
    forge = {cle: ailleurs.pk if valeur == "autre" else valeur for cle, valeur in changements.items()}
    reponse = enregistrer(alice, nom, cles[nom], **forge)
    assert reponse.status_code == 200
    assert "choix" in " ".join(map(str, reponse.context["errors"]))
    assert [modele.objects.count() for modele in (Filiation, LienMesure)] == [0, 0]


def test_une_partie_d_une_autre_demarche_ne_se_modifie_pas_par_sa_cle(demarche, alice, autre_ministere):
    ailleurs = DemarcheFactory(organisation=autre_ministere)
    engagement = Engagement.objects.create(demarche=ailleurs, texte="À eux", par="Eux")
    reponse = enregistrer(
        alice,
        "fiche",
        demarche.pk,
        **{
            "engagements-TOTAL_FORMS": 1,
            "engagements-INITIAL_FORMS": 1,
            "engagements-0-id": engagement.pk,
            "engagements-0-texte": "À moi",
            "engagements-0-par": "Moi",
        },
    )
    engagement.refresh_from_db()
    assert engagement.texte == "À eux", reponse.status_code


def test_une_reference_deja_prise_est_refusee_en_une_phrase(proposition, alice):
    url = f"{reverse('admin:demarches_proposition_add')}?demarche={proposition.demarche_id}"
    donnees = champs_du_formulaire(alice.get(url)) | {"reference": "C1.1", "titre": "Autre"}
    erreurs = alice.post(url, donnees).context["adminform"].form.errors
    assert "est déjà prise dans cette démarche" in str(erreurs["reference"])


def test_une_reference_soumise_ne_change_plus(proposition, demarche, alice):
    soumettre(demarche.dossier, [demarche, proposition], alice.personne)
    url = reverse("admin:demarches_proposition_change", args=[proposition.pk])
    donnees = champs_du_formulaire(alice.get(url)) | {"reference": "C9.9"}
    erreurs = alice.post(url, donnees).context["adminform"].form.errors
    assert "elle ne change plus" in str(erreurs["reference"])


def test_themes_et_sous_questions_se_saisissent_par_cases_et_par_lignes(demarche, alice):
    enregistrer(alice, "fiche", demarche.pk, themes=["sport", "culture"])
    enregistrer(alice, "fiche", demarche.pk, "mandat", sous_questions="Quand ?\r\n\r\n Où ? \r\n")
    demarche.refresh_from_db()
    assert demarche.themes == ["sport", "culture"]
    assert demarche.sous_questions == ["Quand ?", "Où ?"]


def test_quatre_themes_sont_refuses_en_une_phrase_et_rien_n_est_perdu(demarche, alice):
    themes = ["sport", "culture", "sante", "travail"]
    reponse = enregistrer(alice, "fiche", demarche.pk, themes=themes, chapo="Très long chapô")
    assert "Choisissez trois thèmes au plus." in texte(reponse)
    assert "Très long chapô" in texte(reponse)


def test_une_mesure_prend_le_numero_suivant(demarche, alice):
    MesureFactory(demarche=demarche, numero=7)
    url = f"{reverse('admin:suivi_mesure_add')}?demarche={demarche.pk}"
    alice.post(url, {"titre": "La suivante"})
    assert Mesure.objects.get(titre="La suivante").numero == 8


def test_renommer_la_demarche_renomme_son_dossier(demarche, alice):
    enregistrer(alice, "fiche", demarche.pk, titre="Convention sur le jour")
    demarche.dossier.refresh_from_db()
    assert demarche.dossier.intitule == "Convention sur le jour"


def test_un_administrateur_ouvre_un_compte_avec_un_role(adele, ministere):
    url = reverse("admin:accounts_agent_add")
    donnees = champs_du_formulaire(adele.get(url)) | {
        "courriel": "Nadia@Exemple.gouv.fr",
        "prenom": "Nadia",
        "nom": "Nouvelle",
        "affectations-0-organisation": ministere.pk,
        "affectations-0-role": "redacteur",
        "affectations-0-debut": "2026-01-01",
    }
    assert adele.post(url, donnees).status_code == 302
    from accounts.models import Agent

    nadia = Agent.objects.get(courriel="nadia@exemple.gouv.fr")
    assert nadia.organisations_redigees().get() == ministere
    assert not nadia.has_usable_password()  # she chooses it herself, by an invitation
