"""The back-office pages, mounted under /admin/ by `config.admin.BackOffice`."""

from django.urls import path

from courriels import views

back_office = [
    path("courriels/", views.courriels, name="courriels"),
    path("courriels/<int:pk>/renvoyer/", views.renvoyer, name="renvoyer_le_courriel"),
]
