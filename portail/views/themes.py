"""The thèmes of which a démarche is online, and the page of each."""

from django.http import Http404
from django.urls import path, reverse

from demarches.enums import Theme
from portail.views.ensembles import Ensemble, PageDesEnsembles, PageDUnEnsemble
from vitrine.models import FicheDemarche


class ThemeListView(PageDesEnsembles):
    titre = "Les thèmes"
    description = (
        "De quoi parlent les démarches de participation en ligne. Une démarche a un, deux ou trois thèmes."
    )

    def groupes(self, fiches):
        themes = [
            Ensemble(Theme(theme).label, reverse("portail:theme", args=[theme]), *comptes)
            for theme, comptes in fiches.par_theme().items()
        ]
        return [("", themes)]


class ThemeView(PageDUnEnsemble):
    """One thème of the closed list; none of its démarches may be online."""

    parametre = "theme"

    def get(self, request, *args, **kwargs):
        if kwargs["theme"] not in Theme.values:
            raise Http404
        self.valeur = kwargs["theme"]
        return super().get(request, *args, **kwargs)

    def fiches(self):
        return FicheDemarche.objects.en_vigueur(self.instant).du_theme(self.valeur)

    def get_context_data(self, **kwargs):
        nom = Theme(self.valeur).label
        return super().get_context_data(
            titre=nom,
            ariane=[{"libelle": "Thèmes", "url": reverse("portail:themes")}],
            flux=[(f"Thème {nom}", reverse("portail:flux_du_theme", args=[self.valeur]))],
            **kwargs,
        )


adresses = [
    path("themes/", ThemeListView.as_view(), name="themes"),
    path("themes/<slug:theme>/", ThemeView.as_view(), name="theme"),
]
