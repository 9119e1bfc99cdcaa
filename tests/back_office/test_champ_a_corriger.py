"""A refusal that concerns two fields stands beside the one to mend, on the forms of the charte."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from demarches.models import Demarche
from publication.models import ErreursAuChamp
from tests.back_office.conftest import champs_du_formulaire

MODELES = [modele for modele in apps.get_models() if issubclass(modele, ErreursAuChamp)]


@pytest.mark.parametrize("modele", MODELES, ids=lambda modele: modele._meta.label_lower)
def test_chaque_contrainte_nommee_existe_et_designe_un_champ(modele):
    contraintes = {contrainte.name: contrainte for contrainte in modele._meta.constraints}
    assert modele.champs_a_corriger
    for nom, champ in modele.champs_a_corriger.items():
        assert contraintes[nom].violation_error_message
        assert modele._meta.get_field(champ).editable
    phrases = [contrainte.violation_error_message for contrainte in contraintes.values()]
    assert len(phrases) == len(set(phrases))


def page(demarche, section):
    return f"{reverse('admin:demarches_demarche_change', args=[demarche.pk])}?section={section}"


@pytest.mark.django_db
def test_la_date_de_cloture_qui_precede_l_ouverture_est_signalee_a_sa_place(alice, demarche):
    adresse = page(demarche, "calendrier")
    saisie = champs_du_formulaire(alice.get(adresse))
    reponse = alice.post(adresse, saisie | {"ouverte_le": "2026-03-02", "cloturee_le": "2026-03-01"})
    erreurs = reponse.context["adminform"].form.errors
    assert list(erreurs) == ["cloturee_le"]
    assert "ne peut pas être close avant d’être ouverte" in str(erreurs["cloturee_le"])


@pytest.mark.django_db
def test_ce_que_la_page_ne_montre_pas_reste_en_tete(demarche):
    demarche.themes = ["sante"] * 4
    with pytest.raises(ValidationError) as refus:
        demarche.validate_constraints(exclude={"titre"})
    assert list(refus.value.error_dict) == ["themes"]
    assert list(Demarche()._ranger(refus.value.error_dict, {"themes"})) == ["themes"]
    rangees = demarche._ranger({"__all__": refus.value.error_dict["themes"]}, {"themes"})
    assert list(rangees) == ["__all__"]
