"""The guide's advice stands beside every field that an agent fills in, and nowhere else."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from demarches.admin.demarche.sections import SECTIONS
from demarches.models import Demarche
from publication.guide import FicheDuGuide, insecable
from publication.models import types_de_version
from tests.back_office.conftest import texte
from tests.fabriques import ActualiteFactory

SAISIES = [admin.site.get_model_admin(m._meta.get_field("objet").related_model) for m in types_de_version()]
SANS_OBJET = {"depose", "id", "DELETE"}


def champs_saisis(saisie, requete, objet) -> set[str]:
    """Every field of the form, « relation.champ » for the repeated parts."""
    champs = set()
    for section in [s.cle for s in SECTIONS] if saisie.model is Demarche else [""]:
        requete.GET = {"section": section} if section else {}
        champs |= set(saisie.get_form(requete, objet, change=True).base_fields)
        for formset, _ in saisie.get_formsets_with_inlines(requete, objet):
            relation = formset.get_default_prefix()
            champs |= {f"{relation}.{nom}" for nom in formset.form.base_fields if nom != formset.fk.name}
    return {champ for champ in champs if champ.split(".")[-1] not in SANS_OBJET}


@pytest.fixture
def objets(demarche, avis, proposition, reponse):
    from tests.fabriques import ImpactFactory, MesureFactory

    tous = [
        demarche,
        avis,
        proposition,
        reponse,
        ImpactFactory(demarche=demarche),
        MesureFactory(demarche=demarche),
        ActualiteFactory(dossier__organisation=demarche.organisation),
    ]
    return {type(objet): objet for objet in tous}


@pytest.mark.parametrize("saisie", SAISIES, ids=lambda saisie: saisie.model.__name__)
def test_chaque_champ_a_son_conseil_et_aucun_conseil_n_est_orphelin(saisie, objets, rf, alice_redactrice):
    requete = rf.get("/")
    requete.user = alice_redactrice
    assert champs_saisis(saisie, requete, objets[saisie.model]) == set(saisie.conseils)


@pytest.mark.parametrize("saisie", SAISIES, ids=lambda saisie: saisie.model.__name__)
def test_chaque_conseil_tient_en_quelques_mots_avec_un_exemple(saisie):
    for champ, conseil in saisie.conseils.items():
        assert conseil.exemple, champ
        assert len(conseil.texte) <= 220, champ
        assert conseil.texte.endswith((".", "?")), champ


def test_les_douze_fiches_du_guide_servent():
    assert {conseil.fiche for saisie in SAISIES for conseil in saisie.conseils.values()} == set(FicheDuGuide)
    assert len(FicheDuGuide) == 12


def test_le_conseil_est_lu_avec_le_champ(demarche, alice):
    page = texte(
        alice.get(reverse("admin:demarches_demarche_change", args=[demarche.pk]) + "?section=decision")
    )
    champ = re.search(r"<input[^>]*id=\"id_commanditaire_fonction\"[^>]*>", page)[0]
    assert 'aria-describedby="id_commanditaire_fonction_helptext"' in champ
    aide = re.search(r'id="id_commanditaire_fonction_helptext">(.*?)</div>', page, re.S)[1]
    assert "Exemple : Ministre chargé de la Ville" in aide
    assert "Guide du CIPC : cadrage stratégique, fiche 4" in aide


def test_relire_une_page_ne_repete_pas_les_conseils(demarche, alice):
    """Declared fields are shared between the form classes of two requests."""
    adresse = reverse("admin:demarches_demarche_change", args=[demarche.pk]) + "?section=participants"
    assert alice.get(adresse).text.count("Exemple") == alice.get(adresse).text.count("Exemple")


def test_les_espaces_sont_insecables():
    assert insecable("« Oui » : non ?") == "«\xa0Oui\xa0»\xa0: non\xa0?"
