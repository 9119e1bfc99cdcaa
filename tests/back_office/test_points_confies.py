"""Ten ministries answer one convention: each writes the answers entrusted to it, and nothing else."""

import pytest
from django.urls import reverse

from accounts.enums import Nature
from demarches.models import Proposition
from demarches.repartition import confier
from publication import horloge
from publication.atelier import auteurs, document_a_publier
from publication.models import Trace
from publication.refus import Refus
from suivi.models import Reponse
from tests.back_office.conftest import champs_du_formulaire, messages_de, texte
from tests.droits.scene import empreinte_de_la_base
from tests.fabriques import MesureFactory, OrganisationFactory, PropositionFactory


@pytest.fixture
def confiee(proposition, routes):
    proposition.confiee_a = routes
    proposition.save()
    return proposition


def page_de_la_reponse(point):
    return reverse("admin:suivi_reponse_change", args=[point.pk])


def test_une_contributrice_repond_au_point_confie_et_compte_parmi_les_auteurs(confiee, lou):
    page = page_de_la_reponse(confiee)
    saisie = champs_du_formulaire(lou.get(page)) | {"position": "retenue", "motivation": "Oui."}
    assert lou.post(page, saisie).status_code == 302
    reponse = Reponse.objects.get(pk=confiee.pk)
    assert reponse.motivation == "Oui."
    assert Trace.objects.sur(reponse).get().agent == lou.personne
    assert auteurs([reponse], horloge.maintenant()) == {lou.personne.pk}


def test_sa_page_montre_ses_points_et_n_offre_rien_d_autre(confiee, demarche, avis, lou):
    PropositionFactory(demarche=demarche, reference="C2")
    page = texte(lou.get(reverse("admin:dossier", args=[demarche.pk])))
    assert "Points confiés à votre organisation : 1" in page
    assert page_de_la_reponse(confiee) in page
    for offre in ("Soumettre au CIPC", "Importer", "Ajouter", "Confier", "Remplir", "Retirer du site"):
        assert offre not in page
    assert "Démarches dont des points sont confiés" in texte(lou.get(reverse("admin:index")))


def test_reprendre_ou_confier_ailleurs_ote_le_droit_aussitot(confiee, demarche, alice, lou, reponse):
    page = page_de_la_reponse(confiee)
    saisie = champs_du_formulaire(lou.get(page))
    for suivante in (OrganisationFactory(nature=Nature.MINISTERE), None):
        confier(demarche, [confiee], suivante, alice.personne)
        assert lou.get(page).status_code == lou.post(page, saisie).status_code == 404
        assert lou.get(reverse("admin:dossier", args=[demarche.pk])).status_code == 404
    assert "Aucun point n’est confié" in texte(lou.get(reverse("admin:index")))


@pytest.mark.parametrize("fin", [{"fin": "2024-12-31"}, {"organisation": "cipc"}], ids=str)
def test_une_affectation_finie_ote_le_droit_aussitot(confiee, lou, fin, cipc):
    assert lou.get(page_de_la_reponse(confiee)).status_code == 200
    lou.personne.affectations.update(**{k: cipc if v == "cipc" else v for k, v in fin.items()})
    assert lou.get(page_de_la_reponse(confiee)).status_code == 404


def test_un_compte_ferme_perd_sa_session_a_la_requete_suivante(confiee, lou):
    assert lou.get(reverse("admin:index")).status_code == 200
    lou.personne.is_active = False
    lou.personne.save()
    for page in (reverse("admin:index"), page_de_la_reponse(confiee)):
        assert lou.get(page).headers["Location"].startswith(reverse("admin:login"))


def test_le_point_suivant_est_le_prochain_qui_lui_est_confie(confiee, demarche, routes, lou):
    PropositionFactory(demarche=demarche, reference="C1.2", ordre=confiee.ordre + 1)
    PropositionFactory(demarche=demarche, reference="C1.3", ordre=confiee.ordre + 2, confiee_a=routes)
    page = texte(lou.get(page_de_la_reponse(confiee)))
    assert "Répondre au point suivant : C1.3" in page


def test_on_ne_lit_pas_le_lien_d_une_reponse_qui_n_est_pas_a_soi(confiee, demarche, lou):
    autre = PropositionFactory(demarche=demarche, reference="C2")
    page = texte(lou.get(reverse("admin:demarches_proposition_change", args=[autre.pk])))
    assert "Réponse à ce point" not in page
    assert lou.get(page_de_la_reponse(autre)).status_code == 404


def test_une_contributrice_qui_forge_la_position_d_une_autre_reponse_n_ecrit_rien(confiee, demarche, lou):
    autre = PropositionFactory(demarche=demarche, reference="C2")
    saisie = champs_du_formulaire(lou.get(page_de_la_reponse(confiee))) | {"position": "retenue"}
    avant = empreinte_de_la_base()
    assert lou.post(page_de_la_reponse(autre), saisie).status_code == 404
    assert empreinte_de_la_base() == avant
    lou.post(page_de_la_reponse(confiee), saisie | {"proposition": autre.pk, "pk": autre.pk})
    assert set(Reponse.objects.values_list("pk", flat=True)) == {confiee.pk}


