from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import Group
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from accounts.balises import alleger, lire_une_fois
from accounts.effets import produire_les_effets_des_organisations
from accounts.forms import AgentCreationForm, AgentForm
from accounts.invitations import inviter
from accounts.models import Affectation, Agent, Organisation, Succession
from accounts.models.agent import COURRIEL_EXPLOITATION
from accounts.permissions import comptes_administres, peut_administrer
from accounts.trace import consigner_le_changement, valeurs
from courriels.enums import NatureDuCourriel
from courriels.envoi import prevoir

# rights come from affectations, not from groups; second factors have a page of ours
admin.site.unregister([Group, StaticDevice, TOTPDevice])

PAR_PAGE = 50


def administre(request) -> bool:
    """Asked once per request: the menu alone asks it twenty times."""
    if not hasattr(request, "administre"):
        request.administre = peut_administrer(request.user)
    return request.administre


class AdministrationMixin:
    """For administrators only: to the others, nothing of this exists."""

    actions = None
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    }

    def has_module_permission(self, request):
        return administre(request)

    def has_view_permission(self, request, obj=None):
        return administre(request)

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        """Nobody disappears: an account is closed, an organisation ends on a date."""
        return False

    def get_queryset(self, request):
        return super().get_queryset(request) if administre(request) else self.model.objects.none()

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404

    # Trace

    def save_model(self, request, obj, form, change):
        avant = valeurs(self.model.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)
        changement = consigner_le_changement(request.user, obj, avant, valeurs(obj))
        if changement:
            self.apres_le_changement(request, changement, avant)

    def apres_le_changement(self, request, changement, avant) -> None:
        """What else a change calls for, in its transaction."""

    def save_formset(self, request, form, formset, change):
        avant = self._parties(formset)
        super().save_formset(request, form, formset, change)
        apres = self._parties(formset)
        for cle in avant | apres:
            objet, anciennes = avant.get(cle, (None, {}))
            objet, nouvelles = apres.get(cle, (objet, {}))
            consigner_le_changement(request.user, objet, anciennes, nouvelles)

    @staticmethod
    def _parties(formset) -> dict:
        """The parts of the object as they are stored: key → (part, its values)."""
        lues = formset.model.objects.filter(**{formset.fk.name: formset.instance.pk})
        return {partie.pk: (partie, valeurs(partie)) for partie in lues}

    def history_view(self, request, object_id, extra_context=None):
        objet = self.get_object(request, unquote(object_id))
        if objet is None:
            raise Http404
        changements = objet.changements.select_related("par")
        contexte = {
            **self.admin_site.each_context(request),
            "title": f"Historique : {objet}",
            "objet": objet,
            "opts": self.opts,
            "page": Paginator(changements, PAR_PAGE).get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, "admin/accounts/historique.html", contexte)


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
            lire_une_fois(champ)
        alleger(champ)
        return champ

    def get_queryset(self, request):
        """Each line bears the name of its organisation."""
        return super().get_queryset(request).select_related("organisation")


@admin.register(Agent)
class AgentAdmin(AdministrationMixin, admin.ModelAdmin):
    form = AgentForm
    list_display = ["courriel", "prenom", "nom", "is_active"]
    list_filter = ["is_active", "affectations__role"]
    search_fields = ["courriel", "prenom", "nom"]
    ordering = ["nom", "prenom"]
    inlines = [AffectationInline]
    fieldsets = [
        (None, {"fields": ["courriel", "prenom", "nom"]}),
        ("Accès", {"fields": ["is_active", "is_superuser", "acces"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "description": "L’agent reçoit un lien pour choisir son mot de passe : personne d’autre ne le connaît.",
                "fields": ["courriel", "prenom", "nom"],
            },
        )
    ]

    def get_queryset(self, request):
        """A superuser's account is for superusers only: whoever could take it would be one."""
        return comptes_administres(request.user)

    def has_change_permission(self, request, obj=None):
        """Nobody takes the place of the exploitation account, which cannot sign in."""
        est_une_personne = obj is None or obj.courriel != COURRIEL_EXPLOITATION
        return est_une_personne and super().has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **kwargs | ({} if obj else {"form": AgentCreationForm}))

    def get_readonly_fields(self, request, obj=None):
        """Only one who has it may give the title of administrator of the portal."""
        return ["acces"] if request.user.is_superuser else ["acces", "is_superuser"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data and not obj.is_active:
            obj.fermer_les_sessions()

    def apres_le_changement(self, request, changement, avant):
        """Whoever held the former address learns that it is no longer theirs."""
        ancienne = next((a for champ, a, _ in changement.valeurs if champ == "courriel" and a), "")
        if avant and ancienne:
            prevoir(NatureDuCourriel.ACCES, changement.pk, [ancienne])

    def response_add(self, request, obj, post_url_continue=None):
        inviter(obj, request.user)
        messages.success(request, f"Le compte de {obj} est ouvert : une invitation part à {obj.courriel}.")
        return redirect("admin:acces", obj.pk)

    @admin.display(description="Mot de passe et second facteur")
    def acces(self, agent):
        if agent.courriel == COURRIEL_EXPLOITATION:
            return "Ce compte ne se connecte pas."
        return format_html(
            '<a href="{}">Inviter de nouveau, réinitialiser le second facteur</a>',
            reverse("admin:acces", args=[agent.pk]),
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
            lire_une_fois(champ)
        alleger(champ)
        return champ

    def get_queryset(self, request):
        """Each line bears the names of both organisations."""
        return super().get_queryset(request).select_related("ancienne", "nouvelle")


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

    def save_related(self, request, form, formsets, change):
        """Public pages say its name, its place and what became of it."""
        super().save_related(request, form, formsets, change)
        produire_les_effets_des_organisations()
