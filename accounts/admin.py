from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from accounts.forms import AgentCreationForm, AgentForm
from accounts.models import Affectation, Agent, Organisation, Succession
from accounts.models.agent import COURRIEL_EXPLOITATION
from accounts.permissions import peut_administrer

admin.site.unregister(Group)  # rights come from affectations, not from groups


class AdministrationMixin:
    """For administrators only: to the others, nothing of this exists."""

    actions = None
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    }

    def has_module_permission(self, request):
        return peut_administrer(request.user)

    def has_view_permission(self, request, obj=None):
        return peut_administrer(request.user)

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        """Nobody disappears: an account is closed, an organisation ends on a date."""
        return False

    def get_queryset(self, request):
        return super().get_queryset(request) if peut_administrer(request.user) else self.model.objects.none()

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


class AffectationInline(AdministrationMixin, admin.TabularInline):
    model = Affectation
    extra = 1
    template = "admin/publication/partie.html"
    verbose_name_plural = "affectations : pour quelle organisation, à quel titre, de quand à quand"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        champ = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "organisation":
            champ.widget = champ.widget.widget
            champ.queryset = Organisation.objects.de_l_etat()
            champ.choices = list(champ.choices)
        return champ


@admin.register(Agent)
class AgentAdmin(AdministrationMixin, UserAdmin):
    form = AgentForm
    add_form = AgentCreationForm
    add_form_template = None
    list_display = ["courriel", "prenom", "nom", "is_active"]
    list_filter = ["is_active", "affectations__role"]
    search_fields = ["courriel", "prenom", "nom"]
    ordering = ["nom", "prenom"]
    filter_horizontal = []
    inlines = [AffectationInline]
    fieldsets = [
        (None, {"fields": ["courriel", "prenom", "nom", "mot_de_passe"]}),
        ("Accès", {"fields": ["is_active", "is_superuser"]}),
    ]
    add_fieldsets = [(None, {"fields": ["courriel", "prenom", "nom", "password1", "password2"]})]

    def get_queryset(self, request):
        """A superuser's account is for superusers only: whoever could give it a password would be one."""
        agents = super().get_queryset(request)
        return agents if request.user.is_superuser else agents.filter(is_superuser=False)

    def has_change_permission(self, request, obj=None):
        """Nobody takes the place of the exploitation account, which cannot sign in."""
        est_une_personne = obj is None or obj.courriel != COURRIEL_EXPLOITATION
        return est_une_personne and super().has_change_permission(request, obj)

    def user_change_password(self, request, id, form_url=""):
        """One's own password is changed by giving the former one."""
        if unquote(id) == str(request.user.pk):
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)

    def get_readonly_fields(self, request, obj=None):
        """Only one who has it may give the title of administrator of the portal."""
        return ["mot_de_passe"] if request.user.is_superuser else ["mot_de_passe", "is_superuser"]

    @admin.display(description="Mot de passe")
    def mot_de_passe(self, agent):
        if agent.courriel == COURRIEL_EXPLOITATION:
            return "Ce compte ne se connecte pas."
        return format_html(
            '<a href="{}">Donner un nouveau mot de passe</a>',
            reverse("admin:auth_user_password_change", args=[agent.pk]),
        )


class SuccessionInline(AdministrationMixin, admin.TabularInline):
    model = Succession
    fk_name = "ancienne"
    extra = 1
    template = "admin/publication/partie.html"
    verbose_name = "succession"
    verbose_name_plural = "à qui passe ce que menait cette organisation, de quand, par quel texte"

    def has_delete_permission(self, request, obj=None):
        """A succession entered by mistake gives rights: it is taken back."""
        return peut_administrer(request.user)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        champ = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "nouvelle":
            champ.widget = champ.widget.widget
            champ.queryset = Organisation.objects.de_l_etat()
        return champ


@admin.register(Organisation)
class OrganisationAdmin(AdministrationMixin, admin.ModelAdmin):
    list_display = ["nom", "sigle", "nature", "parent", "supprimee_le"]
    list_filter = ["nature"]
    list_select_related = ["parent"]
    search_fields = ["nom", "sigle"]
    prepopulated_fields = {"slug": ["nom"]}
    fieldsets = [
        (None, {"fields": ["nom", "sigle", "slug", "nature", "parent"]}),
        (
            "Existence",
            {
                "description": "Le jour de sa suppression, une organisation n’existe plus : ses agents n’ont plus de droit par elle, et ce qu’elle menait passe à qui lui succède.",
                "fields": ["creee_le", "supprimee_le"],
            },
        ),
    ]
    inlines = [SuccessionInline]

    def get_inlines(self, request, obj):
        """One creates an organisation before saying what became of it."""
        return self.inlines if obj else []
