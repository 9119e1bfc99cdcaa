"""The fiche d’identité is filled in page by page: nothing typed is lost, what is on the other pages is untouched."""

import pytest
from django.db.models import CheckConstraint
from django.urls import reverse

from demarches.admin.demarche.sections import SECTIONS, section_de
from demarches.models import Demarche
from publication.models import Trace
from tests.back_office.conftest import champs_du_formulaire, messages_de, texte
from tests.fabriques import DemarcheFactory


def adresse(demarche, section):
    return reverse("admin:demarches_demarche_change", args=[demarche.pk]) + f"?section={section}"


def enregistrer(qui, demarche, section, **changements):
    page = adresse(demarche, section)
    return qui.post(page, champs_du_formulaire(qui.get(page)) | changements)


def test_chaque_champ_de_la_demarche_est_sur_une_page_et_une_seule():
    champs = {c.name for c in Demarche._meta.fields if not c.primary_key}
    for nom in champs:
        assert [s.cle for s in SECTIONS if s.montre(nom)] == [section_de(nom).cle]


@pytest.mark.parametrize(
    "contrainte",
    [c for c in Demarche._meta.constraints if isinstance(c, CheckConstraint)],
    ids=lambda c: c.name,
)
def test_ce_qu_une_contrainte_compare_est_sur_une_seule_page(contrainte):
    """A page saved alone checks the constraints of its fields: another page's would be a database error."""
    noms = {chemin.split("__")[0] for chemin in _champs(contrainte.condition)}
    assert len({section_de(nom).cle for nom in noms}) == 1


def _champs(condition):
    for enfant in condition.children:
        if hasattr(enfant, "children"):
            yield from _champs(enfant)
        else:
            yield enfant[0]
            if hasattr(enfant[1], "name"):
                yield enfant[1].name


@pytest.mark.parametrize("section", [s.cle for s in SECTIONS])
def test_enregistrer_une_page_laisse_les_autres_intactes(demarche, alice, section):
    demarche.jalons.create(nature="decision", titre="Décision", debut="2026-01-01")
    demarche.engagements.create(texte="Répondre", par="La ministre")
    demarche.composition.create(critere="Âge", categorie="18-29 ans", panel=200)
    champs = [c.attname for c in Demarche._meta.fields]
    avant = Demarche.objects.values(*champs).get(pk=demarche.pk)
    assert enregistrer(alice, demarche, section).status_code == 302
    assert Demarche.objects.values(*champs).get(pk=demarche.pk) == avant
    assert [demarche.jalons.count(), demarche.engagements.count(), demarche.composition.count()] == [1, 1, 1]


def test_passer_a_une_autre_page_enregistre_ce_qui_est_ecrit(demarche, alice):
    reponse = enregistrer(alice, demarche, "identite", chapo="Écrit puis quitté.", _aller_a="decision")
    assert reponse.url == adresse(demarche, "decision")
    demarche.refresh_from_db()
    assert demarche.chapo == "Écrit puis quitté."
    assert "« Ce que c’est » est enregistré." in messages_de(alice.get(reponse.url))


def test_une_page_refusee_reste_a_l_ecran_avec_ce_qui_est_ecrit(demarche, alice):
    reponse = enregistrer(alice, demarche, "identite", titre="", chapo="À garder.", _aller_a="decision")
    assert reponse.status_code == 200
    assert "À garder." in reponse.text
    assert reponse.context["section"].cle == "identite"


def test_parcourir_les_pages_sans_rien_ecrire_ne_laisse_pas_de_trace(demarche, alice):
    """Whoever only looked around is not an author: they may still validate, and take nothing over."""
    avant = Trace.objects.count()
    for section in SECTIONS:
        assert enregistrer(alice, demarche, section.cle, _aller_a="identite").status_code == 302
    assert Trace.objects.count() == avant


def test_parcourir_la_fiche_du_cipc_ne_la_reprend_pas(demarche, alice):
    demarche.dossier.etabli_par_le_cipc = True
    demarche.dossier.save()
    enregistrer(alice, demarche, "identite", _aller_a="decision")
    demarche.dossier.refresh_from_db()
    assert demarche.dossier.etabli_par_le_cipc
    enregistrer(alice, demarche, "identite", chapo="Nos mots.", _aller_a="decision")
    demarche.dossier.refresh_from_db()
    assert not demarche.dossier.etabli_par_le_cipc


@pytest.mark.parametrize("section", ["inconnue", "../", "identite ", "%00", "identite&section=inconnue"])
def test_une_page_inconnue_n_existe_pas(demarche, alice, section):
    assert alice.get(adresse(demarche, section)).status_code in {400, 404}
    assert alice.post(adresse(demarche, section), {"titre": "Piraté"}).status_code in {400, 404}


@pytest.mark.parametrize("cible", ["inconnue", "https://exemple.fr/", "", "\x00"])
def test_un_bouton_force_ramene_au_tableau(demarche, alice, cible):
    reponse = enregistrer(alice, demarche, "identite", chapo="Changé.", _aller_a=cible)
    assert reponse.url == reverse("admin:dossier", args=[demarche.pk])


def test_sans_page_nommee_on_arrive_sur_la_premiere(demarche, alice):
    page = alice.get(reverse("admin:demarches_demarche_change", args=[demarche.pk]))
    assert page.context["section"].cle == "identite"
    assert "Page 1 sur 9" in texte(page)


def test_continuer_reste_sur_la_page(demarche, alice):
    reponse = enregistrer(alice, demarche, "mandat", contexte="Depuis dix ans.", _continue="1")
    assert reponse.url == adresse(demarche, "mandat")


def test_qui_ne_fait_que_lire_va_de_page_en_page_par_des_liens(demarche, viktor):
    page = viktor.get(adresse(demarche, "decision")).text
    assert f'href="{adresse(demarche, "mandat")}"' in page
    assert "_aller_a" not in page


def test_chaque_page_compte_ce_qui_lui_manque(ministere, alice):
    demarche = DemarcheFactory(organisation=ministere, contact="", objet="")
    page = texte(alice.get(adresse(demarche, "identite")))
    assert page.count("(1 à compléter)") == 2
    assert "Sur cette page, pour publier" not in page


def test_la_touche_entree_enregistre_la_page_ou_l_on_est(demarche, alice):
    """Browsers press the first button of a form."""
    page = alice.get(adresse(demarche, "mandat")).text
    formulaire = page[page.index('id="demarche_form"') :]
    bouton = formulaire[formulaire.index('type="submit"') :].split(">")[0]
    assert 'value="mandat"' in bouton
