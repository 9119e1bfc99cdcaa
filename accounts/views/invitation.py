"""The page that an invitation leads to: one chooses a password, without being signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.forms import PremierMotDePasseForm
from accounts.views.rendu import rendre


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def choisir_son_mot_de_passe(request, jeton):
    """What a link is worth: 404 if the portal never gave it, 410 with what to do if it is good no more."""
    try:
        agent = invitations.lire(jeton).agent
        form = PremierMotDePasseForm(request.POST or None, agent=agent)
        if request.method == "POST" and form.is_valid():
            invitations.choisir_le_mot_de_passe(jeton, form.cleaned_data["mot_de_passe"])
            messages.success(request, "Votre mot de passe est choisi : connectez-vous.")
            return redirect("admin:login")
    except invitations.LienInconnu as raison:
        return _rendre(request, "lien_inutilisable", "Ce lien est inconnu", 404, raison=raison)
    except invitations.LienInutilisable as raison:
        return _rendre(request, "lien_inutilisable", "Ce lien ne sert plus", 410, raison=raison)
    return _rendre(request, "mot_de_passe", "Choisir mon mot de passe", form=form, compte=agent)


def _rendre(request, gabarit, titre, status=200, **contexte):
    """The address of the page is a secret: no other site is told of it."""
    page = rendre(request, gabarit, titre, status, is_nav_sidebar_enabled=False, **contexte)
    page.headers["Referrer-Policy"] = "same-origin"
    return page