# To entrust


def test_on_confie_plusieurs_points_d_un_coup_sans_script(demarche, proposition, routes, alice):
    autre = PropositionFactory(demarche=demarche, reference="C2")
    page = reverse("admin:confier", args=[demarche.pk])
    reponse = alice.post(page, {"points": [proposition.pk, autre.pk], "organisation": routes.pk}, follow=True)
    assert messages_de(reponse) == [
        "2 points sont confiés à « Ministère des Routes », qui peut y répondre dès maintenant."
    ]
    assert set(Proposition.objects.values_list("confiee_a", flat=True)) == {routes.pk}
    reprise = alice.post(page, {"points": [autre.pk], "organisation": ""}, follow=True)
    assert messages_de(reprise) == ["1 point est de nouveau à la charge de votre organisation."]
    assert Proposition.objects.get(pk=autre.pk).confiee_a is None


def test_un_point_decoupe_en_parties_ne_se_confie_pas_en_entier(demarche, proposition, alice):
    PropositionFactory(demarche=demarche, reference="C1.1a", partie_de=proposition)
    page = texte(alice.get(reverse("admin:confier", args=[demarche.pk])))
    assert "C1.1a" in page
    assert f'value="{proposition.pk}"' not in page


@pytest.mark.parametrize(
    "organisation",
    [
        {"nature": Nature.PARLEMENT},
        {"nature": Nature.COLLECTIVITE},
        {"nature": Nature.MINISTERE, "supprimee_le": "2025-01-01"},
        {"nature": Nature.MINISTERE, "creee_le": "2999-01-01"},
        "la sienne",
    ],
    ids=str,
)
@pytest.mark.parametrize("chemin", ["la vue", "le formulaire", "le verbe"])
def test_on_ne_confie_qu_a_une_autre_organisation_de_l_etat_qui_existe(
    demarche, proposition, ministere, alice, organisation, chemin
):
    choisie = ministere if organisation == "la sienne" else OrganisationFactory(**organisation)
    refus = "Choisissez une organisation de l’État qui existe aujourd’hui, autre que celle qui pilote"
    if chemin == "le verbe":
        with pytest.raises(Refus, match=refus):
            confier(demarche, [proposition], choisie, alice.personne)
    elif chemin == "la vue":
        page = reverse("admin:confier", args=[demarche.pk])
        assert refus in texte(alice.post(page, {"points": proposition.pk, "organisation": choisie.pk}))
    else:
        page = reverse("admin:demarches_proposition_change", args=[proposition.pk])
        saisie = champs_du_formulaire(alice.get(page)) | {"confiee_a": choisie.pk}
        assert refus in texte(alice.post(page, saisie))
    proposition.refresh_from_db()
    assert proposition.confiee_a is None


@pytest.mark.parametrize("points", [[], ["x"], ["-1"], ["999999"], ["1" * 30]], ids=str)
def test_des_points_forges_se_disent(demarche, proposition, routes, alice, points):
    page = reverse("admin:confier", args=[demarche.pk])
    reponse = alice.post(page, {"points": points, "organisation": routes.pk})
    [message] = messages_de(reponse)
    assert message.startswith(("Cochez au moins un point", "Un des points cochés n’appartient pas"))


def test_on_ne_confie_pas_les_points_d_une_autre_demarche(demarche, proposition, routes, oscar):
    with pytest.raises(Refus, match="Seule l’organisation qui pilote"):
        confier(demarche, [proposition], routes, oscar.personne)


def test_celle_qui_a_ete_dissoute_depuis_reste_sur_le_formulaire(confiee, routes, alice):
    routes.supprimee_le = "2025-01-01"
    routes.save()
    page = reverse("admin:demarches_proposition_change", args=[confiee.pk])
    saisie = champs_du_formulaire(alice.get(page)) | {"chapitre": "Autre"}
    assert alice.post(page, saisie).status_code == 302


def test_a_qui_un_point_est_confie_n_est_pas_un_champ_public(confiee, routes):
    assert routes.nom not in str(document_a_publier(confiee))


def test_une_contributrice_ne_supprime_pas_la_reponse_confiee(confiee, reponse, lou):
    adresse = reverse("admin:suivi_reponse_delete", args=[confiee.pk])
    assert lou.get(adresse).status_code == lou.post(adresse, {"post": "yes"}).status_code == 404
    assert "Supprimer" not in texte(lou.get(page_de_la_reponse(confiee)))


def test_une_contributrice_n_ecrit_pas_les_mesures(confiee, demarche, lou):
    mesure = MesureFactory(demarche=demarche)
    page = reverse("admin:suivi_mesure_change", args=[mesure.pk])
    assert lou.get(page).status_code == 200
    assert lou.post(page, {"titre": "Piraté"}).status_code == 404
