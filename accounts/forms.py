from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password

from accounts.enums import NatureDuChangement
from accounts.models import Agent
from accounts.trace import consigner

LONGUEUR_MAXIMALE = 1000  # characters of a password: far above any sentence, and not a megabyte to hash


class ConnexionForm(AdminAuthenticationForm):
    error_messages = {
        "invalid_login": "Ce courriel et ce mot de passe ne vont pas ensemble : vérifiez-les, majuscules comprises, ou demandez à l’administrateur si votre compte est actif.",
        "inactive": "Ce compte n’est plus actif : adressez-vous à l’administrateur du portail.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limiter(self.fields["password"])


def limiter(champ) -> None:
    """A password field that refuses a megabyte, with Django's own sentence."""
    champ.max_length = LONGUEUR_MAXIMALE
    champ.validators.append(forms.CharField(max_length=LONGUEUR_MAXIMALE).validators[0])


class CourrielUnique(forms.ModelForm):
    """Two addresses that differ by their capitals are one account."""

    def clean_courriel(self):
        courriel = self.cleaned_data["courriel"].lower()
        if Agent.objects.filter(courriel__iexact=courriel).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Un agent a déjà ce courriel : retrouvez-le dans la liste.")
        return courriel


class AgentCreationForm(CourrielUnique):
    """Without a password: the agent chooses it, by the link that is sent to them."""

    class Meta:
        model = Agent
        fields = ["courriel", "prenom", "nom"]

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class AgentForm(CourrielUnique):
    class Meta:
        model = Agent
        fields = ["courriel", "prenom", "nom", "is_active", "is_superuser"]


class MotDePasseForm(AdminPasswordChangeForm):
    """One's own password, changed by giving the former one, and traced."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for champ in self.fields.values():
            limiter(champ)

    def save(self, commit=True):
        agent = super().save(commit)
        consigner(agent, NatureDuChangement.MOT_DE_PASSE, agent)
        return agent


class PremierMotDePasseForm(forms.Form):
    """The password that an invited agent chooses, typed twice."""

    mot_de_passe = forms.CharField(
        label="Mot de passe",
        strip=False,
        help_text=password_validators_help_text_html(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    confirmation = forms.CharField(
        label="Le même, une seconde fois",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, agent, **kwargs):
        super().__init__(*args, **kwargs)
        self.agent = agent
        for champ in self.fields.values():
            limiter(champ)

    def clean_mot_de_passe(self):
        mot_de_passe = self.cleaned_data["mot_de_passe"]
        validate_password(mot_de_passe, self.agent)
        return mot_de_passe

    def clean(self):
        saisis = {self.cleaned_data.get(nom) for nom in ("mot_de_passe", "confirmation")} - {None}
        if len(saisis) > 1:
            self.add_error("confirmation", "Les deux mots de passe diffèrent : saisissez-les de nouveau.")


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
