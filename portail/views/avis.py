from itertools import groupby

from django.db.models import Count, Q
from django.http import Http404
from django.views.generic import ListView, TemplateView

from demarches.models import AvisVersion, PropositionVersion
from portail.views.commun import (
    PageDeDemarche,
    document_a_montrer,
    document_en_vigueur,
    jours_de_retard,
    version_en_vigueur,
)
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
            return points.filter(position=self.reponse, statut__in=[Statut.REPONDUE, Statut.EN_ATTENTE])
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
        versions = PropositionVersion.objects.filter(dossier=self.fiche.dossier_id)
        self.point = (
            FicheProposition.objects.en_vigueur(self.instant)
            .filter(dossier=self.fiche.dossier_id, reference=self.kwargs["reference"])
            .first()
        )
        if self.point is None:
            document_en_vigueur(versions.filter(objet=self._point_retire(versions)), self.instant)
            raise Http404
        self.proposition = document_en_vigueur(versions.filter(objet=self.point.proposition_id), self.instant)

    def _point_retire(self, versions) -> int | None:
        """The point that was public under this reference, and may have been withdrawn since."""
        return (
            versions.commencees(self.instant)
            .filter(contenu__reference=self.kwargs["reference"])
            .values_list("objet_id", flat=True)
            .last()
        )

    def get_context_data(self, **kwargs):
        version_reponse = version_en_vigueur(
            ReponseVersion.objects.filter(objet=self.proposition.objet_id), self.instant
        )
        reponse = version_reponse if document_a_montrer(version_reponse) else None
        points = FicheProposition.objects.en_vigueur(self.instant).filter(dossier=self.fiche.dossier_id)
        return super().get_context_data(
            point=self.point,
            proposition=self.proposition.contenu,
            version_proposition=self.proposition,
            reponse=reponse.contenu if reponse else None,
            version_reponse=version_reponse,
            reponse_absente=version_reponse is not None and reponse is None,
            position_precedente=self._position_precedente(reponse),
            reponse_commune_a=self._reponse_commune(reponse),
            mesures=self._mesures(),
            parties=points.filter(partie_de=self.point.reference).pour_la_liste(),
            precedent=points.filter(avant(self.point)).order_by("-ordre", "-proposition_id").first(),
            suivant=points.filter(apres(self.point)).pour_la_liste().first(),
            **kwargs,
        )

    def _position_precedente(self, reponse) -> str:
        """The position last published before this one, if it was another: a change of position is a headline."""
        if reponse is None or reponse.numero == 1:
            return ""
        avant = (
            ReponseVersion.objects.commencees(self.instant)
            .filter(objet=reponse.objet_id, numero__lt=reponse.numero, contenu__retrait__isnull=True)
            .values_list("contenu__position", flat=True)
            .last()
        )
        return avant if avant and avant != reponse.contenu["position"] else ""

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


def avant(point) -> Q:
    """The points that come before this one in reading order."""
    return Q(ordre__lt=point.ordre) | Q(ordre=point.ordre, proposition_id__lt=point.proposition_id)


def apres(point) -> Q:
    return Q(ordre__gt=point.ordre) | Q(ordre=point.ordre, proposition_id__gt=point.proposition_id)
