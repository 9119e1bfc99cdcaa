"""The home of the back-office, by role: what is waiting for this agent comes first."""

from django.core.paginator import Paginator

from publication import file_d_attente, horloge
from publication.models import Dossier, Publication
from publication.permissions import peut_ecrire_quelque_part, peut_effacer
from publication.views.rendu import rendre

PAR_PAGE = 30


def accueil(request):
    agent, instant = request.user, horloge.maintenant()
    contexte = {
        "valideur": agent.est_validateur,
        "redacteur": peut_ecrire_quelque_part(agent),
        "administrateur": agent.est_administrateur,
        "efface": peut_effacer(agent),
    }
    if contexte["valideur"]:
        ouvertes = Publication.objects.visibles_par(agent).ouvertes().une_par_lot()
        file = ouvertes.pour_la_liste().de_la_plus_ancienne()
        ouvertes = Paginator(file, PAR_PAGE).get_page(1)
        contexte |= {"ouvertes": ouvertes, "file": file_d_attente.lignes(ouvertes, instant)}
    if contexte["redacteur"]:
        dossiers = Dossier.objects.rediges_par(agent).filter(demarche__isnull=False)
        dossiers = dossiers.select_related("organisation").avec_etat(instant)
        contexte["dossiers"] = Paginator(dossiers, PAR_PAGE).get_page(request.GET.get("page"))
    titre = "Publications à valider" if contexte["valideur"] else "Mes démarches"
    if not (contexte["valideur"] or contexte["redacteur"]):
        titre = "Accueil"
    return rendre(request, "accueil", titre, **contexte)
