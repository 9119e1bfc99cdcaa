from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import ListView, TemplateView

from demarches.models import ActualiteVersion
from portail.views.commun import PagePublique, document_en_vigueur
from portail.views.demarches import PAR_PAGE
from vitrine.models import FicheActualite, FicheDemarche


class ActualiteListView(PagePublique, ListView):
    """Every piece of news online, most recent first."""

    template_name = "portail/actualites.html"
    context_object_name = "actualites"
    paginate_by = PAR_PAGE

    def get_queryset(self):
        return FicheActualite.objects.en_vigueur(self.instant).pour_la_liste()


class ActualiteView(PagePublique, TemplateView):
    """One piece of news, with the démarches it speaks of."""

    template_name = "portail/actualite.html"

    def get(self, request, *args, **kwargs):
        versions = ActualiteVersion.objects.filter(objet=kwargs["pk"])
        self.version = document_en_vigueur(versions, self.instant)
        if self.version is None:
            raise Http404
        document = self.version.contenu
        if kwargs["slug"] != document["slug"]:
            return redirect("portail:actualite", kwargs["pk"], document["slug"], permanent=True)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        document = self.version.contenu
        liees = FicheDemarche.objects.en_vigueur(self.instant).filter(dossier__in=document["demarches"])
        return super().get_context_data(
            actualite=document, version=self.version, liees=liees.pour_la_liste(self.jour), **kwargs
        )
