import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, Div, Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.test.html import parse_html


class Formulaire(forms.Form):
    titre = forms.CharField(label="Titre", help_text="Entre 5 et 120 caractères.", min_length=5)
    courriel = forms.EmailField(label="Courriel", help_text="prenom.nom@exemple.fr", required=False)
    ouverture = forms.DateField(label="Ouverture", widget=forms.DateInput(attrs={"type": "date"}))
    theme = forms.ChoiceField(
        label="Thème", help_text="Un seul.", choices=[("", "Choisir"), ("sante", "Santé")]
    )
    position = forms.ChoiceField(
        label="Position",
        help_text="Une seule.",
        widget=forms.RadioSelect,
        choices=[("r", "Retenue"), ("n", "Non retenue")],
    )
    motifs = forms.MultipleChoiceField(
        label="Motifs",
        help_text="De 1 à 3.",
        widget=forms.CheckboxSelectMultiple,
        choices=[("c", "Coût"), ("a", "Autre")],
    )
    motivation = forms.CharField(label="Motivation", help_text="Toujours.", widget=forms.Textarea)
    document = forms.FileField(label="Document", help_text="PDF, 5 Mo au plus.")
    relu = forms.BooleanField(label="J’ai relu", help_text="Le fond engage le signataire.")
    jeton = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.cleaned_data.get("courriel"):
            raise forms.ValidationError("Le courriel ne sert à rien ici.")


FAUX = {"titre": "abc", "courriel": "x", "theme": "inconnu", "position": "?", "motifs": ["?"]}
CHAMPS = [nom for nom, champ in Formulaire.base_fields.items() if champ.help_text]


def rendu(form, **options):
    helper = FormHelper()
    helper.add_input(Submit("enregistrer", "Enregistrer"))
    for nom, valeur in options.items():
        setattr(helper, nom, valeur)
    return render_crispy_form(form, helper, {"csrf_token": "jeton"})


@pytest.fixture
def en_erreur():
    return rendu(Formulaire(FAUX))


@pytest.mark.parametrize("form", [Formulaire(), Formulaire(FAUX), Formulaire(prefix="a")])
def test_le_html_est_bien_forme_et_sans_identifiant_double(form):
    html = rendu(form)
    parse_html(html)
    identifiants = re.findall(r'\sid="([^"]+)"', html)
    assert len(identifiants) == len(set(identifiants))
    assert not [identifiant for identifiant in identifiants if re.search(r"\s", identifiant)]


@pytest.mark.parametrize("nom", CHAMPS)
def test_en_erreur_le_champ_garde_son_aide_et_gagne_son_erreur(en_erreur, nom):
    if nom == "courriel":
        assert "Saisissez une adresse" in en_erreur
    decrit = re.search(rf'aria-describedby="(id_{nom}_helptext id_{nom}_error)"', en_erreur)
    assert decrit, f"{nom} perd son aide ou son erreur"
    for identifiant in decrit[1].split():
        assert f'id="{identifiant}"' in en_erreur


@pytest.mark.parametrize("nom", CHAMPS)
def test_sans_erreur_le_champ_n_est_decrit_que_par_son_aide(nom):
    html = rendu(Formulaire())
    assert f'aria-describedby="id_{nom}_helptext"' in html
    assert f"id_{nom}_error" not in html


def test_tout_champ_visible_a_son_etiquette(en_erreur):
    for balise in re.findall(r"<(?:input|select|textarea)\b[^>]*>", en_erreur):
        if 'type="hidden"' in balise:
            continue
        identifiant = re.search(r'\sid="([^"]+)"', balise)[1]
        assert f'for="{identifiant}"' in en_erreur, balise


def test_les_choix_sont_groupes_sous_une_legende(en_erreur):
    for nom, libelle in (("position", "Position"), ("motifs", "Motifs")):
        groupe = re.search(rf'<fieldset[^>]*\sid="id_{nom}"[^>]*>(.*?)</fieldset>', en_erreur, re.S)
        assert groupe
        assert re.match(rf"\s*<legend[^>]*>{libelle}\s*</legend>", groupe[1])


def test_l_aide_precede_le_champ():
    html = rendu(Formulaire())
    assert html.index('id="id_titre_helptext"') < html.index('id="id_titre"')
    assert html.index('id="id_motivation_helptext"') < html.index('id="id_motivation"')


def test_le_resume_des_erreurs_ouvre_le_formulaire_prend_le_focus_et_mene_aux_champs(en_erreur):
    resume = re.search(r'<div class="fr-alert[^>]*>(.*?)</div>', en_erreur, re.S)
    assert 'role="alert"' in resume[0]
    assert 'tabindex="-1"' in resume[0]
    assert "autofocus" in resume[0]
    assert resume.start() < en_erreur.index("fr-input-group")
    liens = re.findall(r'href="#([^"]+)"', resume[1])
    assert len(liens) == 9
    for cible in liens:
        assert re.search(rf'\sid="{cible}"', en_erreur), f"#{cible} ne mène nulle part"


def test_une_erreur_du_formulaire_entier_est_dans_le_resume():
    html = rendu(Formulaire(FAUX | {"courriel": "a@exemple.fr"}))
    assert "<li>Le courriel ne sert à rien ici.</li>" in html


def test_sans_erreur_il_n_y_a_pas_de_resume():
    assert "fr-alert" not in rendu(Formulaire())


def test_ce_qui_a_ete_saisi_n_est_pas_perdu(en_erreur):
    assert 'value="abc"' in en_erreur


def test_un_champ_facultatif_le_dit_sauf_dans_une_recherche():
    assert "Courriel (facultatif)" in rendu(Formulaire())
    assert "(facultatif)" not in rendu(Formulaire(), sans_facultatif=True)


def test_le_formulaire_porte_le_jeton_et_le_type_d_envoi():
    html = rendu(Formulaire())
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'enctype="multipart/form-data"' in html
    assert 'name="csrfmiddlewaretoken"' not in rendu(Formulaire(), form_method="get")


def test_les_boutons_ont_l_habit_du_systeme_de_design():
    html = rendu(Formulaire())
    assert re.search(r'<button type="submit"[^>]*class="fr-btn[ "]', html)


def test_une_mise_en_page_par_blocs_se_rend_aussi():
    bloc = Layout(
        Fieldset("Identité", "titre", "courriel"),
        Div("theme", css_class="fr-mb-2w"),
        Button("annuler", "Annuler"),
    )
    html = rendu(Formulaire(), layout=bloc)
    parse_html(html)
    assert re.search(r"<legend[^>]*>Identité</legend>", html)
    assert "fr-btn--secondary" in html
