"""The back-office pages of the workshop, mounted under /admin/ by `config.admin.BackOffice`."""

from django.urls import path

from publication import views
from publication.signalements import views as signalements

back_office = [
    path("dossiers/<int:pk>/", views.dossier, name="dossier"),
    path("dossiers/<int:pk>/soumettre/", views.soumettre, name="soumettre"),
    path("dossiers/<int:pk>/changements/", views.changements, name="changements"),
    path("dossiers/<int:pk>/retirer/<slug:modele>/<int:objet>/", views.retirer, name="retirer"),
    path(
        "dossiers/<int:pk>/rectifier/<slug:modele>/<int:objet>/",
        views.demander_une_rectification,
        name="demander_une_rectification",
    ),
    path("dossiers/<int:pk>/masquer/<slug:modele>/<int:objet>/", views.masquer, name="masquer"),
    path("masquages/<int:pk>/", views.masquage, name="masquage"),
    path("masquages/<int:pk>/confirmer/", views.confirmer_le_masquage, name="confirmer_le_masquage"),
    path("masquages/<int:pk>/lever/", views.lever_le_masquage, name="lever_le_masquage"),
    path("rectifications/<int:pk>/", views.rectification, name="rectification"),
    path("rectifications/<int:pk>/refuser/", views.refuser_de_rectifier, name="refuser_de_rectifier"),
    path("dossiers/<int:pk>/effacer/", views.demander_l_effacement, name="demander_l_effacement"),
    path("effacements/", views.effacements, name="effacements"),
    path("effacements/<int:pk>/", views.effacement, name="effacement"),
    path("effacements/<int:pk>/confirmer/", views.confirmer_l_effacement, name="confirmer_l_effacement"),
    path("effacements/<int:pk>/refuser/", views.refuser_l_effacement, name="refuser_l_effacement"),
    path("lots/<int:pk>/", views.lot, name="lot"),
    path("lots/<int:pk>/prendre-en-charge/", views.prendre_en_charge_du_lot, name="prendre_en_charge_du_lot"),
    path("lots/<int:pk>/valider/", views.valider_du_lot, name="valider_du_lot"),
    path("lots/<int:pk>/programmer/", views.programmer_du_lot, name="programmer_du_lot"),
    path("lots/<int:pk>/renvoyer/", views.renvoyer_du_lot, name="renvoyer_du_lot"),
    path("lots/<int:pk>/annuler/", views.annuler_du_lot, name="annuler_du_lot"),
    path("lots/<int:pk>/deprogrammer/", views.deprogrammer_du_lot, name="deprogrammer_du_lot"),
    path("publications/", views.publications, name="publications"),
    path("publications/<int:pk>/", views.publication, name="publication"),
    path("publications/<int:pk>/prendre-en-charge/", views.prendre_en_charge, name="prendre_en_charge"),
    path("publications/<int:pk>/valider/", views.valider, name="valider"),
    path("publications/<int:pk>/noter/", views.noter, name="noter"),
    path("publications/<int:pk>/renvoyer/", views.renvoyer, name="renvoyer"),
    path("publications/<int:pk>/publier-en-urgence/", views.publier_en_urgence, name="publier_en_urgence"),
    path("publications/<int:pk>/approuver/", views.approuver, name="approuver"),
    path("publications/<int:pk>/desapprouver/", views.desapprouver, name="desapprouver"),
    path("saisies/", views.garder_la_saisie, name="garder_la_saisie"),
    path("saisies/<int:pk>/effacer/", views.effacer_la_saisie, name="effacer_la_saisie"),
    path("urgences/", views.urgences, name="urgences"),
    path("signalements/", signalements.signalements, name="signalements"),
    path("signalements/<int:pk>/", signalements.signalement, name="signalement"),
    path(
        "signalements/<int:pk>/prendre-en-charge/",
        signalements.prendre_en_charge_le_signalement,
        name="prendre_en_charge_le_signalement",
    ),
    path(
        "signalements/<int:pk>/traiter/", signalements.traiter_le_signalement, name="traiter_le_signalement"
    ),
    path(
        "signalements/<int:pk>/publier/",
        signalements.publier_le_droit_de_reponse,
        name="publier_le_droit_de_reponse",
    ),
    path("publications/<int:pk>/annuler/", views.annuler, name="annuler"),
    path("publications/<int:pk>/deprogrammer/", views.deprogrammer, name="deprogrammer"),
]
