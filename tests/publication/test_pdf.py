"""A deposited PDF: what keeps it from being read by everyone is found, and a scan does not go alone."""

import io

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from demarches.models import Piece
from publication import pdf
from publication.enums import DefautDePdf
from publication.fichiers import deposer
from tests import fichiers_parlants
from tests.back_office.conftest import champs_du_formulaire, navigateur, texte
from tests.fabriques import DemarcheFactory


def un_pdf(*, texte="Bonjour", balise=False, langue="", titre="") -> bytes:
    ecrivain = pypdf.PdfWriter(clone_from=io.BytesIO(fichiers_parlants.pdf(texte) if texte else _vierge()))
    if balise:
        ecrivain._root_object[NameObject("/MarkInfo")] = DictionaryObject(
            {NameObject("/Marked"): BooleanObject(True)}
        )
        ecrivain._root_object[NameObject("/StructTreeRoot")] = DictionaryObject()
    if langue:
        ecrivain._root_object[NameObject("/Lang")] = TextStringObject(langue)
    if titre:
        ecrivain.add_metadata({"/Title": titre})
    sortie = io.BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


def _vierge() -> bytes:
    ecrivain = pypdf.PdfWriter()
    ecrivain.add_blank_page(595, 842)
    sortie = io.BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


@pytest.mark.parametrize(
    ("ecrit", "attendus"),
    [
        ({"balise": True, "langue": "fr", "titre": "Avis"}, []),
        ({"balise": True, "langue": "fr"}, [DefautDePdf.SANS_TITRE]),
        ({"balise": True, "titre": "Avis"}, [DefautDePdf.SANS_LANGUE]),
        ({"langue": "fr", "titre": "Avis"}, [DefautDePdf.SANS_BALISES]),
        ({"texte": "", "balise": True, "langue": "fr", "titre": "Avis"}, [DefautDePdf.SANS_TEXTE]),
    ],
)
def test_chaque_defaut_d_un_pdf_se_trouve(ecrit, attendus):
    assert pdf.defauts(io.BytesIO(un_pdf(**ecrit))) == attendus


@pytest.mark.parametrize("octets", [b"%PDF-1.4\nrien de lisible", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 500])
def test_un_pdf_illisible_a_tous_les_defauts(octets):
    assert sorted(pdf.defauts(io.BytesIO(octets))) == sorted(DefautDePdf.values)


@pytest.fixture
def demarche(ministere):
    return DemarcheFactory(organisation=ministere)


@pytest.mark.django_db
def test_le_depot_garde_les_defauts(demarche, alice_redactrice):
    fichier = deposer(ContentFile(un_pdf(langue="fr")), "a.pdf", demarche.dossier, alice_redactrice)
    fichier.refresh_from_db()
    assert fichier.defauts == [DefautDePdf.SANS_BALISES, DefautDePdf.SANS_TITRE]
    assert fichier.defauts_en_lettres == "il n’est pas balisé, il n’a pas de titre"


@pytest.mark.django_db
def test_un_scan_ne_se_depose_qu_avec_son_texte_et_n_est_pas_perdu(demarche, alice_redactrice):
    alice = navigateur(alice_redactrice)
    adresse = reverse("admin:demarches_demarche_change", args=[demarche.pk], query={"section": "information"})
    piece = {"pieces-TOTAL_FORMS": "1", "pieces-0-nature": "source", "pieces-0-titre": "Lettre"}
    envoi = champs_du_formulaire(alice.get(adresse)) | piece
    refusee = alice.post(adresse, envoi | {"pieces-0-envoi": ContentFile(un_pdf(texte=""), "scan.pdf")})
    assert "Ce PDF est une image" in texte(refusee)
    assert not Piece.objects.exists()
    garde = {
        "pieces-0-depose": refusee.context["inline_admin_formsets"] and demarche.dossier.fichiers.get().pk
    }
    reprise = alice.post(adresse, envoi | garde | {"pieces-0-equivalent": "Le texte de la lettre."})
    assert reprise.status_code == 302, reprise.context["errors"]
    assert Piece.objects.get().fichier.est_un_scan


@pytest.mark.django_db
def test_le_formulaire_dit_ce_qui_est_a_ameliorer(demarche, alice_redactrice):
    fichier = deposer(
        ContentFile(un_pdf(langue="fr", titre="T")), "a.pdf", demarche.dossier, alice_redactrice
    )
    Piece.objects.create(demarche=demarche, titre="A", fichier=fichier)
    page = navigateur(alice_redactrice).get(
        reverse("admin:demarches_demarche_change", args=[demarche.pk], query={"section": "information"})
    )
    assert "À améliorer dans ce PDF : il n’est pas balisé." in texte(page)
