from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("portail.urls")),
]

handler500 = "config.erreurs.erreur_du_site"
