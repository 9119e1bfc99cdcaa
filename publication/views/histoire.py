from django.core.paginator import Paginator

from publication import horloge
from publication.histoire_de_l_atelier import changements, traces_de
from publication.models import Publication, type_de_version
from publication.views.rendu import rendre

PAR_PAGE = 20


def histoire(request, objet, dossier):
    """The page of a workshop object that says who changed what, and what became of what was submitted."""
    page = Paginator(traces_de(objet), PAR_PAGE).get_page(request.GET.get("page"))
    depart = (page.number - 1) * PAR_PAGE
    lues = list(page.paginator.object_list[depart : depart + PAR_PAGE + 1])
    versions = type_de_version(objet).objects.filter(objet=objet.pk)
    publications = Publication.objects.filter(pk__in=versions.values("publication")).pour_la_liste()
    return rendre(
        request,
        "histoire",
        f"Qui a changé quoi : {objet}",
        objet=objet,
        dossier=dossier,
        page=page,
        changements=changements(objet, lues)[:PAR_PAGE],
        publications=publications[:PAR_PAGE],
        instant=horloge.maintenant(),
    )
