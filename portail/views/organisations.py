"""The organisations that have a démarche online, and the page of each."""

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse

from accounts.enums import Nature
from accounts.models import Organisation, Succession
from demarches.mots import OrdreAlphabetique
from portail.views.ensembles import Ensemble, PageDesEnsembles, PageDUnEnsemble
from vitrine.models import FicheDemarche

# what stands over several organisations of each nature
TITRES = {
    Nature.MINISTERE: "Ministères",
    Nature.DIRECTION: "Directions",
    Nature.PREFECTURE: "Préfectures",
    Nature.OPERATEUR: "Opérateurs",
    Nature.AUTORITE_INDEPENDANTE: "Autorités indépendantes",
    Nature.CESE: "Conseil économique, social et environnemental",
    Nature.PARLEMENT: "Parlement",
    Nature.COLLECTIVITE: "Collectivités",
    Nature.UNION_EUROPEENNE: "Union européenne",
}


def adresse_de_l_organisation(organisation) -> str:
    return reverse("portail:organisation", args=[organisation.pk, organisation.slug])


class OrganisationListView(PageDesEnsembles):
    titre = "Les organisations"
    description = "Les ministères, les directions, les préfectures et les autres organisations dont une démarche de participation est en ligne."

    def groupes(self, fiches):
        comptes = fiches.par_organisation()
        organisations = Organisation.objects.select_related("parent").filter(pk__in=list(comptes))
        par_nature = {nature: [] for nature in TITRES}
        for organisation in organisations:
            par_nature[organisation.nature].append(_ensemble(organisation, *comptes[organisation.pk]))
        return [(TITRES[nature], ensembles) for nature, ensembles in par_nature.items()]


class OrganisationView(PageDUnEnsemble):
    """One organisation under its present name: what it leads itself, and its place in the State."""

    parametre = "organisation"

    def get(self, request, *args, **kwargs):
        """404 unless it has a démarche online; an old slug is redirected for ever."""
        pk = self.valeur = kwargs["pk"]
        organisations = Organisation.objects.select_related("parent").annotate(
            parent_en_ligne=self._en_ligne("parent_id")
        )
        self.organisation = organisations.filter(pk=pk).first()
        self._comptes = self.organisation and self.fiches().decompte()
        if not self._comptes or not self._comptes["demarches"]:
            raise Http404
        if kwargs["slug"] != self.organisation.slug:
            requete = request.META["QUERY_STRING"]
            adresse = adresse_de_l_organisation(self.organisation)
            return redirect(f"{adresse}?{requete}" if requete else adresse, permanent=True)
        return super().get(request, *args, **kwargs)

    def fiches(self):
        return FicheDemarche.objects.en_vigueur(self.instant).de_l_organisation(self.valeur)

    def comptes(self):
        return self._comptes

    def get_context_data(self, **kwargs):
        nom = self.organisation.nom
        return super().get_context_data(
            titre=nom,
            organisation=self.organisation,
            rattachees=self._rattachees(),
            successions=self._successions(),
            ariane=[{"libelle": "Organisations", "url": reverse("portail:organisations")}],
            flux=[(nom, reverse("portail:flux_de_l_organisation", args=[self.valeur]))],
            **kwargs,
        )

    def _en_ligne(self, colonne) -> Exists:
        """Whether the organisation that this column names has a page."""
        fiches = FicheDemarche.objects.en_vigueur(self.instant)
        return Exists(fiches.filter(organisation_id=OuterRef(colonne)).order_by())

    def _rattachees(self):
        return Organisation.objects.filter(self._en_ligne("pk"), parent=self.valeur).order_by(
            OrdreAlphabetique("nom"), "pk"
        )

    def _successions(self):
        """What took it over, and what it took over, up to this day."""
        siennes = Q(ancienne=self.valeur) | Q(nouvelle=self.valeur)
        return (
            Succession.objects.filter(siennes, le__lte=self.jour)
            .select_related("ancienne", "nouvelle")
            .annotate(
                ancienne_en_ligne=self._en_ligne("ancienne_id"),
                nouvelle_en_ligne=self._en_ligne("nouvelle_id"),
            )
        )


def _ensemble(organisation, demarches, points) -> Ensemble:
    parent = organisation.parent
    return Ensemble(
        organisation.nom,
        adresse_de_l_organisation(organisation),
        demarches,
        points,
        precision=str(parent) if parent else "",
    )


adresses = [
    path("organisations/", OrganisationListView.as_view(), name="organisations"),
    path("organisations/<int:pk>-<slug:slug>/", OrganisationView.as_view(), name="organisation"),
]
