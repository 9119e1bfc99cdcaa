from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404
from django.utils import timezone

from publication import horloge
from publication.models import PeriodeDeReserve
from publication.permissions import peut_tenir_les_reserves


@admin.register(PeriodeDeReserve)
class PeriodeDeReserveAdmin(admin.ModelAdmin):
    """For the CIPC and the administrators; the others see the banner and nothing else of it."""

    list_display = ["libelle", "territoire", "debut", "fin"]
    actions = None
    view_on_site = False
    formfield_overrides = {
        models.DateField: {
            "form_class": forms.DateField,
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
    }

    def has_module_permission(self, request):
        return peut_tenir_les_reserves(request.user)

    def has_view_permission(self, request, obj=None):
        return peut_tenir_les_reserves(request.user)

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        """Once it has begun, it explains what was ticked: its dates may change, and that is traced."""
        a_venir = obj is None or obj.debut > timezone.localdate(horloge.maintenant())
        return a_venir and peut_tenir_les_reserves(request.user)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404
