"""The home of the back-office, by role: what is waiting for this agent comes first."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone

from courriels.models import Courriel
from demarches import vigilance
from demarches.models import Demarche
from publication import file_d_attente, horloge
from publication.models import DemandeDeRectification, Dossier, Masquage, Publication
from publication.nouvelles import nouvelles_parmi
from publication.permissions import peut_ecrire_quelque_part, peut_effacer
from publication.rectification import a_suivre
from publication.urgence import urgences_a_suivre
from publication.views.rendu import rendre
from suivi import echeances

PAR_PAGE = 30


def accueil(request):
    agent, instant = request.user, horloge.maintenant()
    contexte = {
        "valideur": agent.est_validateur,
        "redacteur": peut_ecrire_quelque_part(agent),
        "contributeur": agent.organisations_repondantes().exists(),
        "administrateur": agent.est_administrateur,
        "efface": peut_effacer(agent),
    }
    if contexte["administrateur"]:
        contexte["comptes_a_surveiller"] = vigilance.a_signaler()
        contexte["courriels_en_souffrance"] = Courriel.objects.en_souffrance().exists()
    if contexte["valideur"]:
        ouvertes = Paginator(_en_attente(agent), PAR_PAGE).get_page(1)
        contexte |= {
            "ouvertes": ouvertes,
            "file": file_d_attente.lignes(ouvertes, instant),
            "masquages": Masquage.objects.en_cours(instant).pour_la_liste(),
            "urgences": urgences_a_suivre(Publication.objects.all(), instant),
            "rectifications": a_suivre(DemandeDeRectification.objects.all(), instant),
        }
    elif contexte["redacteur"]:
        contexte["nouvelles"] = file_d_attente.lignes(_nouvelles_a_valider(agent), instant)
    if contexte["redacteur"]:
        siennes = Publication.objects.filter(dossier__in=Dossier.objects.rediges_par(agent))
        masquages = Masquage.objects.filter(dossier__in=Dossier.objects.rediges_par(agent))
        contexte.setdefault("masquages", masquages.en_cours(instant).pour_la_liste())
        contexte.setdefault("urgences", urgences_a_suivre(siennes, instant))
        demandes = DemandeDeRectification.objects.filter(dossier__in=Dossier.objects.rediges_par(agent))
        contexte.setdefault("rectifications", a_suivre(demandes, instant))
        contexte["jour"] = timezone.localdate(instant)
        siennes = Demarche.objects.filter(dossier__in=Dossier.objects.rediges_par(agent))
        contexte["echeances"] = echeances.a_tenir(siennes, contexte["jour"])
        dossiers = Dossier.objects.rediges_par(agent).filter(demarche__isnull=False)
        dossiers = dossiers.select_related("organisation").avec_etat(instant)
        contexte["dossiers"] = Paginator(dossiers, PAR_PAGE).get_page(request.GET.get("page"))
    if contexte["contributeur"]:
        contexte["confies"] = Paginator(_confies(agent), PAR_PAGE).get_page(request.GET.get("confies"))
    return rendre(request, "accueil", _titre(contexte), **contexte)


def _titre(contexte) -> str:
    if contexte["valideur"]:
        return "Publications à valider"
    if contexte["redacteur"]:
        return "Mes démarches"
    return "Points à répondre" if contexte["contributeur"] else "Accueil"


def _en_attente(agent):
    ouvertes = Publication.objects.visibles_par(agent).ouvertes().une_par_lot()
    return ouvertes.pour_la_liste().de_la_plus_ancienne()


def _nouvelles_a_valider(agent) -> list:
    """What a référent may validate in place of the CIPC."""
    siennes = Publication.objects.ouvertes().des_ministeres_de(agent).exclude(auteurs__contains=[agent.pk])
    ouvertes = siennes.pour_la_liste().de_la_plus_ancienne()[:PAR_PAGE]
    nouvelles = nouvelles_parmi(ouvertes)
    return [publication for publication in ouvertes if publication.pk in nouvelles]


def _confies(agent):
    """What other organisations entrust to the agent's, with how much of it is still to be answered."""
    confies = Q(demarche__propositions__confiee_a__in=agent.organisations_repondantes())
    sans_reponse = confies & Q(demarche__propositions__reponse__isnull=True)
    dossiers = Dossier.objects.confies_a(agent).exclude(pk__in=Dossier.objects.rediges_par(agent))
    return (
        dossiers.select_related("organisation")
        .annotate(
            confies=Count("demarche__propositions", filter=confies),
            sans_reponse=Count("demarche__propositions", filter=sans_reponse),
        )
        .order_by("intitule", "pk")
    )
