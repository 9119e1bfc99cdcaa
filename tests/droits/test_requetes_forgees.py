"""What no page offers: identifiers of others, foreign keys one may not choose, parts of another démarche."""

import pytest
from django.urls import reverse

from demarches.models import Jalon, Piece
from publication.permissions import peut_traiter
from suivi.models import Nouvelle, Preuve
from tests.back_office.conftest import champs_du_formulaire
from tests.droits.scene import empreinte_de_la_base
from tests.droits.table import AILLEURS, CONNECTES, ETATS

pytestmark = pytest.mark.django_db


def page(nom, cle):
    return reverse(f"admin:{nom}_change", args=[cle])


@pytest.fixture
def alice(scene):
    return scene.clients["redactrice"]


@pytest.fixture
def la_sienne(scene):
    return scene.cas["brouillon"]


@pytest.fixture
def d_ailleurs(scene):
    return scene.cas[AILLEURS]


def refuse(client, adresse, saisie):
    avant = empreinte_de_la_base()
    reponse = client.post(adresse, saisie)
    assert reponse.status_code in {200, 404}
    assert empreinte_de_la_base() == avant
    return reponse


def test_un_point_ne_devient_pas_partie_d_un_point_d_ailleurs(alice, la_sienne, d_ailleurs):
    adresse = page("demarches_proposition", la_sienne.libre.pk)
    refuse(alice, adresse, champs_du_formulaire(alice.get(adresse)) | {"partie_de": d_ailleurs.libre.pk})


def test_un_point_ne_se_dit_pas_issu_d_un_point_d_ailleurs(alice, la_sienne, d_ailleurs):
    adresse = page("demarches_proposition", la_sienne.libre.pk)
    filiation = {"origines-TOTAL_FORMS": 1, "origines-0-origine": d_ailleurs.libre.pk}
    filiation |= {"origines-0-nature": "fusion", "origines-0-par": "Moi", "origines-0-raison": "Oui"}
    refuse(alice, adresse, champs_du_formulaire(alice.get(adresse)) | filiation)


def test_une_mesure_ne_se_relie_pas_a_un_point_d_ailleurs(alice, la_sienne, d_ailleurs):
    adresse = page("suivi_mesure", la_sienne.mesure.pk)
    lien = {"liens-0-proposition": d_ailleurs.libre.pk}
    refuse(alice, adresse, champs_du_formulaire(alice.get(adresse)) | lien)


@pytest.mark.parametrize(
    ("nom", "objet", "relation", "champs", "creer"),
    [
        (
            "demarches_demarche",
            "demarche",
            "jalons",
            {"nature": "decision", "titre": "Piraté", "debut": "2025-01-01"},
            lambda cas: Jalon.objects.create(
                demarche=cas.demarche, nature="decision", titre="J", debut="2025-01-01"
            ),
        ),
        (
            "suivi_mesure",
            "mesure",
            "nouvelles",
            {"date": "2025-01-01", "texte": "Piratée."},
            lambda cas: Nouvelle.objects.create(mesure=cas.mesure, date="2025-01-01", texte="N."),
        ),
        (
            "suivi_mesure",
            "mesure",
            "preuves",
            {"type": "autre", "reference": "Piratée", "titre": "Piratée"},
            lambda cas: Preuve.objects.create(mesure=cas.mesure, type="autre", reference="P", titre="P"),
        ),
    ],
    ids=["jalon", "nouvelle", "preuve"],
)
@pytest.mark.parametrize("effacer", [False, True], ids=["réécrite", "effacée"])
def test_la_partie_d_un_objet_d_ailleurs_ne_s_ecrit_pas_depuis_le_sien(
    alice, la_sienne, d_ailleurs, nom, objet, relation, champs, creer, effacer
):
    """Django leaves aside what is not of the object saved: the page may answer, the part of others stays."""
    partie = creer(d_ailleurs)
    avant = type(partie).objects.filter(pk=partie.pk).values().get()
    adresse = page(nom, getattr(la_sienne, objet).pk)
    forgee = {f"{relation}-TOTAL_FORMS": 1, f"{relation}-INITIAL_FORMS": 1, f"{relation}-0-id": partie.pk}
    forgee |= {f"{relation}-0-{champ}": valeur for champ, valeur in champs.items()}
    if effacer:
        forgee[f"{relation}-0-DELETE"] = "on"
    alice.post(adresse, champs_du_formulaire(alice.get(adresse)) | forgee)
    assert type(partie).objects.filter(pk=partie.pk).values().get() == avant
    assert not getattr(getattr(la_sienne, objet), relation).exists()


