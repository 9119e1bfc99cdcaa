"""What a contributor has to do: the points that other organisations entrust to theirs."""

from django.core.paginator import Paginator
from django.db.models import Count, Q

from config.accueil.liste import AU_PLUS
from publication.models import Dossier


def sections(request) -> dict:
    return {"confies": Paginator(_confies(request.user), AU_PLUS).get_page(request.GET.get("confies"))}


def _confies(agent):
    """With how much of each is still to be answered."""
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
