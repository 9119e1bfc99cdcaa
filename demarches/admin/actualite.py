from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from demarches.creation import creer_une_actualite, renommer_le_dossier
from demarches.forms import ActualiteForm, CreationActualiteForm
from demarches.guide import ACTUALITE
from demarches.models import Actualite
from demarches.permissions import ou_ecrire
from publication.admin import AtelierAdmin


@admin.register(Actualite)
class ActualiteAdmin(AtelierAdmin):
    un_seul = True
    chemin_du_dossier = "dossier"
    conseils = ACTUALITE
    form = ActualiteForm
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

    # Created with the least, together with its dossier, then filled in

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["titre", "organisation"]})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = CreationActualiteForm
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj:
            form.agent, form.dossier = request.user, obj.dossier
        else:
            form.base_fields["organisation"].queryset = ou_ecrire(request.user)
        return form

    def save_form(self, request, form, change):
        if change:
            return super().save_form(request, form, change)
        saisie = form.cleaned_data
        form.instance = creer_une_actualite(saisie["titre"], saisie["organisation"], request.user)
        form.save_m2m = lambda: None
        return form.instance

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        renommer_le_dossier(obj)

    def actions_du_dossier(self, request, dossier):
        return [("Écrire l’actualité", self.adresse("change", dossier.pk))]
