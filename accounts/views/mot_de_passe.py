from django.contrib import admin
from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse

from accounts.forms import MotDePasseForm


def changer_son_mot_de_passe(request):
    """Django's page, with our form, that leaves a trace."""
    return PasswordChangeView.as_view(
        form_class=MotDePasseForm,
        template_name="registration/password_change_form.html",
        success_url=reverse("admin:password_change_done"),
        extra_context=admin.site.each_context(request),
    )(request)
