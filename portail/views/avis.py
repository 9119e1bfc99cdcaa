from itertools import groupby

from django.db.models import Count
from django.http import Http404
from django.views.generic import ListView, TemplateView

from demarches.models import AvisVersion, PropositionVersion
from portail.views.commun import PageDeDemarche, document_en_vigueur
from portail.views.demarches import PAR_PAGE, requete_sans_page
from suivi.enums import Position
from suivi.models import MesureVersion, ReponseVersion
from vitrine.enums import Statut
from vitrine.models import FicheProposition


class AvisView(PageDeDemarche, ListView):
    """Section 2: what the citizens said, and every point with the state of its answer."""

    template_name = "portail/avis.html"
    paginate_by = PAR_PAGE

    def get_queryset(self):
        self.points = FicheProposition.objects.en_vigueur(self.instant).filter(dossier=self.fiche.dossier_id)
        self.chapitres = list(
            self.points.order_by().values_list("chapitre").annotate(Count("pk")).order_by("chapitre")
        )
        return self._filtres(self.points).pour_la_liste()

    def _filtres(self, points):
        self.chapitre = self.request.GET.get("chapitre", "")
        if self.chapitre not in dict(self.chapitres):
            self.chapitre = ""
        self.reponse = self.request.GET.get("reponse", "")
        if self.chapitre:
            points = points.filter(chapitre=self.chapitre)
        if self.reponse == "publiees":
            return points.comptees()
        if self.reponse in Statut.values:
            return points.filter(statut=self.reponse)
        if self.reponse in Position.values:
            return points.filter(position=self.reponse)
        self.reponse = ""
        return points

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        avis = document_en_vigueur(AvisVersion.objects.filter(objet=self.fiche.dossier_id), self.instant)
        contexte.update(
            avis=avis.contenu if avis else None,
            version_avis=avis,
            groupes=[
                (titre, list(points))
                for titre, points in groupby(contexte["page_obj"], key=lambda p: p.chapitre)
            ],
            chapitres=[chapitre for chapitre, _ in self.chapitres if chapitre],
            chapitre=self.chapitre,
            reponse=self.reponse,
            reponses_possibles=[*Statut.choices, *Position.choices],
            requete=requete_sans_page(self.request),
            filtree=bool(self.chapitre or self.reponse),
        )
        return contexte


class PropositionView(PageDeDemarche, TemplateView):
    """One point: what was said, what the State answers, what has changed."""

    template_name = "portail/proposition.html"

    def charger(self):
        super().charger()
        self.proposition = document_en_vigueur(
            PropositionVersion.objects.filter(
                objet__demarche=self.fiche.dossier_id, objet__reference=self.kwargs["reference"]
            ),
            self.instant,
        )
        if self.proposition is None:
            raise Http404
        self.point = FicheProposition.objects.en_vigueur(self.instant).get(
            proposition_id=self.proposition.objet_id
        )

    def get_context_data(self, **kwargs):
        reponse = (
            ReponseVersion.objects.publiques(self.instant).filter(objet=self.proposition.objet_id).first()
        )
        points = FicheProposition.objects.en_vigueur(self.instant).filter(dossier=self.fiche.dossier_id)
        return super().get_context_data(
            point=self.point,
            proposition=self.proposition.contenu,
            version_proposition=self.proposition,
            reponse=reponse.contenu if reponse else None,
            version_reponse=reponse,
            reponse_commune_a=self._reponse_commune(reponse),
            mesures=self._mesures(),
            parties=points.filter(partie_de=self.point.reference).pour_la_liste(),
            precedent=points.filter(ordre__lt=self.point.ordre).order_by("-ordre", "-proposition_id").first(),
            suivant=points.filter(ordre__gt=self.point.ordre).order_by("ordre", "proposition_id").first(),
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
            document | {"lien": next(p for p in document["points"] if p["reference"] == self.point.reference)}
            for document in documents
        ]
