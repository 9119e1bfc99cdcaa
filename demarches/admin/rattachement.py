"""What is added from the page of a démarche, and belongs to it for good."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html

from demarches.admin.filtres import demarche_demandee
from publication.admin import AtelierAdmin


class RattacheForm(forms.ModelForm):
    """The démarche is not a field: it comes from the address, checked, and no request can change it."""

    demarche = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.demarche:
            self.instance.demarche = self.demarche


class RattacheAdmin(AtelierAdmin):
    """Created at « …/add/?demarche=12 »."""

    chemin_du_dossier = "demarche__dossier"
    list_select_related = ["demarche"]

    @admin.display(description="Démarche", ordering="demarche__titre")
    def tableau(self, objet):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:dossier", args=[objet.demarche_id]), objet.demarche
        )

    def has_add_permission(self, request):
        return super().has_add_permission(request) and demarche_demandee(request) is not None

    def get_model_perms(self, request):
        """The menu does not know in which démarche one would add."""
        return super().get_model_perms(request) | {"add": False}

    def demarche_a_completer(self, request):
        demarche = demarche_demandee(request)
        if demarche is None:
            raise Http404
        return demarche

    def dossier_demande(self, request):
        return self.demarche_a_completer(request).dossier

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.demarche = None if obj else self.demarche_a_completer(request)
        return form

    def adresse_d_ajout(self, dossier) -> str:
        return f"{self.adresse('add')}?demarche={dossier.pk}"

    def adresse_de_la_liste(self, dossier) -> str:
        return f"{self.adresse('changelist')}?demarche={dossier.pk}"
