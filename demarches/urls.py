"""The back-office pages of a démarche that are not forms, mounted under /admin/ by `config.admin.BackOffice`."""

from django.urls import path

from demarches import views

back_office = [
    path("comptes-a-surveiller/", views.comptes_a_surveiller, name="comptes_a_surveiller"),
    path("dossiers/<int:pk>/importer/", views.deposer, name="importer_propositions"),
    path("dossiers/<int:pk>/importer/valider/", views.importer, name="importer_propositions_valider"),
    path("dossiers/<int:pk>/cadrage/", views.cadrage, name="cadrage"),
    path("dossiers/<int:pk>/confier/", views.confier, name="confier"),
    path("importer/gabarit.<str:extension>", views.gabarit, name="gabarit_propositions"),
]
