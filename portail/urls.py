from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views as sitemaps
from django.urls import path
from django.views.decorators.cache import cache_control

from portail.plan import PLANS
from portail.views import (
    accueil,
    actualites,
    ancien_portail,
    apercu,
    avis,
    calendriers,
    demarches,
    fiche,
    fichiers,
    flux,
    impact,
    organisations,
    organiser,
    pages,
    partages,
    participer,
    recherche,
    sante,
    signaler,
    themes,
)
from portail.views.versions import adresses_des_versions

app_name = "portail"


def publique(vue):
    """A view of Django's own, open to all, whose answer may be kept as any public page."""
    return login_not_required(cache_control(no_cache=True)(vue))


DEMARCHE = "demarches/<int:pk>-<slug:slug>/"
AVIS = f"{DEMARCHE}avis/"
IMPACT = f"{DEMARCHE}impact/"
PROPOSITION = f"{DEMARCHE}propositions/<str:reference>/"
MESURE = f"{DEMARCHE}mesures/<int:numero>/"
ACTUALITE = "actualites/<int:pk>-<slug:slug>/"

urlpatterns = [
    path("", accueil.AccueilView.as_view(), name="accueil"),
    path("demarches/", demarches.DemarcheListView.as_view(), name="demarches"),
    path("recherche/", recherche.RechercheView.as_view(), name="recherche"),
    path("participer/", participer.ParticiperView.as_view(), name="participer"),
    path("agenda/", participer.AgendaView.as_view(), name="agenda"),
    path("agenda.ics", calendriers.CalendrierView.as_view(), name="calendrier"),
    path(
        f"{DEMARCHE}agenda.ics",
        calendriers.CalendrierDeLaDemarcheView.as_view(),
        name="calendrier_de_la_demarche",
    ),
    path(DEMARCHE, fiche.FicheView.as_view(), name="fiche"),
    path(f"{DEMARCHE}mandat/", fiche.MandatView.as_view(), name="mandat"),
    path(AVIS, avis.AvisView.as_view(), name="avis"),
    path(IMPACT, impact.ImpactView.as_view(), name="impact"),
    path(PROPOSITION, avis.PropositionView.as_view(), name="proposition"),
    path(MESURE, impact.MesureView.as_view(), name="mesure"),
    *adresses_des_versions("fiche", DEMARCHE),
    *adresses_des_versions("avis", AVIS),
    *adresses_des_versions("impact", IMPACT),
    *adresses_des_versions("proposition", PROPOSITION),
    *adresses_des_versions("reponse", f"{PROPOSITION}reponse/"),
    *adresses_des_versions("mesure", MESURE),
    path("actualites/", actualites.ActualiteListView.as_view(), name="actualites"),
    path(ACTUALITE, actualites.ActualiteView.as_view(), name="actualite"),
    *adresses_des_versions("actualite", ACTUALITE),
    *flux.adresses(DEMARCHE, PROPOSITION),
    path("fichiers/<str:sha256>/<str:nom>", fichiers.telecharger, name="fichier"),
    path("apercu/<str:jeton>/", apercu.apercu_partage, name="apercu"),
    path("apercu/<str:jeton>/<path:chemin>", apercu.apercu_partage, name="apercu_page"),
    *organisations.adresses,
    *themes.adresses,
    *pages.adresses,
    *signaler.adresses,
    *organiser.adresses,
    *ancien_portail.adresses,
    path(
        "sitemap.xml",
        publique(sitemaps.index),
        {"sitemaps": PLANS, "sitemap_url_name": "portail:sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        publique(sitemaps.sitemap),
        {"sitemaps": PLANS},
        name="sitemap_section",
    ),
    path("sante/", sante.vivant, name="sante"),
    path("sante/pret/", sante.pret, name="sante_pret"),
]

# mounted under /admin/ by `config.admin.BackOffice`
back_office = [
    path("dossiers/<int:pk>/apercu/", apercu.apercu_du_dossier, name="apercu_du_dossier"),
    path("dossiers/<int:pk>/apercu/<path:chemin>", apercu.apercu_du_dossier, name="apercu_du_dossier_page"),
    path("publications/<int:pk>/apercu/", apercu.apercu_de_la_publication, name="apercu_de_la_publication"),
    path(
        "publications/<int:pk>/apercu/<path:chemin>",
        apercu.apercu_de_la_publication,
        name="apercu_de_la_publication_page",
    ),
    path("lots/<int:pk>/apercu/", apercu.apercu_du_lot, name="apercu_du_lot"),
    path("lots/<int:pk>/apercu/<path:chemin>", apercu.apercu_du_lot, name="apercu_du_lot_page"),
    path("dossiers/<int:pk>/partages/", partages.partager, name="partages"),
    path("dossiers/<int:pk>/partages/<int:partage>/fermer/", partages.fermer, name="fermer_le_partage"),
]
