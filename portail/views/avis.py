from itertools import groupby

from django.http import Http404
from django.views.generic import ListView, TemplateView

from demarches.models import AvisVersion, PropositionVersion
from portail.views.commun import (
    document_a_montrer,
    jours_de_retard,
    objet_designe,
    version_en_vigueur,
)
from portail.views.demarches import PAR_PAGE, requete_sans_page
from portail.views.page_de_demarche import PageDeDemarche
from publication.histoire import versions_lisibles
from suivi.enums import Position
from suivi.models import MesureVersion, ReponseVersion
from suivi.positions import changements_de_position
from vitrine.enums import Statut


class AvisView(PageDeDemarche, ListView):
    """Section 2: what the citizens said, and every point with the state of its answer."""

    template_name = "portail/avis.html"
    paginate_by = PAR_PAGE

    def get_queryset(self):
        self.chapitres = self.points.chapitres()
        return self._filtres(self.points).pour_la_liste()

    def _filtres(self, points):
        self.chapitre = self.request.GET.get("chapitre", "")
        if self.chapitre not in self.chapitres:
            self.chapitre = ""
        self.reponse = self.request.GET.get("reponse", "")
        if self.chapitre:
            points = points.du_chapitre(self.chapitre)
        if self.reponse == "publiees":
            return points.comptees()
        if self.reponse in Statut.values:
            return points.de_statut(self.reponse)
        if self.reponse in Position.values:
            return points.de_position(self.reponse)
        self.reponse = ""
        return points

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        avis = version_en_vigueur(AvisVersion.objects.filter(objet=self.fiche.dossier_id), self.instant)
        contexte.update(
            avis=document_a_montrer(avis),
            version_avis=avis,
            groupes=[
                (titre, list(points))
                for titre, points in groupby(contexte["page_obj"], key=lambda p: p.chapitre)
            ],
            chapitres=list(filter(None, self.chapitres)),
            chapitre=self.chapitre,
            reponse=self.reponse,
            reponses_possibles=[*Statut.choices, *Position.choices],
            requete=requete_sans_page(self.request),
            filtree=bool(self.chapitre or self.reponse),
            url_versions=self.adresse("avis_versions") if avis else "",
        )
        return contexte


class PropositionView(PageDeDemarche, TemplateView):
    """One point: what was said, what the State answers, what has changed."""

    template_name = "portail/proposition.html"

    def charger(self):
        super().charger()
        versions = PropositionVersion.objects.filter(dossier=self.kwargs["pk"])
        self.point = self.points.de_reference(self.kwargs["reference"]).first()
        self.versions_du_point = versions.filter(objet=self._objet(versions))
        self.proposition = self.document_du_jour(self.versions_du_point)
        if self.point is None:
            raise Http404

    def _objet(self, versions) -> int | None:
        """The point under this reference: in force, withdrawn, or not online yet on the day read."""
        if self.point is not None:
            return self.point.proposition_id
        designation = {"reference": self.kwargs["reference"]}
        return objet_designe(versions, self.instant, **designation) or objet_designe(
            versions, self.present, **designation
        )

    def objets_de_la_page(self):
        return [*super().objets_de_la_page(), self.versions_du_point]

    def get_context_data(self, **kwargs):
        versions_de_la_reponse = ReponseVersion.objects.filter(objet=self.proposition.objet_id)
        version_reponse = version_en_vigueur(versions_de_la_reponse, self.instant)
        reponse = version_reponse if document_a_montrer(version_reponse) else None
        precedent, suivant = self.points.voisins(self.point)
        return super().get_context_data(
            point=self.point,
            proposition=self.proposition.contenu,
            version_proposition=self.proposition,
            reponse=reponse.contenu if reponse else None,
            version_reponse=version_reponse,
            reponse_absente=version_reponse is not None and reponse is None,
            changements=changements_de_position(versions_lisibles(versions_de_la_reponse, self.instant)),
            reponse_commune_a=self._reponse_commune(reponse),
            mesures=self._mesures(),
            parties=self.points.parties_de(self.point.reference).pour_la_liste(),
            precedent=precedent,
            suivant=suivant,
            url_versions=self.adresse("proposition_versions"),
            url_versions_reponse=self.adresse("reponse_versions") if version_reponse else "",
            **kwargs,
        )

    def _reponse_commune(self, reponse) -> int:
        """To how many points the same motivation answers: copy-paste shows."""
        if reponse is None:
            return 0
        return (
            ReponseVersion.objects.publiques(self.instant)
            .filter(dossier=self.fiche.dossier_id, contenu__motivation=reponse.contenu["motivation"])
            .count()
        )

    def _mesures(self) -> list[dict]:
        """The mesures that come from this point, each with its own écart."""
        documents = (
            MesureVersion.objects.publiques(self.instant)
            .filter(
                dossier=self.fiche.dossier_id, contenu__points__contains=[{"reference": self.point.reference}]
            )
            .order_by("contenu__numero")
            .values_list("contenu", flat=True)
        )
        return [
            document
            | {
                "lien": next(p for p in document["points"] if p["reference"] == self.point.reference),
                "retard": jours_de_retard(document, self.jour),
            }
            for document in documents
        ]
