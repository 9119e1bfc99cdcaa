"""The history of every public object: the list of its versions, each of them word for word, and its exact bytes."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.views.generic import ListView, TemplateView, View

from demarches.models import ActualiteVersion, AvisVersion, DemarcheVersion, PropositionVersion
from portail.demarches_citees import avec_les_titres
from portail.pagination import requete_sans_page
from portail.views.commun import document_a_montrer, exiger_lisible, objet_designe
from portail.views.page_numerotee import PageNumerotee
from publication.canonique import canonical_json
from publication.comparaison import DocumentCompare, champs
from publication.histoire import versions_lisibles
from publication.models import Masquage
from suivi.models import ImpactVersion, MesureVersion, ReponseVersion
from suivi.positions import changements_de_position

PAR_PAGE = 50


@dataclass(frozen=True)
class Porteur:
    """Ce dont l’adresse porte le numéro et le titre."""

    modele: type
    page: str  # name of the address where it is read today
    nom_de_la_liste: str
    liste: str  # name of the address of the list where it is found


DEMARCHE = Porteur(DemarcheVersion, "fiche", "Démarches", "demarches")
ACTUALITE = Porteur(ActualiteVersion, "actualite", "Actualités", "actualites")


@dataclass(frozen=True)
class Sujet:
    """Ce dont on lit l’histoire."""

    modele: type
    page: str  # name of the address where it is read today
    nom: str
    designation: str = ""  # what names it in the address, and in a document; none: it has the number itself
    designe_par: type | None = None  # whose document that is, where it is another object's
    porteur: Porteur = DEMARCHE

    @property
    def modele_qui_designe(self) -> type:
        return self.designe_par or self.modele


SUJETS = {
    "fiche": Sujet(DemarcheVersion, "fiche", "Fiche d’identité"),
    "avis": Sujet(AvisVersion, "avis", "Avis des citoyens"),
    "impact": Sujet(ImpactVersion, "impact", "Impact"),
    "proposition": Sujet(PropositionVersion, "proposition", "Point {reference}", "reference"),
    "reponse": Sujet(
        ReponseVersion, "proposition", "Réponse au point {reference}", "reference", PropositionVersion
    ),
    "mesure": Sujet(MesureVersion, "mesure", "Mesure {numero}", "numero"),
    "actualite": Sujet(ActualiteVersion, "actualite", "Actualité", porteur=ACTUALITE),
}


class PageDHistoire(PageNumerotee):
    """A page about the versions of one object, readable whatever became of it; scheduled ones do not exist."""

    sujet = ""  # a key of SUJETS

    @property
    def decrit(self) -> Sujet:
        return SUJETS[self.sujet]

    @property
    def porteur(self) -> type:
        return self.decrit.porteur.modele

    def charger(self):
        """Set `versions`, all that have begun, and `derniere`. Raises Http404 when there is none, or Masque."""
        self.reconnaitre()
        self.objet = self.kwargs["pk"]
        if designation := self.decrit.designation:
            self.objet = objet_designe(
                self.decrit.modele_qui_designe.objects.filter(dossier=self.objet),
                self.present,
                **{designation: self.kwargs[designation]},
            )
        for modele in {self.decrit.modele, self.decrit.modele_qui_designe}:
            self.exiger_a_decouvert(modele, self.objet)
        self.versions = self._commencees(self.decrit.modele)
        self.derniere = self.versions.last()
        if self.derniere is None:
            raise Http404

    def _commencees(self, modele) -> QuerySet:
        objet = self.kwargs["pk"] if modele is self.porteur else self.objet
        return (
            modele.fenetre.commencees(self.present)
            .filter(objet=objet)
            .select_related("publication", "effacement")
        )

    def version_demandee(self):
        version = self.versions.filter(numero=self.kwargs["numero_de_version"]).first()
        if version is None:
            raise Http404
        return exiger_lisible(version)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            ariane=self._ariane(),
            titre_lu=self.titre,
            nom=self.decrit.nom.format(**self.kwargs),
            derniere=self.derniere,
            retraits=self._retraits(),
            url_page=self.adresse(self.decrit.page),
            url_versions=self.adresse(f"{self.sujet}_versions"),
            noindex=True,
            **kwargs,
        )

    def objet_montre(self):
        return self.decrit.modele_qui_designe.cle_de(self.objet)

    def _retraits(self) -> list:
        """The tombstones in force of this object, and of those that it is not read without."""
        autres = {self.porteur, self.decrit.modele_qui_designe} - {self.decrit.modele}
        dernieres = [*(self._commencees(modele).last() for modele in autres), self.derniere]
        return [version for version in dernieres if version.est_retrait]

    def _ariane(self) -> list[dict]:
        porteur = self.decrit.porteur
        page = reverse(f"portail:{porteur.page}", args=[self.kwargs["pk"], self.slug])
        return [
            {"libelle": porteur.nom_de_la_liste, "url": reverse(f"portail:{porteur.liste}")},
            {"libelle": self.titre, "url": page},
        ]


class VersionsView(PageDHistoire, ListView):
    """Every version of one object, the latest first, with the reason of each."""

    template_name = "portail/versions.html"
    context_object_name = "lignes"
    paginate_by = PAR_PAGE

    def get_queryset(self):
        """Without the documents, which may be long."""
        return (
            self.versions.defer("contenu")
            .annotate(motif=KT("contenu__retrait__motif"), explication=KT("contenu__retrait__explication"))
            .order_by("-numero")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            changements={changement.numero: changement for changement in self._changements()},
            en_ligne_depuis=self.versions.values_list("validite", flat=True).first().lower,
            aujourd_hui=self.jour,
            masquages_finis=self._masquages_finis(),
            requete=requete_sans_page(self.request),
            **kwargs,
        )

    def _masquages_finis(self):
        """Each time the object was hidden, and until when: this too is its history."""
        passes = Masquage.objects.filter(objet=self.decrit.modele.cle_de(self.objet))
        return passes.filter(jusqu_a__lte=self.present)

    def _changements(self) -> list:
        if self.decrit.modele is not ReponseVersion:
            return []
        return changements_de_position(
            versions_lisibles(ReponseVersion.fenetre.filter(objet=self.objet), self.present)
        )


class VersionView(PageDHistoire, TemplateView):
    """One version, field by field, and word by word against the last document before it."""

    template_name = "portail/version.html"

    def get_context_data(self, **kwargs):
        version = self.version_demandee()
        comparee = None if version.est_retrait else self._comparee(version)
        fin = version.validite.upper
        avant, apres = avec_les_titres([comparee and comparee.contenu, version.contenu], self.present)
        return super().get_context_data(
            droits_de_reponse=self.droits_de_reponse(),
            version=version,
            titre_court=f"Version {version.numero}",
            comparee=comparee,
            document=DocumentCompare(
                titre=self.decrit.nom,
                est_nouveau=comparee is None,
                est_retrait=version.est_retrait,
                champs=champs(type(version), avant, apres),
            ),
            fin=fin if fin and fin <= self.present else None,  # a later end is scheduled: not public yet
            url_version=self.adresse(f"{self.sujet}_version", numero_de_version=version.numero),
            url_document=self.adresse(f"{self.sujet}_document", numero_de_version=version.numero),
            precedente=self._adresse_du_numero(version.numero - 1),
            suivante=self._adresse_du_numero(version.numero + 1),
            **kwargs,
        )

    def _comparee(self, version):
        """The document that this one replaced, if it can be read; a withdrawal in between is no document."""
        remplacee = self.versions.filter(numero__lt=version.numero, contenu__retrait__isnull=True).last()
        return remplacee if document_a_montrer(remplacee) else None

    def _adresse_du_numero(self, numero) -> str:
        existe = 1 <= numero <= self.derniere.numero
        return self.adresse(f"{self.sujet}_version", numero_de_version=numero) if existe else ""


class OctetsCanoniques(View):
    def get(self, request, *args, **kwargs):
        octets = canonical_json(self.version_demandee().contenu)
        return HttpResponse(octets, content_type="application/json")


class DocumentView(PageDHistoire, OctetsCanoniques):
    """The canonical bytes (RFC 8785) whose SHA-256 is the fingerprint."""


def adresses_des_versions(sujet: str, chemin: str) -> list:
    """The three addresses of the history of a `sujet` read under `chemin`."""
    versions = f"{chemin}versions/"
    une = f"{versions}<int:numero_de_version>/"
    return [
        path(versions, VersionsView.as_view(sujet=sujet), name=f"{sujet}_versions"),
        path(une, VersionView.as_view(sujet=sujet), name=f"{sujet}_version"),
        path(f"{une}document.json", DocumentView.as_view(sujet=sujet), name=f"{sujet}_document"),
    ]
