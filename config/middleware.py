"""What every answer carries, whatever produced it, and the requests that no view should see."""

import logging
from urllib.parse import unquote_plus

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import InterfaceError, OperationalError
from django.http import HttpResponseBadRequest
from django.shortcuts import render

journal = logging.getLogger(__name__)


class EntetesDeSecurite:
    """Headers that Django has no setting for (exigences.md, « Security »)."""

    ENTETES = {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for nom, valeur in self.ENTETES.items():
            response.headers.setdefault(nom, valeur)
        return response


class RequetesMalFormees:
    """PostgreSQL stores no NUL: a request that holds one is refused before any query is built."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info or "\0" in unquote_plus(request.META.get("QUERY_STRING", "")):
            return HttpResponseBadRequest(
                "L’adresse contient un caractère interdit : vérifiez-la, puis recommencez.",
                content_type="text/plain; charset=utf-8",
            )
        return self.get_response(request)


class BaseIndisponible:
    """A lost database is a 503 that says so, not a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        journal.error("Base de données indisponible : %s", exception)
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = "60"
        return response


class ConnexionRequise(LoginRequiredMiddleware):
    """Deny by default, without reading the session on public pages: they neither set nor vary on a cookie."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
