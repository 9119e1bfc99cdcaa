"""What every answer carries, whatever produced it, and the requests that no view should see."""

import time
from copy import copy
from urllib.parse import unquote_plus

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBadRequest, QueryDict
from django.urls import reverse

from accounts import memoire
from accounts.second_facteur import est_verifie
from publication import saisies


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
    """Refuse what no view could read: PostgreSQL stores no NUL, and every form of the site is in UTF-8."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info or "\0" in unquote_plus(request.META.get("QUERY_STRING", "")):
            return _refus("L’adresse contient un caractère interdit : vérifiez-la, puis recommencez.")
        if request.content_params.get("charset", "utf-8").lower() != "utf-8":
            return _refus("Le formulaire n’est pas envoyé en UTF-8 : rechargez la page, puis recommencez.")
        return self.get_response(request)


def _refus(phrase):
    return HttpResponseBadRequest(phrase, content_type="text/plain; charset=utf-8")


class ConnexionRequise(LoginRequiredMiddleware):
    """Deny by default, without reading the session on public pages: they neither set nor vary on a cookie.

    A password alone opens two pages: the one that asks for the second factor, and « Se déconnecter ».
    """

    SANS_SECOND_FACTEUR = {"admin:second_facteur", "admin:logout"}

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        refus = super().process_view(request, view_func, view_args, view_kwargs)
        return (
            refus or self._fermer_ce_qui_dure(request, view_func) or self._demander_le_second_facteur(request)
        )

    def _fermer_ce_qui_dure(self, request, view_func):
        """However busy its agent, a session ends after a working day (exigences.md, « Security »)."""
        ouverte_le = request.session.setdefault("ouverte_le", int(time.time()))
        if time.time() - ouverte_le < settings.DUREE_MAXIMALE_DE_SESSION:
            return None
        logout(request)
        messages.info(
            request, "Votre session a duré douze heures : connectez-vous de nouveau pour continuer."
        )
        return self.handle_no_permission(request, view_func)

    def handle_no_permission(self, request, view_func):
        """To the login page; what was just sent goes with it, when it is only a session that has ended."""
        avait_une_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if request.method != "POST" or not avait_une_session or not (paquet := saisies.emballer(request)):
            return super().handle_no_permission(request, view_func)
        lecture = copy(request)
        lecture.method, lecture.POST = "GET", QueryDict()
        suite = saisies.adresse_de_la_page(request)
        contexte = {"saisie": paquet, "next": suite, "app_path": reverse("admin:login")}
        return admin.site.login(lecture, contexte)

    def _demander_le_second_facteur(self, request):
        if est_verifie(request) or request.resolver_match.view_name in self.SANS_SECOND_FACTEUR:
            return None
        suite = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("admin:index")
        return redirect_to_login(suite, reverse("admin:second_facteur"))


class RolesLusUneFois:
    """A page of the back-office asks twenty times what its reader may do: the roles are read once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with memoire.page():
            return self.get_response(request)
