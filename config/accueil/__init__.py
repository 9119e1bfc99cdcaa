"""The home of the back-office, by role: what is waiting for this agent comes first.

Each role has a module, whose `sections` says what its fragment of templates/admin/publication/accueil/ shows.
"""

from accounts.enums import Role
from config.accueil import administration, redaction, reponse, validation
from publication import horloge
from publication.permissions import peut_ecrire_quelque_part, peut_effacer
from publication.views.rendu import rendre


def accueil(request):
    agent, instant = request.user, horloge.maintenant()
    contexte = {
        "valideur": agent.est_validateur,
        "referent": agent.exerce(Role.REFERENT),
        "redacteur": peut_ecrire_quelque_part(agent),
        "contributeur": agent.exerce(Role.CONTRIBUTEUR) or peut_ecrire_quelque_part(agent),
        "administrateur": agent.est_administrateur,
        "efface": peut_effacer(agent),
    }
    if contexte["redacteur"]:
        contexte |= redaction.sections(request, instant)
    if contexte["contributeur"]:
        contexte |= reponse.sections(request)
    if contexte["valideur"]:
        contexte |= validation.sections(agent, instant)
    if contexte["administrateur"]:
        contexte |= administration.sections()
    return rendre(request, "accueil", _titre(contexte), **contexte)


def _titre(contexte) -> str:
    if contexte["valideur"]:
        return "Publications à valider"
    if contexte["referent"]:
        return "Les démarches de mon ministère"
    if contexte["redacteur"]:
        return "Mes démarches"
    if contexte["contributeur"]:
        return "Points à répondre"
    return "Administration du portail" if contexte["administrateur"] else "Accueil"
