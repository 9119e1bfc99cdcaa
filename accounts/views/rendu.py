from django.contrib import admin
from django.template.response import TemplateResponse


def rendre(request, gabarit, titre, status=200, **contexte):
    """A page in the look of the back-office; `gabarit` is in templates/admin/accounts/."""
    contexte = {**admin.site.each_context(request), "title": titre, "subtitle": None, **contexte}
    return TemplateResponse(request, f"admin/accounts/{gabarit}.html", contexte, status=status)
