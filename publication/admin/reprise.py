"""A form of the workshop filled with what had been typed in it: shown, neither judged nor saved."""

from django.forms.utils import ErrorDict


class Reprise:
    """A form class that is filled with `saisie`, the fields that had been typed."""

    saisie = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.data, self.is_bound = self.saisie, True
        self._errors = ErrorDict()


def form_repris(form, saisie):
    """The same form class, filled in; itself when nothing is resumed."""
    return form if saisie is None else type(form)(form.__name__, (Reprise, form), {"saisie": saisie})


def ne_pas_juger(formsets) -> None:
    """Nothing is wrong yet in the repeated parts of a form that is only shown."""
    for formset in formsets:
        formset._errors, formset._non_form_errors = [], formset.error_class()
        for form in formset.forms:
            form._errors = ErrorDict()
