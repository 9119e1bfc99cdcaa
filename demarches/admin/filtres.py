"""List filters that only ever name what the agent may see."""

from django.contrib import admin
from django.http import QueryDict

from accounts.memoire import une_fois
from demarches.models import Demarche
from publication.models import Dossier

CHOIX_AU_PLUS = 50


def demarche_demandee(request) -> Demarche | None:
    """The démarche named in the address, or in the list one comes from, if the agent may write it."""
    liste = QueryDict(request.GET.get("_changelist_filters", ""))
    nommee = request.GET.get("demarche", liste.get("demarche", ""))
    if not nommee.isdecimal():
        return None
    rediges = Dossier.objects.rediges_par(request.user)
    demarches = Demarche.objects.filter(dossier__in=rediges, pk=nommee).select_related(
        "dossier__organisation"
    )
    return une_fois(("démarche demandée", request.user.pk, nommee), demarches.first)


class DemarcheFilter(admin.SimpleListFilter):
    """« ?demarche=12 »; offered as a list only to those who follow few of them."""

    title = "démarche"
    parameter_name = "demarche"
    champ = "demarche"

    def lookups(self, request, model_admin):
        visibles = Demarche.objects.visibles_par(request.user)
        if self.value():
            visibles = visibles.filter(pk=self.value()) if self.value().isdecimal() else visibles.none()
        choix = list(visibles.values_list("pk", "titre")[: CHOIX_AU_PLUS + 1])
        if len(choix) > CHOIX_AU_PLUS:
            return []
        return choix or [(self.value(), "Démarche inconnue")]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(**{self.champ: self.value()}) if self.value().isdecimal() else queryset.none()


class ChapitreFilter(admin.SimpleListFilter):
    """The chapters of the démarche shown."""

    title = "chapitre"
    parameter_name = "chapitre"

    def lookups(self, request, model_admin):
        demarche = request.GET.get("demarche", "")
        if not demarche.isdecimal():
            return []
        points = model_admin.get_queryset(request).filter(demarche=demarche).exclude(chapitre="")
        return [
            (nom, nom) for nom in points.order_by("chapitre").values_list("chapitre", flat=True).distinct()
        ]

    def queryset(self, request, queryset):
        return queryset.filter(chapitre=self.value()) if self.value() else queryset
