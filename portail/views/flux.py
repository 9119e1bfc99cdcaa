"""The Atom feeds: everything, a thème, an organisation, a démarche, a point."""

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.views.generic import View

from accounts.models import Organisation
from demarches.enums import Theme
from demarches.models import ActualiteVersion, DemarcheVersion, PropositionVersion
from portail.flux.atom import FluxAtom, etiquette, sans_illisibles
from portail.flux.contenu import contenu
from portail.flux.objets import page_de_la_parution
from portail.flux.parutions import parutions_d_un_point, parutions_des_publications
from portail.flux.titres import titre
from portail.views.avis import PageDuPoint
from portail.views.commun import PagePublique
from portail.views.organisations import adresse_de_l_organisation
from portail.views.page_de_demarche import PageDeDemarche
from publication.models import Publication
from vitrine.models import FicheActualite, FicheDemarche


class Flux(View):
    """What one follows: GET and HEAD, without an account. A preview is not followed."""

    http_method_names = ["get", "head"]
    nommer_la_demarche = True

    def get(self, request, *args, **kwargs):
        if getattr(request, "apercu", None):
            raise Http404
        parutions = self.parutions()
        flux = FluxAtom(
            title=sans_illisibles(f"{self.titre_du_flux()} – {settings.NOM_DU_SITE}"),
            link=self.absolue(self.page()),
            description=None,
            language="fr",
            author_name=settings.NOM_DU_SITE,
            feed_url=self.absolue(request.path),
            feed_guid=etiquette(f"flux/{self.identifiant()}"),
        )
        for parution in parutions:
            flux.ajouter(
                titre(parution, nommer_la_demarche=self.nommer_la_demarche),
                page_de_la_parution(parution, self.absolue),
                contenu(parution, self.absolue),
                identifiant=parution.identifiant,
                le=parution.le,
                auteur=parution.porteur.organisation,
            )
        return HttpResponse(flux.writeString("utf-8"), content_type=flux.content_type)

    def absolue(self, chemin) -> str:
        return self.request.build_absolute_uri(chemin)

    def parutions(self) -> list:
        return parutions_des_publications(self.publications(), self.present)

    def publications(self):
        raise NotImplementedError

    def titre_du_flux(self) -> str:
        raise NotImplementedError

    def page(self) -> str:
        """The path of the page that the feed follows."""
        raise NotImplementedError

    def identifiant(self) -> str:
        """What names the feed for ever, whatever becomes of its address."""
        raise NotImplementedError


class FluxGeneral(PagePublique, Flux):
    """All that comes into force."""

    def publications(self):
        return Publication.objects.all()

    def titre_du_flux(self):
        return "Toutes les publications"

    def page(self):
        return reverse("portail:accueil")

    def identifiant(self):
        return "tout"


class FluxDesDossiers(PagePublique, Flux):
    """The démarches that have something in common, withdrawn ones included, and the news about them."""

    def publications(self):
        return Publication.objects.filter(dossier__in=self.dossiers())

    def dossiers(self) -> list[int]:
        """Their keys: read first, so that the database knows how many they are. Raises Http404."""
        raise NotImplementedError

    def retirees(self) -> list[dict]:
        """What the last documents of the withdrawn démarches said; the index only knows what is online."""
        tombes = DemarcheVersion.fenetre.en_vigueur(self.present).filter(contenu__retrait__isnull=False)
        derniers = (
            DemarcheVersion.fenetre.commencees(self.present)
            .filter(objet__in=tombes.order_by().values("objet"), contenu__retrait__isnull=True)
            .order_by("objet_id", "-numero")
            .distinct("objet_id")
        )
        return list(derniers.values("objet_id", themes=F("contenu__themes"), par=F("contenu__organisation")))


class FluxDuTheme(FluxDesDossiers):
    def dossiers(self):
        theme = self.kwargs["theme"]
        if theme not in Theme.values:
            raise Http404
        demarches = FicheDemarche.objects.en_vigueur(self.present).du_theme(theme).order_by()
        cles = demarches.values_list("dossier_id", flat=True)
        actualites = FicheActualite.objects.en_vigueur(self.present).filter(demarches__overlap=cles)
        return [
            *cles,
            *actualites.order_by().values_list("dossier_id", flat=True),
            *(retiree["objet_id"] for retiree in self.retirees() if theme in retiree["themes"]),
        ]

    def titre_du_flux(self):
        return f"Thème {Theme(self.kwargs['theme']).label}"

    def page(self):
        return reverse("portail:theme", args=[self.kwargs["theme"]])

    def identifiant(self):
        return f"theme/{self.kwargs['theme']}"


class FluxDeLOrganisation(FluxDesDossiers):
    """The démarches that it leads and the news that it publishes, by the name that they give it."""

    def dossiers(self):
        pk = self.kwargs["pk"]
        demarches = FicheDemarche.objects.en_vigueur(self.present).de_l_organisation(pk)
        actualites = ActualiteVersion.fenetre.publiques(self.present).filter(contenu__organisation__id=pk)
        conduites = demarches.order_by("-mise_a_jour_le", "pk").values_list("dossier_id", "organisation_nom")
        self.a_une_page = bool(conduites)
        trouves = [
            *conduites,
            *actualites.order_by("-validite", "pk").values_list("objet_id", "contenu__organisation__nom"),
            *((r["objet_id"], r["par"]["nom"]) for r in self.retirees() if r["par"]["id"] == pk),
        ]
        if not trouves:
            raise Http404
        self.nom = trouves[0][1]
        return [dossier for dossier, _ in trouves]

    def titre_du_flux(self):
        return self.nom

    def page(self):
        if not self.a_une_page:
            return f"{reverse('portail:demarches')}?organisation={self.kwargs['pk']}"
        return adresse_de_l_organisation(Organisation.objects.get(pk=self.kwargs["pk"]))

    def identifiant(self):
        return f"organisation/{self.kwargs['pk']}"


class FluxDeLaDemarche(PageDeDemarche, Flux):
    """All that comes into force in one démarche."""

    se_relit = False

    def publications(self):
        return Publication.objects.filter(dossier=self.kwargs["pk"])

    def titre_du_flux(self):
        return self.titre

    def page(self):
        return self.adresse("fiche")

    def identifiant(self):
        return f"demarche/{self.kwargs['pk']}"


class FluxDeLaProposition(PageDuPoint, Flux):
    """Each version of one point, and of the answer to it."""

    se_relit = False
    nommer_la_demarche = False

    def parutions(self):
        objet = self.proposition.objet_id
        origine = self.point.reponse_de
        heritee = self.objet_designe(PropositionVersion, reference=origine) if origine else None
        return parutions_d_un_point(objet, [objet, *([heritee] if heritee else [])], self.present)

    def titre_du_flux(self):
        return f"{self.point.reference} – {self.point.titre} – {self.titre}"

    def page(self):
        return self.adresse("proposition")

    def identifiant(self):
        return f"proposition/{self.proposition.objet_id}"


def adresses(demarche: str, proposition: str) -> list:
    """Those of the feeds; `demarche` and `proposition` are where these are read."""
    return [
        path("flux/", FluxGeneral.as_view(), name="flux"),
        path("flux/themes/<slug:theme>/", FluxDuTheme.as_view(), name="flux_du_theme"),
        path("flux/organisations/<int:pk>/", FluxDeLOrganisation.as_view(), name="flux_de_l_organisation"),
        path(f"{demarche}flux/", FluxDeLaDemarche.as_view(), name="flux_de_la_demarche"),
        path(f"{proposition}flux/", FluxDeLaProposition.as_view(), name="flux_de_la_proposition"),
    ]
