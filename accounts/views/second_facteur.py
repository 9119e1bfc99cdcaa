"""After the password: enrol an application at the first sign-in, give a code at the others."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import login

from accounts import second_facteur as verbes
from accounts.forms import CodeForm
from accounts.views.rendu import rendre

SECRET, CODES = "second_facteur_a_confirmer", "codes_de_secours_a_noter"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_facteur(request):
    """The one page of the back-office, with « Se déconnecter », for whoever has only given a password."""
    if request.user.is_verified():
        return redirect("admin:codes_de_secours" if CODES in request.session else _suite(request))
    return (_verifier if verbes.est_enregistre(request.user) else _enregistrer)(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes_de_secours(request):
    """The recovery codes, until their owner says that they are kept; then never again."""
    codes = request.session.get(CODES)
    if request.method == "POST":
        request.session.pop(CODES, None)
        return redirect("admin:index")
    return rendre(request, "codes_de_secours", "Codes de secours", codes=codes)


def _enregistrer(request):
    agent, form = request.user, CodeForm(request.POST or None)
    secret = request.session.setdefault(SECRET, verbes.nouveau_secret())
    if request.method == "POST" and form.is_valid():
        try:
            appareil, codes = verbes.enregistrer(agent, secret, form.cleaned_data["code"])
        except verbes.CodeRefuse as refus:
            form.add_error("code", str(refus))
        else:
            _entrer(request, appareil)
            del request.session[SECRET]
            request.session[CODES] = codes
            return redirect("admin:codes_de_secours")
    adresse = verbes.adresse_de_l_appareil(agent, secret)
    return _rendre(
        request,
        "enregistrer_second_facteur",
        "Enregistrer un second facteur",
        form=form,
        dessin=verbes.dessin(adresse),
        secret=verbes.secret_lisible(secret),
        adresse=adresse,
    )


def _verifier(request):
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appareil = verbes.verifier(request.user, form.cleaned_data["code"])
        except verbes.CodeRefuse as refus:
            form.add_error("code", str(refus))
        else:
            _entrer(request, appareil)
            _dire_ce_qui_reste(request, appareil)
            return redirect(_suite(request))
    return _rendre(request, "second_facteur", "Second facteur", form=form)


def _entrer(request, appareil) -> None:
    """Another session key: the one that only a password opened is worth nothing more."""
    request.session.cycle_key()
    login(request, appareil)


def _dire_ce_qui_reste(request, appareil) -> None:
    if isinstance(appareil, verbes.StaticDevice):
        restants = verbes.codes_restants(request.user)
        messages.warning(
            request,
            f"Ce code de secours ne servira plus ; il vous en reste {restants}. Si vous avez perdu votre téléphone, demandez à un administrateur de réinitialiser votre second facteur.",
        )


def _rendre(request, gabarit, titre, **contexte):
    return rendre(request, gabarit, titre, suite=_suite(request), is_nav_sidebar_enabled=False, **contexte)


def _suite(request) -> str:
    """Where one was going, on this site only."""
    suite = request.POST.get("next") or request.GET.get("next", "")
    permise = url_has_allowed_host_and_scheme(suite, {request.get_host()}, request.is_secure())
    return suite if permise else reverse("admin:index")
