from django import forms

from demarches.models import Demarche


class CreationForm(forms.ModelForm):
    """What it takes to begin: a title, and who leads."""

    organisation = forms.ModelChoiceField(
        None,
        label="Organisation pilote",
        empty_label=None,
        help_text="Celle qui écrit et soumet la démarche ; ses rédacteurs y ont accès.",
    )

    class Meta:
        model = Demarche
        fields = ["titre"]
        widgets = {"titre": forms.TextInput(attrs={"class": "vTextField"})}
        help_texts = {"titre": "Le nom sous lequel le public la connaîtra. Il pourra changer."}
