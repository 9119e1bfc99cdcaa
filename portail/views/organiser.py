"""For whoever organises a démarche: the sheets of the guide, the blank charte, the public mandates."""

from django.db.models import F
from django.http import Http404
from django.urls import path, reverse
from django.views.generic import ListView, TemplateView

from portail.organiser.charte import charte
from portail.organiser.fiches import FAMILLES, FICHES
from portail.pagination import PAR_PAGE
from portail.views.commun import PagePublique
from vitrine.models import FicheDemarche


class PagePourLesOrganisateurs(PagePublique):
    def get_context_data(self, **kwargs):
        accueil = {"libelle": "Organiser une démarche", "url": reverse("portail:organiser")}
        return super().get_context_data(ariane=[accueil], **kwargs)


class OrganiserView(PagePourLesOrganisateurs, TemplateView):
    template_name = "portail/organiser/organiser.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(familles=FAMILLES, **kwargs)


class FicheConseilView(PagePourLesOrganisateurs, TemplateView):
    """One sheet of the guide, with the ones before and after it."""

    template_name = "portail/organiser/fiche_conseil.html"

    def get_context_data(self, **kwargs):
        cles = list(FICHES)
        if self.kwargs["cle"] not in FICHES:
            raise Http404
        rang = cles.index(self.kwargs["cle"])
        return super().get_context_data(
            conseil=FICHES[cles[rang]],
            precedente=FICHES[cles[rang - 1]] if rang else None,
            suivante=FICHES[cles[rang + 1]] if rang + 1 < len(cles) else None,
            **kwargs,
        )


class CharteView(PagePourLesOrganisateurs, TemplateView):
    template_name = "portail/organiser/charte.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(charte=charte(), **kwargs)


class MandatsView(PagePourLesOrganisateurs, ListView):
    """The mandates of the démarches online, newest first; a mandatory procedure has none of ours."""

    template_name = "portail/organiser/mandats.html"
    context_object_name = "fiches"
    paginate_by = PAR_PAGE

    def get_queryset(self):
        en_ligne = FicheDemarche.objects.en_vigueur(self.instant).volontaires()
        return en_ligne.order_by(F("ouverte_le").desc(nulls_last=True), "-dossier_id")


adresses = [
    path("organiser/", OrganiserView.as_view(), name="organiser"),
    path("organiser/fiches/<slug:cle>/", FicheConseilView.as_view(), name="organiser_fiche"),
    path("organiser/charte/", CharteView.as_view(), name="organiser_charte"),
    path("organiser/mandats/", MandatsView.as_view(), name="organiser_mandats"),
]
