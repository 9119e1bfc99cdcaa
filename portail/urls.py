from django.urls import path

from portail.views import accueil, actualites, avis, demarches, fichiers, impact, sante

app_name = "portail"

DEMARCHE = "demarches/<int:pk>-<slug:slug>/"

urlpatterns = [
    path("", accueil.AccueilView.as_view(), name="accueil"),
    path("demarches/", demarches.DemarcheListView.as_view(), name="demarches"),
    path(DEMARCHE, demarches.FicheView.as_view(), name="fiche"),
    path(f"{DEMARCHE}avis/", avis.AvisView.as_view(), name="avis"),
    path(f"{DEMARCHE}impact/", impact.ImpactView.as_view(), name="impact"),
    path(f"{DEMARCHE}propositions/<str:reference>/", avis.PropositionView.as_view(), name="proposition"),
    path(f"{DEMARCHE}mesures/<int:numero>/", impact.MesureView.as_view(), name="mesure"),
    path("actualites/", actualites.ActualiteListView.as_view(), name="actualites"),
    path("actualites/<int:pk>-<slug:slug>/", actualites.ActualiteView.as_view(), name="actualite"),
    path("fichiers/<str:sha256>/<str:nom>", fichiers.telecharger, name="fichier"),
    path("sante/", sante.vivant, name="sante"),
    path("sante/pret/", sante.pret, name="sante_pret"),
]
