"""What the author sees and says before handing anything to the CIPC."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from demarches.models import Avis
from publication.models import Publication
from publication.views.soumission import COMPARES_AU_PLUS
from tests.back_office.conftest import messages_de, texte
from tests.fabriques import AvisFactory, PropositionFactory
from tests.verbes import valider


def page_de_soumission(qui, demarche):
    return qui.get(reverse("admin:soumettre", args=[demarche.pk]))


def soumettre(qui, demarche, **champs):
    donnees = {"objets": f"demarches.demarche:{demarche.pk}", **champs}
    return qui.post(reverse("admin:soumettre", args=[demarche.pk]), donnees)


def test_ce_qui_change_depuis_la_version_en_ligne_se_voit_mot_a_mot(en_ligne, alice):
    en_ligne.chapo = "De quoi parle-t-on, qui décide vraiment."
    en_ligne.save()
    page = texte(page_de_soumission(alice, en_ligne))
    assert "Voir ce qui change dans Convention sur la nuit depuis la version en ligne : 1 champ" in page
    assert '<ins><span class="visually-hidden">[ajouté : </span> vraiment' in page


def test_ce_qui_n_a_jamais_ete_en_ligne_n_est_compare_a_rien(demarche, alice):
    assert "Voir ce qui change" not in texte(page_de_soumission(alice, demarche))


def test_une_liste_longue_n_est_comparee_qu_en_partie_et_dit_ou_lire_le_reste(
    en_ligne, alice, alice_redactrice, viktor_valideur
):
    from publication.soumission import soumettre as verbe

    en_trop = 3
    points = [PropositionFactory(demarche=en_ligne) for _ in range(COMPARES_AU_PLUS + en_trop)]
    valider(verbe(en_ligne.dossier, points, alice_redactrice), viktor_valideur)
    en_ligne.propositions.update(chapitre="Changé")
    page = texte(page_de_soumission(alice, en_ligne))
    assert page.count("Voir ce qui change dans") == COMPARES_AU_PLUS
    adresse = reverse("admin:changements", args=[en_ligne.pk])
    assert adresse in page
    assert len(alice.get(adresse).context["documents"]) == COMPARES_AU_PLUS
    assert len(alice.get(adresse, {"page": 2}).context["documents"]) == en_trop


def test_la_date_souhaitee_et_la_note_sont_lues_par_le_cipc(demarche, alice, viktor):
    demain = timezone.localdate() + dt.timedelta(days=1)
    soumettre(alice, demarche, souhaitee_le=demain.isoformat(), note="Le ministre l’annonce ce jour-là.")
    publication = Publication.objects.get()
    assert publication.souhaitee_le == demain
    page = texte(viktor.get(reverse("admin:publication", args=[publication.pk])))
    assert "Publication souhaitée" in page
    assert "Le ministre l’annonce ce jour-là." in page


@pytest.mark.parametrize(
    ("saisie", "refus"),
    [("2020-01-01", "La date de publication souhaitée est passée"), ("demain", "Écrivez la date ainsi")],
)
def test_un_jour_souhaite_passe_ou_illisible_est_refuse_et_reste_affiche(demarche, alice, saisie, refus):
    page = texte(soumettre(alice, demarche, souhaitee_le=saisie))
    assert refus in page
    assert saisie in page
    assert not Publication.objects.exists()


def test_la_note_n_est_jamais_publiee(en_ligne, client):
    """The first submission of this démarche bears one."""
    adresse = f"/demarches/{en_ligne.pk}-{en_ligne.slug}/"
    for page in (
        adresse,
        f"{adresse}versions/",
        f"{adresse}versions/1/",
        f"{adresse}versions/1/document.json",
    ):
        reponse = client.get(page)
        assert reponse.status_code == 200
        assert "Notre première démarche" not in texte(reponse)


SANS_LUI = "le public les lirait sans lui"


@pytest.mark.parametrize("vide", [False, True], ids=["jamais ouvert", "encore vide"])
def test_des_points_soumis_sans_l_avis_se_font_remarquer_sans_etre_refuses(en_ligne, alice, vide):
    point = PropositionFactory(demarche=en_ligne)
    if vide:
        Avis.objects.create(demarche=en_ligne)
    assert SANS_LUI in texte(page_de_soumission(alice, en_ligne))
    reponse = soumettre(alice, en_ligne, objets=f"demarches.proposition:{point.pk}")
    phrases = messages_de(alice.get(reponse.headers["Location"]))
    assert "attend maintenant la validation" in phrases[0]
    assert SANS_LUI in phrases[1]
    assert Publication.objects.ouvertes().count() == 1


def test_avec_l_avis_ou_sans_point_la_page_ne_dit_rien(en_ligne, alice, alice_redactrice):
    from publication.soumission import soumettre as verbe

    assert SANS_LUI not in texte(page_de_soumission(alice, en_ligne))
    avis = AvisFactory(demarche=en_ligne)
    PropositionFactory(demarche=en_ligne)
    assert SANS_LUI not in texte(page_de_soumission(alice, en_ligne))  # it is complete, hence ticked
    verbe(en_ligne.dossier, [avis], alice_redactrice)
    assert SANS_LUI not in texte(page_de_soumission(alice, en_ligne))  # it awaits the CIPC
