"""The back-office pages of what came of an avis that are not forms, mounted by `config.admin.BackOffice`."""

from django.urls import path

from suivi import views

CLASSEUR = "dossiers/<int:pk>/tableur/<str:genre>/"

REPONSES = "dossiers/<int:pk>/reponses/"

back_office = [
    path(REPONSES, views.tableau, name="tableau_des_reponses"),
    path(f"{REPONSES}commune/", views.reponse_commune, name="reponse_commune"),
    path(f"{REPONSES}reunir/", views.reunir, name="reunir_des_points"),
    path("points/<int:pk>/notes/", views.notes, name="notes_du_point"),
    path(CLASSEUR, views.deposer, name="tableur"),
    path(f"{CLASSEUR}telecharger/", views.telecharger, name="tableur_telecharger"),
    path(f"{CLASSEUR}<int:depot>/", views.essai, name="tableur_essai"),
    path(f"{CLASSEUR}<int:depot>/appliquer/", views.appliquer, name="tableur_appliquer"),
    path(f"{CLASSEUR}<int:depot>/fichier/", views.fichier_depose, name="tableur_fichier"),
    path(f"{CLASSEUR}<int:depot>/a-reprendre/", views.a_reprendre, name="tableur_a_reprendre"),
]
