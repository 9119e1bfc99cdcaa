from django.urls import reverse
from django.views.generic import ListView, TemplateView

from demarches.models import ActualiteVersion
from portail.pagination import PAR_PAGE
from portail.views.commun import PagePublique
from portail.views.page_numerotee import PageRelue
from vitrine.models import FicheActualite, FicheDemarche


class ActualiteListView(PagePublique, ListView):
    """Every piece of news online, most recent first."""

    template_name = "portail/actualites.html"
    context_object_name = "actualites"
    paginate_by = PAR_PAGE

    def get_queryset(self):
        return FicheActualite.objects.en_vigueur(self.instant).pour_la_liste()


class ActualiteView(PageRelue, TemplateView):
    """One piece of news, with the démarches it speaks of; or as it was on the day `?le=`."""

    template_name = "portail/actualite.html"
    porteur = ActualiteVersion

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            actualite=self.version.contenu,
            ariane=[{"libelle": "Actualités", "url": reverse("portail:actualites")}],
            liees=self._liees(),
            url_versions=self.adresse("actualite_versions"),
            **kwargs,
        )

    def _liees(self):
        """Those that are online now: the others are not mentioned, even on a past day."""
        en_ligne = FicheDemarche.objects.en_vigueur(self.present)
        return en_ligne.filter(dossier__in=self.version.contenu["demarches"]).pour_la_liste(self.jour)