def test_une_piece_ne_prend_pas_un_fichier_d_ailleurs(alice, scene, la_sienne):
    adresse = page("demarches_demarche", la_sienne.demarche.pk) + "?section=information"
    forgee = {"pieces-TOTAL_FORMS": 1, "pieces-0-titre": "Volé", "pieces-0-depose": scene.fichier.sha256}
    refuse(alice, adresse, champs_du_formulaire(alice.get(adresse)) | forgee)
    assert not Piece.objects.exists()


@pytest.mark.parametrize("nom", ["soumettre", "confier"])
def test_ce_que_l_on_coche_est_de_la_demarche(alice, scene, la_sienne, d_ailleurs, nom):
    adresse = reverse(f"admin:{nom}", args=[la_sienne.dossier.pk])
    cle = {
        "soumettre": {"objets": [f"demarches.demarche:{d_ailleurs.demarche.pk}"]},
        "confier": {"points": [d_ailleurs.libre.pk], "organisation": scene.ponts.pk},
    }[nom]
    refuse(alice, adresse, cle)


def test_on_ne_retire_pas_la_mesure_d_une_autre_demarche(alice, scene, la_sienne):
    autre = scene.cas["en_ligne"].mesure
    adresse = reverse("admin:retirer", args=[la_sienne.dossier.pk, "mesure", autre.pk])
    assert refuse(alice, adresse, {"motif": "erreur", "explication": "Non."}).status_code == 404


def test_on_ne_cree_pas_dans_la_demarche_d_ailleurs(alice, d_ailleurs):
    for nom, champs in (
        ("demarches_proposition", {"reference": "X", "titre": "X"}),
        ("suivi_mesure", {"titre": "X"}),
    ):
        adresse = f"{reverse(f'admin:{nom}_add')}?demarche={d_ailleurs.demarche.pk}"
        assert refuse(alice, adresse, champs).status_code == 404


def test_une_organisation_que_l_on_ne_redige_pas_ne_se_choisit_pas(alice, scene):
    for organisation in (scene.forets, scene.ministere):
        refuse(
            alice,
            reverse("admin:demarches_demarche_add"),
            {"nature": "participation", "titre": "X", "organisation": organisation.pk},
        )


def test_une_contributrice_n_ecrit_que_la_reponse_confiee(scene):
    """The form of her own answer, posted to every other page of the démarche."""
    client = scene.clients["contributrice"]
    for etat in ETATS[:2]:
        cas = scene.cas[etat]
        saisie = champs_du_formulaire(client.get(page("suivi_reponse", cas.confie.pk)))
        saisie |= {"position": "retenue", "motivation": "Piratée.", "proposition": cas.libre.pk}
        for nom, cle in [
            ("suivi_reponse", cas.libre.pk),
            ("suivi_reponse", cas.neuf.pk),
            ("demarches_proposition", cas.confie.pk),
            ("demarches_demarche", cas.demarche.pk),
            ("suivi_mesure", cas.mesure.pk),
        ]:
            assert refuse(client, page(nom, cle), saisie).status_code == 404


@pytest.mark.parametrize("cle", ["0", "-1", "999999", "1" * 30, "abc", "1_2F", "%00", "1;DROP"])
@pytest.mark.parametrize(
    "nom", ["demarches_demarche", "suivi_reponse", "accounts_agent", "accounts_organisation"]
)
def test_un_identifiant_forge_est_introuvable(scene, nom, cle):
    client = scene.clients["administratrice" if nom.startswith("accounts") else "redactrice"]
    adresse = f"/admin/{nom.replace('_', '/')}/{cle}/change/"
    assert {client.get(adresse).status_code, client.post(adresse, {}).status_code} <= {404, 400}


def test_personne_ne_traite_ce_qu_il_a_ecrit(scene):
    """Four eyes, superuser included, in every open submission."""
    for cas in scene.cas.values():
        if cas.publication and cas.publication.est_ouverte:
            for nom in CONNECTES:
                personne = scene.personnes[nom]
                assert not (
                    peut_traiter(personne, cas.publication) and personne.pk in cas.publication.auteurs
                )
            assert cas.auteur.pk in cas.publication.auteurs
