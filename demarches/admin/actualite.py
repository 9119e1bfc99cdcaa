from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from demarches.admin.creation import CreationMixin
from demarches.creation import creer_une_actualite
from demarches.forms import ActualiteForm, CreationActualiteForm
from demarches.models import Actualite
from demarches.permissions import ou_ecrire
from publication.admin import AtelierAdmin


@admin.register(Actualite)
class ActualiteAdmin(CreationMixin, AtelierAdmin):
    un_seul = True
    chemin_du_dossier = "dossier"
    form = ActualiteForm
    creation_form = CreationActualiteForm
    creer = staticmethod(creer_une_actualite)
    ou_creer = staticmethod(ou_ecrire)
    list_display = ["tableau", "organisation_qui_publie", "date"]
    list_display_links = None
    list_select_related = ["dossier__organisation"]
    search_fields = ["titre", "texte"]
    search_help_text = "Un mot du titre ou du texte."
    fieldsets = [
        (
            None,
            {
                "description": "Guide du CIPC, suivi, fiche 3 : les articles valorisent une démarche et ce qu’elle a appris.",
                "fields": ["titre", "chapo", "texte", "date", "demarches"],
            },
        ),
        ("Image", {"fields": ["envoi", "depose", "image_alternative"]}),
    ]

    @admin.display(description="Organisation", ordering="dossier__organisation__nom")
    def organisation_qui_publie(self, actualite):
        return actualite.organisation

    @admin.display(description="Titre", ordering="titre")
    def tableau(self, actualite):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:dossier", args=[actualite.pk]), actualite.titre
        )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj:
            form.agent, form.dossier = request.user, obj.dossier
        return form

    def actions_du_dossier(self, request, dossier):
        return [("Écrire l’actualité", self.adresse("change", dossier.pk))]
