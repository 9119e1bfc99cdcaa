"""The back-office pages of accounts, mounted under /admin/ by `config.admin.BackOffice`."""

from django.urls import path

from accounts import views

back_office = [
    path("comptes/<int:pk>/acces/", views.acces, name="acces"),
    path("comptes/<int:pk>/inviter/", views.inviter, name="inviter"),
    path("comptes/<int:pk>/reinitialiser/", views.reinitialiser, name="reinitialiser_le_second_facteur"),
    path("second-facteur/", views.second_facteur, name="second_facteur"),
    path("second-facteur/codes/", views.codes_de_secours, name="codes_de_secours"),
]

sans_connexion = [
    path("invitation/<str:jeton>/", views.choisir_son_mot_de_passe, name="choisir_son_mot_de_passe"),
]
