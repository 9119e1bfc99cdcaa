from django.views.generic import TemplateView

from demarches.constats import decisions_avant_l_avis, engagements_et_ouverture
from demarches.mandat import mandat
from demarches.models import AvisVersion
from portail.images.calendrier import calendrier
from portail.views.page_de_demarche import PageDeDemarche
from publication.histoire import versions_lisibles


class FicheView(PageDeDemarche, TemplateView):
    """Section 1: who decides, what is asked, who takes part, what is promised; and what the dates show."""

    template_name = "portail/fiche.html"

    def get_context_data(self, **kwargs):
        versions = versions_lisibles(self.versions, self.instant)
        avis = AvisVersion.objects.publiques(self.instant).filter(objet=self.kwargs["pk"]).first()
        return super().get_context_data(
            calendrier=calendrier(self.demarche["jalons"], self.jour),
            mandat=mandat(versions, self.instant),
            decisions_avant_l_avis=decisions_avant_l_avis(
                self.demarche, avis.contenu if avis else None, self.jour
            ),
            engagements_et_ouverture=engagements_et_ouverture(versions),
            url_mandat=self.adresse("mandat"),
            url_versions=self.adresse("fiche_versions"),
            **kwargs,
        )


class MandatView(PageDeDemarche, TemplateView):
    """The mandate as it stood at the opening, with what was changed in it since."""

    template_name = "portail/mandat.html"
    se_relit = False

    def get_context_data(self, **kwargs):
        lu = mandat(versions_lisibles(self.versions, self.instant), self.instant)
        return super().get_context_data(
            mandat=lu,
            url_version=self.adresse("fiche_version", numero_de_version=lu.version.numero),
            url_versions=self.adresse("fiche_versions"),
            **kwargs,
        )
