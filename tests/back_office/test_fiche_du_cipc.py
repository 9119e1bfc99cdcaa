"""The CIPC establishes the fiche of a démarche that nobody declared, until its organisation takes it over."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Affectation
from demarches.creation import creer
from demarches.models import Avis, Demarche
from publication.atelier import document_a_publier, tracer
from publication.refus import Refus
from publication.soumission import retirer, soumettre
from tests.back_office.conftest import champs_du_formulaire, messages_de, texte
from tests.fabriques import AvisFactory, DemarcheFactory
from tests.verbes import QUATRE_YEUX, a_valider, valider


@pytest.fixture
def fiche(ministere, viktor_valideur):
    """Complete, written by Viktor for the ministry."""
    demarche = DemarcheFactory(titre="Consultation oubliée", organisation=ministere)
    demarche.dossier.etabli_par_le_cipc = True
    demarche.dossier.save()
    saisir(demarche, viktor_valideur)
    return demarche


def saisir(objet, par):
    tracer(objet, par, objet.dossier)


def saisie(qui, demarche, **changements):
    page = reverse("admin:demarches_demarche_change", args=[demarche.pk])
    lue = qui.get(page)
    return page, champs_du_formulaire(lue) | changements


def test_un_validateur_ouvre_une_demarche_non_declaree(ministere, viktor):
    page = reverse("admin:demarches_demarche_add")
    assert (
        viktor.post(
            page, {"nature": "participation", "titre": "Oubliée", "organisation": ministere.pk}
        ).status_code
        == 302
    )
    demarche = Demarche.objects.get()
    assert demarche.dossier.etabli_par_le_cipc
    assert document_a_publier(demarche)["etablie_par_le_cipc"] is True


def test_une_redactrice_ouvre_la_sienne_en_son_nom(ministere, alice_redactrice):
    assert not creer("La nôtre", ministere, alice_redactrice).dossier.etabli_par_le_cipc


def test_un_validateur_remplit_la_fiche_et_rien_d_autre(fiche, viktor):
    page, champs = saisie(viktor, fiche, chapo="Ce que nous en savons.")
    assert viktor.post(page, champs).status_code == 302
    fiche.refresh_from_db()
    assert fiche.chapo == "Ce que nous en savons."
    AvisFactory(demarche=fiche)
    for nom in ("demarches_avis", "suivi_impact"):
        assert viktor.post(reverse(f"admin:{nom}_change", args=[fiche.pk]), {}).status_code == 404
    for nom in ("importer_propositions", "confier"):
        assert viktor.get(reverse(f"admin:{nom}", args=[fiche.pk])).status_code == 404


def test_sa_page_offre_la_fiche_et_la_soumission_et_rien_d_autre(fiche, viktor):
    page = texte(viktor.get(reverse("admin:dossier", args=[fiche.pk])))
    assert "Fiche établie par le CIPC" in page
    assert "Remplir la fiche d’identité" in page
    assert "Soumettre au CIPC" in page
    for offre in ("Remplir l’avis", "Importer", "Ajouter une", "Confier"):
        assert offre not in page


def test_un_autre_validateur_valide_et_la_page_publique_le_dit(fiche, viktor, valerie, client):
    envoi = {"objets": f"demarches.demarche:{fiche.pk}"}
    viktor.post(reverse("admin:soumettre", args=[fiche.pk]), envoi)
    publication = fiche.dossier.publications.get()
    assert QUATRE_YEUX[:20] in texte(
        viktor.post(reverse("admin:valider", args=[publication.pk]), a_valider(publication))
    )
    valerie.post(reverse("admin:valider", args=[publication.pk]), a_valider(publication))
    publication.refresh_from_db()
    assert publication.etat == "validee"
    assert "Fiche établie par le CIPC" in texte(client.get(f"/demarches/{fiche.pk}-{fiche.slug}/"))


def test_le_cipc_ne_soumet_ni_ne_retire_autre_chose_que_la_fiche(fiche, viktor_valideur):
    avis = AvisFactory(demarche=fiche)
    with pytest.raises(Refus, match="que la fiche d’identité qu’il a établie"):
        soumettre(fiche.dossier, [fiche, avis], viktor_valideur)


@pytest.mark.parametrize("geste", ["écrire", "soumettre"])
def test_l_organisation_la_reprend_des_son_premier_geste(fiche, geste, alice, viktor):
    page, champs = saisie(viktor, fiche, chapo="Trop tard.")
    if geste == "écrire":
        alice.post(*saisie(alice, fiche, chapo="Par nous."))
    else:
        alice.post(reverse("admin:soumettre", args=[fiche.pk]), {"objets": f"demarches.demarche:{fiche.pk}"})
        assert fiche.versions.get().contenu["etablie_par_le_cipc"] is False
    fiche.dossier.refresh_from_db()
    assert not fiche.dossier.etabli_par_le_cipc
    assert viktor.post(page, champs).status_code == 404
    assert viktor.get(reverse("admin:soumettre", args=[fiche.pk])).status_code == 404
    fiche.refresh_from_db()
    assert fiche.chapo != "Trop tard."


def test_un_refus_ne_fait_rien_reprendre(fiche, alice_redactrice):
    Demarche.objects.update(chapo="")
    with pytest.raises(Refus, match="il manque le chapô"):
        soumettre(fiche.dossier, [fiche], alice_redactrice)
    fiche.dossier.refresh_from_db()
    assert fiche.dossier.etabli_par_le_cipc


def test_elle_reste_affichee_jusqu_a_ce_que_l_organisation_publie_la_sienne(
    fiche, alice_redactrice, viktor_valideur, valerie_valideuse, client
):
    valider(soumettre(fiche.dossier, [fiche], viktor_valideur), valerie_valideuse)
    saisir(fiche, alice_redactrice)
    page = f"/demarches/{fiche.pk}-{fiche.slug}/"
    assert "Fiche établie par le CIPC" in texte(client.get(page))
    fiche = Demarche.objects.get(pk=fiche.pk)
    raison = {"modification": "mise_a_jour", "raison": "L’organisation la reprend."}
    valider(soumettre(fiche.dossier, [fiche], alice_redactrice, **raison), valerie_valideuse)
    assert "Fiche établie par le CIPC" not in texte(client.get(page))


def test_un_validateur_qui_ecrit_aussi_pour_l_organisation_ne_valide_pas_sa_fiche(
    fiche, ministere, viktor_valideur
):
    Affectation.objects.create(
        agent=viktor_valideur, role=Role.REDACTEUR, organisation=ministere, debut="2020-01-01"
    )
    publication = soumettre(fiche.dossier, [fiche], viktor_valideur)
    with pytest.raises(Refus, match=QUATRE_YEUX[:20]):
        valider(publication, viktor_valideur)
    assert not Demarche.objects.get().dossier.etabli_par_le_cipc


def test_le_cipc_n_ecrit_jamais_ce_que_l_organisation_a_declare(demarche, viktor, avis):
    page = reverse("admin:demarches_demarche_change", args=[demarche.pk])
    assert viktor.post(page, {"titre": "Piraté"}).status_code == 404
    with pytest.raises(Refus, match="dépend d’une autre organisation"):
        retirer(demarche, demarche.dossier, viktor.personne, motif="erreur", explication="Non.")
    assert Avis.objects.exists()


@pytest.mark.parametrize("nature", ["parlement", "collectivite"])
def test_le_cipc_n_etablit_rien_hors_de_l_etat(ministere, viktor, nature):
    ministere.nature = nature
    ministere.save()
    reponse = viktor.post(
        reverse("admin:demarches_demarche_add"),
        {"nature": "participation", "titre": "Hors", "organisation": ministere.pk},
    )
    assert reponse.status_code == 200
    assert not Demarche.objects.exists()
    assert messages_de(reponse) == []
