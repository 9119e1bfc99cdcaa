from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from demarches.admin.creation import CreationMixin
from demarches.admin.demarche.parties import PARTIES
from demarches.admin.demarche.sections import SECTIONS
from demarches.creation import creer
from demarches.forms import CreationForm
from demarches.models import Demarche
from demarches.permissions import ou_creer, peut_creer_quelque_part
from publication.admin import AtelierAdmin


@admin.register(Demarche)
class DemarcheAdmin(CreationMixin, AtelierAdmin):
    un_seul = True
    creation_form = CreationForm
    creer = staticmethod(creer)
    ou_creer = staticmethod(ou_creer)
    chemin_du_dossier = "dossier"
    list_display = ["tableau", "organisation_pilote", "type", "ouverte_le"]
    list_display_links = None
    list_select_related = ["dossier__organisation"]
    search_fields = ["titre", "dossier__organisation__nom", "dossier__organisation__sigle"]
    search_help_text = "Un mot du titre, ou l’organisation."
    list_filter = ["type"]
    inlines = PARTIES
    fieldsets = SECTIONS

    @admin.display(description="Organisation pilote", ordering="dossier__organisation__nom")
    def organisation_pilote(self, demarche):
        return demarche.organisation

    @admin.display(description="Titre", ordering="titre")
    def tableau(self, demarche):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:dossier", args=[demarche.pk]), demarche.titre
        )

    def has_add_permission(self, request):
        return peut_creer_quelque_part(request.user)

    def actions_du_dossier(self, request, dossier):
        return [("Remplir la fiche d’identité", self.adresse("change", dossier.pk))]
