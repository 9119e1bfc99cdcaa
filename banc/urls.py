"""The addresses of the portal, and an empty page of it: what every page costs before it says anything."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from config.urls import handler500
from config.urls import urlpatterns as du_portail

__all__ = ["handler500", "urlpatterns"]


@login_not_required
def vide(requete):
    page = engines["django"].from_string("{% extends 'base.html' %}{% block titre %}Page vide{% endblock %}")
    return HttpResponse(page.render(request=requete))


urlpatterns = [path("banc/vide/", vide), *du_portail]
