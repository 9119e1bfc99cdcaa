from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import BaseUserCreationForm

from accounts.models import Agent


class ConnexionForm(AdminAuthenticationForm):
    error_messages = {
        "invalid_login": "Ce courriel et ce mot de passe ne vont pas ensemble : vérifiez-les, majuscules comprises, ou demandez à l’administrateur si votre compte est actif.",
        "inactive": "Ce compte n’est plus actif : adressez-vous à l’administrateur du portail.",
    }


class CourrielUnique(forms.ModelForm):
    """Two addresses that differ by their capitals are one account."""

    def clean_courriel(self):
        courriel = self.cleaned_data["courriel"].lower()
        if Agent.objects.filter(courriel__iexact=courriel).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Un agent a déjà ce courriel : retrouvez-le dans la liste.")
        return courriel


class AgentCreationForm(CourrielUnique, BaseUserCreationForm):
    class Meta:
        model = Agent
        fields = ["courriel", "prenom", "nom"]


class AgentForm(CourrielUnique):
    class Meta:
        model = Agent
        fields = ["courriel", "prenom", "nom", "is_active", "is_superuser"]
