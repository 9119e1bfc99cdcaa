from django.views.generic import TemplateView

from demarches.constats import decisions_avant_l_avis, engagements_et_ouverture
from demarches.enums import TypeDemarche
from demarches.mandat import mandat
from demarches.models import AvisVersion
from demarches.recommandations import FICHE
from portail import donnees_structurees, rubriques
from portail.images.calendrier import calendrier
from portail.images.panel import panel
from portail.views.page_de_demarche import PageDeDemarche
from publication.histoire import versions_lisibles
from publication.recommandations import ce_qui_manque
from suivi.models import ImpactVersion
from vitrine.models import FicheDemarche

# a workshop of a few points is read on one page
TYPES_LEGERS = [TypeDemarche.ATELIER_CITOYEN, TypeDemarche.ATELIER_PARTICIPATIF]
POINTS_D_UNE_PAGE_LEGERE = 10


class FicheView(PageDeDemarche, TemplateView):
    """Section 1: who decides, what is asked, who takes part, what is promised; and what the dates show."""

    template_name = "portail/fiche.html"

    def get_context_data(self, **kwargs):
        versions = versions_lisibles(self.versions, self.instant)
        avis = self._document(AvisVersion)
        liees, points = self._demarches_liees(), self._points()
        rendez_vous = rubriques.rendez_vous(self.demarche, self.jour)
        sections = rubriques.sections(self.demarche, liees=liees, points=points)
        return super().get_context_data(
            sections=sections,
            sommaire=[{"ancre": ancre, "libelle": titre} for ancre, titre in sections.items()],
            manques=ce_qui_manque(FICHE, self.demarche),
            absences=rubriques.absences(self.demarche),
            promesse=rubriques.promesse(self.demarche, self.jour),
            autres_promesses=len(self.demarche["engagements"]) - 1,
            rendez_vous=rendez_vous,
            evenements=self._evenements(rendez_vous["a_venir"]),
            modalites=rubriques.modalites(self.demarche, self.jour),
            chiffres=rubriques.chiffres_du_panel(self.demarche),
            panel=panel(self.demarche["participants"]["composition"]),
            roles=rubriques.membres_par_role(self.demarche),
            ressources=rubriques.ressources_par_nature(self.demarche),
            liees=liees,
            points=points,
            avis=avis,
            impact=self._document(ImpactVersion) if points else None,
            calendrier=calendrier(self.demarche["jalons"], self.jour),
            mandat=mandat(versions, self.instant),
            decisions_avant_l_avis=decisions_avant_l_avis(self.demarche, avis, self.jour),
            engagements_et_ouverture=engagements_et_ouverture(versions),
            url_mandat=self.adresse("mandat"),
            url_versions=self.adresse("fiche_versions"),
            **kwargs,
        )

    def _document(self, modele) -> dict | None:
        version = modele.fenetre.publiques(self.instant).filter(objet=self.kwargs["pk"]).first()
        return version.contenu if version else None

    def _evenements(self, a_venir) -> list[dict]:
        """What machines may announce: nothing of a past day, nor of a preview."""
        if self.voyage or getattr(self.request, "apercu", None):
            return []
        return donnees_structurees.rendez_vous(self.demarche, a_venir, self.jour, self.adresse("fiche"))

    def _demarches_liees(self) -> list[dict]:
        """Those that are online now, by their present title: the others are not mentioned, even on a past day."""
        liens = self.demarche["demarches_liees"]
        fiches = FicheDemarche.objects.en_vigueur(self.present).filter(
            dossier__in=[lien["demarche"] for lien in liens]
        )
        en_ligne = {fiche.dossier_id: fiche for fiche in fiches}
        return [
            {"nature": lien["nature"], "fiche": en_ligne[lien["demarche"]]}
            for lien in liens
            if lien["demarche"] in en_ligne
        ]

    def _points(self) -> list:
        """The few points of a workshop, read here; none for what is larger."""
        if self.fiche.type not in TYPES_LEGERS or not 0 < self.fiche.publiees <= POINTS_D_UNE_PAGE_LEGERE:
            return []
        return list(self.points.pour_la_liste())


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
