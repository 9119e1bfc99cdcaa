"""What agents type in the forms of the workshop: understood, or refused in one sentence; nothing is guessed."""

import pytest
from django import forms

from demarches.forms import ActualiteForm, CompositionForm, DemarcheLieeForm, QuestionForm
from demarches.models.parties_avis import resultats_impossibles
from demarches.saisie import DemarchesField, PourcentageField, ResultatsField
from tests.fabriques import ActualiteFactory, AvisFactory, DemarcheFactory


@pytest.mark.parametrize(
    ("saisie", "valeur"),
    [("51,2", 512), ("51.2 %", 512), ("0", 0), ("100", 1000), ("7 %", 70), ("", None), (" 51,2 ", 512)],
)
def test_un_pourcentage_se_lit_en_milliemes(saisie, valeur):
    assert PourcentageField(required=False).clean(saisie) == valeur


@pytest.mark.parametrize("saisie", ["140", "100,1", "51,25", "-3", "beaucoup", "٣", "1e2"])
def test_un_pourcentage_impossible_est_refuse(saisie):
    with pytest.raises(forms.ValidationError, match="pourcentage de 0 à 100"):
        PourcentageField(required=False).clean(saisie)


def test_un_pourcentage_se_reaffiche_comme_il_a_ete_ecrit():
    champ = PourcentageField(required=False)
    assert champ.prepare_value(512) == "51,2"
    assert champ.prepare_value(70) == "7"
    assert champ.prepare_value("cent") == "cent"
    assert not champ.has_changed(512, "51,2")
    assert champ.has_changed(512, "51,3")


@pytest.mark.parametrize(
    ("ligne", "resultat"),
    [
        ("Oui ; 812 ; 54,3", {"libelle": "Oui", "nombre": 812, "part": 543}),
        ("Oui ; 1 812 ; 54,3 %", {"libelle": "Oui", "nombre": 1812, "part": 543}),
        ("Oui\t812\t54,3", {"libelle": "Oui", "nombre": 812, "part": 543}),
        ("Oui ; 54,3 %", {"libelle": "Oui", "nombre": None, "part": 543}),
        ("Oui ;  ; 54,3", {"libelle": "Oui", "nombre": None, "part": 543}),
        ("Oui", {"libelle": "Oui", "nombre": None, "part": None}),
    ],
)
def test_une_reponse_de_questionnaire_se_lit_par_ligne(ligne, resultat):
    champ = ResultatsField()
    assert champ.clean(ligne) == [resultat]
    assert champ.clean(champ.prepare_value([resultat])) == [resultat]
    assert not champ.has_changed([resultat], champ.prepare_value([resultat]))


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("Oui ; beaucoup", "Ligne 1 : « beaucoup » n’est ni un nombre ni un pourcentage"),
        ("Oui ; 3\nNon ; 4 ; 5 ; 6", "Ligne 2 : écrivez"),
        ("; 3", "Ligne 1 : écrivez"),
        ("Oui ; 99999999999", "Ligne 1"),
    ],
)
def test_une_reponse_illisible_est_nommee_par_sa_ligne(texte, phrase):
    with pytest.raises(forms.ValidationError, match=phrase):
        ResultatsField().clean(texte)


@pytest.mark.parametrize(
    ("type_de_question", "repondants", "resultats", "phrase"),
    [
        ("choix_unique", 10, [("A", 8, None), ("B", 8, None)], "pas plus de réponses que de répondants"),
        ("choix_unique", None, [("A", None, 800), ("B", None, 600)], "ne dépassent pas 100 %"),
        ("choix_multiple", 10, [("A", 11, None)], "plus de personnes qu’il n’y a de répondants"),
        ("echelle", None, [("1", 3, None), ("1", 4, None)], "donnée deux fois"),
    ],
)
def test_des_chiffres_qui_ne_tiennent_pas_ensemble_sont_refuses(
    type_de_question, repondants, resultats, phrase
):
    resultats = [{"libelle": lib, "nombre": nombre, "part": part} for lib, nombre, part in resultats]
    assert phrase in resultats_impossibles(type_de_question, repondants, resultats)


def test_plusieurs_reponses_possibles_depassent_cent_pour_cent():
    resultats = [{"libelle": lib, "nombre": 9, "part": 900} for lib in "AB"]
    assert resultats_impossibles("choix_multiple", 10, resultats) == ""


def test_une_question_incoherente_est_refusee_par_son_formulaire(db):
    form = QuestionForm(
        {"ordre": 1, "intitule": "Q", "type": "choix_unique", "repondants": 10, "resultats": "A ; 8\nB ; 8"},
        instance=AvisFactory().questions.model(avis_id=1),
    )
    assert "resultats" in form.errors


def test_une_categorie_de_moins_de_cinq_personnes_est_refusee(db):
    form = CompositionForm(
        {"critere": "Âge", "categorie": "16-17 ans", "nombre": 4, "panel": "2"},
        instance=DemarcheFactory().composition.model(),
    )
    assert "Moins de cinq personnes se reconnaîtraient" in str(form.errors)


def test_une_demarche_liee_se_donne_par_son_numero(alice_redactrice, ministere):
    autre = DemarcheFactory(organisation=ministere)

    class Formulaire(DemarcheLieeForm):
        agent = alice_redactrice

    assert Formulaire({"nature": "suite_de", "autre": autre.pk}).fields["autre"].clean(str(autre.pk)) == autre


@pytest.mark.parametrize("numero", ["999999", "abc", "-1", "9" * 30])
def test_une_demarche_inconnue_ou_cachee_n_existe_pas(numero, alice_redactrice):
    class Formulaire(DemarcheLieeForm):
        agent = alice_redactrice

    assert "autre" in Formulaire({"nature": "suite_de", "autre": numero}).errors


def test_le_brouillon_d_un_autre_ministere_ne_se_cite_pas(alice_redactrice, autre_ministere):
    brouillon = DemarcheFactory(organisation=autre_ministere)

    class Formulaire(DemarcheLieeForm):
        agent = alice_redactrice

    assert "autre" in Formulaire({"nature": "suite_de", "autre": brouillon.pk}).errors


def test_les_demarches_d_une_actualite_se_donnent_par_leurs_numeros(alice_redactrice, ministere):
    une, deux = DemarcheFactory(organisation=ministere), DemarcheFactory(organisation=ministere)
    actualite = ActualiteFactory(dossier__organisation=ministere)

    class Formulaire(ActualiteForm):
        agent, dossier = alice_redactrice, actualite.dossier

    form = Formulaire({"titre": "T", "demarches": f"{une.pk}, {deux.pk}"}, instance=actualite)
    assert form.is_valid(), form.errors
    assert set(form.cleaned_data["demarches"]) == {une, deux}
    refuse = Formulaire({"titre": "T", "demarches": f"{une.pk} ; douze"}, instance=actualite)
    assert "n’est pas un numéro de démarche" in str(refuse.errors)


def test_les_numeros_se_reaffichent_separes_par_des_virgules():
    assert DemarchesField(None).prepare_value([3, 12]) == "3, 12"
