"""A document kept on the portal tells its format and its weight, and how to have it in another form."""

import re

import pytest
from django.urls import reverse

from demarches.enums import NatureDocumentRemis
from demarches.models import DocumentRemis, Piece
from publication.enums import NatureDuSignalement
from publication.fichiers import deposer
from publication.models import Signalement
from tests import fichiers_parlants
from tests.fabriques import AvisFactory, DemarcheFactory
from tests.portail.recits import publier
from tests.signalements import ICI, formulaire_ouvert

pytestmark = pytest.mark.django_db

NATURE = NatureDuSignalement.INACCESSIBLE


@pytest.fixture
def demarche(ministere, alice_redactrice, viktor_valideur):
    """A fiche and an avis, each with a document; « & » and quotes in their titles."""
    demarche = DemarcheFactory(organisation=ministere)
    avis = AvisFactory(demarche=demarche)
    fichier = deposer(
        fichiers_parlants.depot(fichiers_parlants.pdf("Bonjour")), "a.pdf", demarche.dossier, alice_redactrice
    )
    Piece.objects.create(demarche=demarche, titre="L’eau & l’air", fichier=fichier)
    DocumentRemis.objects.create(
        avis=avis, nature=NatureDocumentRemis.RAPPORT, titre="Le rapport « nu »", fichier=fichier
    )
    publier(demarche, [demarche, avis], alice_redactrice, viktor_valideur)
    return demarche


@pytest.mark.parametrize(("nom", "titre"), [("fiche", "L’eau &amp; l’air"), ("avis", "Le rapport « nu »")])
def test_un_document_dit_son_format_son_poids_et_comment_le_lire_autrement(demarche, client, nom, titre):
    chemin = reverse(f"portail:{nom}", args=[demarche.pk, demarche.slug])
    page = client.get(chemin).text.replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(rf">{re.escape(titre)} \(PDF – \d+ (octets|ko)\)</a>", page)
    assert f'aria-label="Demander une version accessible : {titre}"' in page
    assert f"nature=inaccessible&amp;page={chemin.replace('/', '%2F')}&amp;document=" in page


def test_le_lien_remplit_la_page_et_nomme_le_document(demarche, client):
    chemin = reverse("portail:fiche", args=[demarche.pk, demarche.slug])
    formulaire = client.get(
        "/signaler/", {"nature": NATURE, "page": chemin, "document": "L’eau & l’air\u0007\n"}
    )
    assert formulaire.status_code == 200
    assert f'value="{chemin}"' in formulaire.text
    assert "Document\N{NO-BREAK SPACE}: L’eau &amp; l’air" in formulaire.text
    assert "article 47" in formulaire.text
    assert "aucun délai de réponse" in formulaire.text
    assert f"{NATURE.jours} jours" in formulaire.text.replace("\N{NO-BREAK SPACE}", " ")


def test_un_titre_trop_long_ne_remplit_pas_le_message(client):
    formulaire = client.get("/signaler/", {"nature": NATURE, "document": "x" * 3000})
    assert 300 <= formulaire.text.count("x" * 10) * 10 < 400


def test_la_demande_arrive_avec_sa_page_sans_nom_ni_courriel(demarche, client):
    chemin = reverse("portail:avis", args=[demarche.pk, demarche.slug])
    donnees = {"nature": NATURE, "message": "Document : le rapport.", "jeton": formulaire_ouvert()}
    assert "Donnez l’adresse de la page" in client.post("/signaler/", donnees, **ICI).text
    assert client.post("/signaler/", donnees | {"page": chemin}, **ICI).status_code == 303
    signalement = Signalement.objects.get()
    assert (signalement.nature, signalement.dossier_id) == (NATURE, demarche.pk)
    assert (signalement.echeance - signalement.recu_le.date()).days in {NATURE.jours, NATURE.jours + 1}


def test_un_apercu_ne_propose_pas_de_demander(demarche, client, alice_redactrice):
    client.force_login(alice_redactrice)
    chemin = f"demarches/{demarche.pk}-{demarche.slug}/"
    page = client.get(reverse("admin:apercu_du_dossier_page", args=[demarche.pk, chemin]))
    assert page.status_code == 200
    assert "(PDF" in page.text
    assert "nature=inaccessible" not in page.text
