"""Form fields of the workshop: what an agent can fill in with a keyboard, without a script."""

from copy import copy

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.html import format_html

from accounts.balises import alleger, lire_une_fois


class JourInput(forms.DateInput):
    """The browser's own calendar: no script, and it reads the date in the agent's language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class LignesField(forms.CharField):
    """A list of texts, one per line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [ligne.strip() for ligne in (value or "").splitlines() if ligne.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class Cases(forms.CheckboxSelectMultiple):
    """Boxes in a group that bears the name of the field, since they share one label."""

    libelle = ""

    def render(self, name, value, attrs=None, renderer=None):
        cases = super().render(name, value, attrs, renderer)
        return format_html(
            '<div role="group" class="groupe-de-cases" aria-label="{}">{}</div>', self.libelle, cases
        )


class CasesField(forms.MultipleChoiceField):
    """A list of values, one box each."""

    widget = Cases(attrs={"class": "cases"})

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.libelle = self.label


def champ_de_liste(db_field) -> forms.Field:
    """The form field of an ArrayField: boxes for a closed list, otherwise one text per line."""
    commun = {
        "label": db_field.verbose_name.capitalize(),
        "required": not db_field.blank,
        "help_text": db_field.help_text,
    }
    if choix := db_field.base_field.choices:
        return CasesField(choices=choix, **commun)
    commun["help_text"] = commun["help_text"] or "Une par ligne."
    return LignesField(**commun)


class ChampsDeSaisie:
    """For ModelAdmins and inlines: plain widgets, and foreign keys that only offer what one may choose."""

    formfield_overrides = {
        models.DateField: {"widget": JourInput},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})},
        models.URLField: {"widget": forms.URLInput, "assume_scheme": "https"},
    }

    def limites(self, request, objet) -> dict:
        """Name of a foreign key → the only objects that may be chosen for `objet`."""
        return {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, ArrayField):
            return champ_de_liste(db_field)
        champ = super().formfield_for_dbfield(db_field, request, **kwargs)
        if champ and isinstance(champ.widget, RelatedFieldWidgetWrapper):
            champ.widget = champ.widget.widget
        alleger(champ)
        return champ

    def limiter(self, champs, request, objet) -> None:
        """Restrict the foreign keys of a form class made for this request; the choices are read once."""
        for nom, permis in self.limites(request, objet).items():
            if nom in champs:
                champs[nom].queryset = permis
                lire_une_fois(champs[nom])


def conseiller(champs, conseils) -> None:
    """Add to the fields of a form class what the guide advises; fields shared with other classes are copied."""
    for nom, conseil in conseils.items():
        if nom in champs:
            champs[nom] = copy(champs[nom])
            champs[nom].help_text = conseil.avec(champs[nom].help_text)
