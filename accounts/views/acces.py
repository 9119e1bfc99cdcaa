"""How an agent gets in: their invitation and second factor, for administrators, who never know a password."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts import invitations
from accounts import second_facteur as verbes
from accounts.models.agent import COURRIEL_EXPLOITATION
from accounts.permissions import comptes_administres, peut_reinitialiser
from accounts.views.rendu import rendre


@require_safe
def acces(request, pk):
    agent = _compte(request, pk)
    return rendre(
        request,
        "acces",
        f"Accès de {agent}",
        agent=agent,
        mot_de_passe=agent.has_usable_password(),
        invitation=agent.invitations.select_related("par").first(),
        heures=invitations.HEURES,
        second_facteur=verbes.est_enregistre(agent),
        codes_restants=verbes.codes_restants(agent),
        peut_reinitialiser=peut_reinitialiser(request.user, agent),
    )


@require_POST
def inviter(request, pk):
    agent = _compte(request, pk)
    if agent.is_active:
        invitations.inviter(agent, request.user)
        messages.success(
            request, f"Une invitation part à {agent.courriel} : les liens précédents ne valent plus rien."
        )
    else:
        messages.error(
            request, f"Le compte de {agent} est fermé : rouvrez-le avant d’inviter {agent.prenom}."
        )
    return redirect("admin:acces", agent.pk)


@require_POST
def reinitialiser(request, pk):
    agent = _compte(request, pk)
    if not peut_reinitialiser(request.user, agent):
        messages.error(
            request, "Un autre administrateur doit réinitialiser votre second facteur : rien n’a changé."
        )
    elif not verbes.est_enregistre(agent):
        messages.info(request, f"{agent} n’a pas de second facteur : rien n’a changé.")
    else:
        verbes.reinitialiser(agent, request.user)
        messages.success(
            request,
            f"Le second facteur de {agent} est oublié et ses sessions sont fermées : un nouveau sera demandé à la prochaine connexion.",
        )
    return redirect("admin:acces", agent.pk)


def _compte(request, pk):
    agent = get_object_or_404(comptes_administres(request.user), pk=pk)
    if agent.courriel == COURRIEL_EXPLOITATION:
        raise Http404
    return agent
