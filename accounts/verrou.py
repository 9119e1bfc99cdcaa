"""Lock-out after five failures, by account and by address (django-axes): what it counts, and what one reads."""

import ipaddress
import unicodedata

from django.conf import settings
from django.contrib import admin
from django.template.response import TemplateResponse


def identifiant(request, credentials) -> str:
    """The account that is tried, however it is typed: capitals and look-alikes are one account."""
    saisi = (credentials or {}).get("username") or request.POST.get("username", "")
    return unicodedata.normalize("NFKC", saisi).strip().casefold()[:254]


def adresse_du_client(request) -> str:
    """Whom the request comes from.

    Behind PROXYS_DEVANT proxies of ours, each appends whom it heard to X-Forwarded-For: only that many entries,
    from the right, are theirs. With none, the header is whatever the visitor says, and is not read.
    """
    directe = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXYS_DEVANT:
        return directe
    passages = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    try:
        return str(ipaddress.ip_address(passages[-settings.PROXYS_DEVANT].strip()))
    except (IndexError, ValueError):
        return directe


def reponse(request, reponse_d_origine, credentials) -> TemplateResponse:
    """The same page whether the account exists or not."""
    contexte = {**admin.site.each_context(request), "title": "Connexion suspendue", "is_popup": True}
    contexte["minutes"] = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    page = TemplateResponse(request, "admin/accounts/verrou.html", contexte, status=429)
    return page.render()
