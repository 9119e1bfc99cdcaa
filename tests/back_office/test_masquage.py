"""The pages on which validators hide, confirm and lift; and what the organisation reads of it."""

import pytest
from django.core import mail
from django.urls import reverse

from publication.masquage import masquer
from publication.models import Masquage
from publication.soumission import soumettre
from tests.back_office.conftest import messages_de, navigateur, texte
from tests.scenes import le
from tests.verbes import valider

POURQUOI = {"motif": "donnees_personnelles", "precision": "Un nom, ligne 2."}


@pytest.fixture
def publiee(demarche, proposition, reponse, alice_redactrice, viktor_valideur):
    """A published answer."""
    with le(0):
        valider(
            soumettre(demarche.dossier, [demarche, proposition, reponse], alice_redactrice), viktor_valideur
        )
    return reponse


@pytest.fixture
def pose(publiee, demarche, viktor_valideur):
    return masquer(publiee, demarche.dossier, viktor_valideur, **POURQUOI)


def page_de_masquage(demarche, objet):
    return reverse("admin:masquer", args=[demarche.pk, objet._meta.model_name, objet.pk])


def test_du_formulaire_de_la_reponse_a_la_levee(
    publiee, demarche, viktor, alice, valerie_valideuse, client, django_capture_on_commit_callbacks
):
    formulaire = reverse("admin:suivi_reponse_change", args=[publiee.pk])
    adresse = page_de_masquage(demarche, publiee)
    assert adresse in texte(viktor.get(formulaire))
    assert adresse not in texte(alice.get(formulaire))
    assert "72 heures" in texte(viktor.get(adresse))
    with django_capture_on_commit_callbacks(execute=True):
        viktor.post(adresse, POURQUOI)
    masquage = Masquage.objects.get()
    assert any("Contenu masqué" in courriel.subject for courriel in mail.outbox)
    public = f"/demarches/{demarche.pk}-{demarche.slug}/propositions/C1.1/"
    assert publiee.motivation not in texte(client.get(public))
    for page in (reverse("admin:dossier", args=[demarche.pk]), reverse("admin:index")):
        assert "Contenus masqués au public" in texte(alice.get(page)), page
        assert "À confirmer par un autre validateur" in texte(viktor.get(page)), page
    page = reverse("admin:masquage", args=[masquage.pk])
    assert "un autre validateur du CIPC le confirme" in texte(viktor.get(page))
    assert "Un nom, ligne 2." in texte(alice.get(page))
    assert f'href="{formulaire}"' in texte(alice.get(page))
    effacement = reverse("admin:demander_l_effacement", args=[demarche.pk])
    assert effacement in texte(viktor.get(page))
    assert effacement not in texte(alice.get(page))
    assert "masqué à titre conservatoire" in texte(alice.get(formulaire))
    assert adresse not in texte(viktor.get(formulaire))
    valerie = navigateur(valerie_valideuse)
    valerie.post(reverse("admin:confirmer_le_masquage", args=[masquage.pk]))
    assert "jusqu’à ce qu’un validateur le lève" in texte(alice.get(page))
    valerie.post(reverse("admin:lever_le_masquage", args=[masquage.pk]), {"raison": "Vérifié."})
    assert "Vérifié." in texte(alice.get(page))
    assert publiee.motivation in texte(client.get(public))


@pytest.mark.parametrize(
    ("saisie", "refus"),
    [
        ({"motif": "", "precision": "X"}, "Choisissez le motif"),
        ({"motif": "autre", "precision": "X"}, "Choisissez le motif"),
        ({"motif": "contenu_illicite", "precision": " "}, "Dites au second validateur"),
        ({"motif": "contenu_illicite", "precision": "a\0b"}, "caractère nul"),
    ],
)
def test_un_masquage_mal_dit_est_refuse_et_reste_affiche(publiee, demarche, viktor, saisie, refus):
    page = texte(viktor.post(page_de_masquage(demarche, publiee), saisie))
    assert refus in page
    assert not Masquage.objects.exists()


def test_une_levee_sans_raison_est_refusee(pose, viktor):
    page = viktor.post(reverse("admin:lever_le_masquage", args=[pose.pk]), {"raison": ""})
    assert "Dites pourquoi" in messages_de(page)[0]
    assert Masquage.objects.get().leve_le is None


def test_le_second_clic_dit_que_c_est_fait(pose, viktor, valerie_valideuse):
    valerie = navigateur(valerie_valideuse)
    adresse = reverse("admin:confirmer_le_masquage", args=[pose.pk])
    valerie.post(adresse)
    assert "a déjà été confirmé" in messages_de(valerie.post(adresse, follow=True))[-1]
    lever = reverse("admin:lever_le_masquage", args=[pose.pk])
    valerie.post(lever, {"raison": "Vérifié."})
    assert "a pris fin le" in messages_de(viktor.post(lever, {"raison": "Encore."}))[-1]


def test_ailleurs_il_n_existe_pas(pose, oscar):
    for nom in ("masquage", "confirmer_le_masquage", "lever_le_masquage"):
        adresse = reverse(f"admin:{nom}", args=[pose.pk])
        assert oscar.get(adresse).status_code in {404, 405}
        assert oscar.post(adresse, {"raison": "X"}).status_code in {404, 405}
