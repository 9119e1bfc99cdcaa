"""What is typed once for several points."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models

from publication.admin.champs import JourInput, champ_de_liste
from suivi.enums import Position
from suivi.models import Reponse

TEXTES = {"rows": 4}


def champ(db_field, **kwargs):
    """The form field of a field of Reponse, as the back-office writes it."""
    if isinstance(db_field, ArrayField):
        return champ_de_liste(db_field)
    if isinstance(db_field, models.URLField):
        kwargs["assume_scheme"] = "https"
    return db_field.formfield(**kwargs)


class ReponseCommuneForm(forms.ModelForm):
    """The fields of an answer that may be the same for many; what is proper to one stays in its own form."""

    remplacer = forms.BooleanField(
        label="Remplacer aussi les réponses déjà écrites",
        required=False,
        help_text="Sinon, elles restent telles quelles.",
    )

    class Meta:
        model = Reponse
        formfield_callback = champ
        fields = (
            "position",
            "motivation",
            "motifs",
            "ecart",
            "contrainte_juridique",
            "echeance",
            "repondue_le",
            "source",
            "source_url",
            "signataire_nom",
            "signataire_fonction",
            "signataire_autorite",
            "qui_a_tranche",
            "visa_par",
            "visa_le",
            "visa_delegation",
        )
        widgets = {
            "motivation": forms.Textarea(attrs=TEXTES),
            "ecart": forms.Textarea(attrs=TEXTES),
            "contrainte_juridique": forms.Textarea(attrs=TEXTES),
            "echeance": JourInput,
            "repondue_le": JourInput,
            "visa_le": JourInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = [("", "Choisir"), *Position.choices]

    def _post_clean(self):
        """The model is checked by the verb, on the points themselves."""

    @property
    def valeurs(self) -> dict:
        return {nom: self.cleaned_data[nom] for nom in self._meta.fields}


class ReunionForm(forms.Form):
    reference = forms.CharField(label="Référence du point réuni", max_length=40)
    titre = forms.CharField(label="Titre", max_length=300)
    reformulation = forms.CharField(
        label="Ce que ces points demandent ensemble",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Les mots de l’administration : chaque point d’origine garde son texte, mot pour mot.",
    )
    faite_par = forms.CharField(
        label="Qui les a réunis (publié)",
        max_length=200,
        help_text="Un service, une instance : jamais une personne.",
    )
    raison = forms.CharField(label="Pourquoi (publié)", widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(forms.Form):
    texte = forms.CharField(
        label="Votre note",
        max_length=5000,
        required=False,  # the verb refuses an empty one, with its own sentence
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lue par les agents qui voient cette démarche, jamais publiée.",
    )
