"""The sitemap: every address that can be read today, in files of ten thousand, each read in one query by its key."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from accounts.models import Organisation
from portail.organiser.fiches import FICHES
from portail.views.organisations import adresse_de_l_organisation
from portail.views.pages import PAGES
from publication import horloge
from vitrine.models import FicheActualite, FicheDemarche, FicheProposition

# names of the addresses of what is neither an object nor a page of text
LISTES = (
    "accueil",
    "participer",
    "demarches",
    "recherche",
    "agenda",
    "organisations",
    "themes",
    "actualites",
    "signaler",
    "organiser",
    "organiser_charte",
    "organiser_mandats",
)
PAR_FICHIER = 10_000  # the protocol admits 50,000; a file of 10,000 stays under a second


class _Plan(Sitemap):
    limit = PAR_FICHIER
    protocol = "https"

    def location(self, adresse):
        return adresse


class PlanDesPages(_Plan):
    def items(self):
        listes = [reverse(f"portail:{nom}") for nom in LISTES]
        conseils = [reverse("portail:organiser_fiche", args=[cle]) for cle in FICHES]
        return [*listes, *conseils, *(reverse(f"portail:{page.nom}") for page in PAGES)]


class _PlanDesFiches(Sitemap):
    """Rows of the index in force, by key."""

    limit = PAR_FICHIER
    protocol = "https"
    fiches = None

    def items(self):
        return self.fiches.objects.en_vigueur(horloge.maintenant()).order_by("pk")


class PlanDesDemarches(_PlanDesFiches):
    fiches = FicheDemarche
    page = "fiche"

    def location(self, fiche):
        return reverse(f"portail:{self.page}", args=[fiche.dossier_id, fiche.slug])

    def lastmod(self, fiche):
        return fiche.mise_a_jour_le


class PlanDesAvis(PlanDesDemarches):
    page = "avis"


class PlanDesImpacts(PlanDesDemarches):
    page = "impact"


class PlanDesPropositions(_PlanDesFiches):
    fiches = FicheProposition

    def items(self):
        return super().items().values_list("dossier_id", "demarche_slug", "reference")

    def location(self, point):
        return reverse("portail:proposition", args=point)


class PlanDesOrganisations(_Plan):
    """Those that have a démarche online."""

    def items(self):
        fiches = FicheDemarche.objects.en_vigueur(horloge.maintenant()).order_by()
        return Organisation.objects.filter(pk__in=fiches.values("organisation_id")).order_by("pk")

    def location(self, organisation):
        return adresse_de_l_organisation(organisation)


class PlanDesThemes(_Plan):
    """Those that a démarche online is about."""

    def items(self):
        themes = FicheDemarche.objects.en_vigueur(horloge.maintenant()).par_theme()
        return [reverse("portail:theme", args=[theme]) for theme in sorted(themes)]


class PlanDesActualites(_PlanDesFiches):
    fiches = FicheActualite

    def location(self, fiche):
        return reverse("portail:actualite", args=[fiche.dossier_id, fiche.slug])


PLANS = {
    "pages": PlanDesPages,
    "demarches": PlanDesDemarches,
    "avis": PlanDesAvis,
    "impacts": PlanDesImpacts,
    "propositions": PlanDesPropositions,
    "organisations": PlanDesOrganisations,
    "themes": PlanDesThemes,
    "actualites": PlanDesActualites,
}
