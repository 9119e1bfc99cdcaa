from django.db.models import F, Q
from django.views.generic import TemplateView

from portail.extraits import Surligneur
from portail.listes import CHOIX_DES_POINTS, ETAT_DU_POINT, Liste
from portail.pagination import dans_l_ordre, page_demandee, requete_sans_page
from portail.views.commun import PagePublique
from vitrine.models import FicheDemarche, FicheProposition

DEMARCHES_MONTREES = 3
TRIS = {"avis": "Ordre des avis", "reponses": "Réponse récente"}


class RechercheView(PagePublique, TemplateView):
    """The points of every démarche, and the démarches that the same words find."""

    template_name = "portail/recherche.html"

    def get_context_data(self, **kwargs):
        points = Liste.demandee(self.request.GET, CHOIX_DES_POINTS, TRIS)
        demarches = Liste.demandee({"q": points.recherche.texte}, (), {})
        self._chercher(points, demarches)
        page = page_demandee(self.request, points.trouvees.cles)
        trouves = dans_l_ordre(FicheProposition.objects.entieres(), page.object_list)
        premieres = demarches.trouvees.cles[:DEMARCHES_MONTREES] if page.number == 1 else []
        montrees, celles_des_points = self._demarches(premieres, {point.dossier_id for point in trouves})
        return super().get_context_data(
            liste=points,
            listes_deroulantes=points.listes_deroulantes(),
            demarches=demarches,
            demarches_montrees=montrees,
            page_obj=page,
            points=[
                (point, celles_des_points[point.dossier_id])
                for point in trouves
                if point.dossier_id in celles_des_points
            ],
            surligneur=Surligneur(mot for mot, _ in points.recherche.mots),
            requete=requete_sans_page(self.request),
            jour=self.jour,
            **kwargs,
        )

    def _chercher(self, points, demarches):
        """Both lists; if neither holds all the words, both are searched again for any of them."""
        fiches = FicheProposition.objects.en_vigueur(self.instant).annotate(etat=ETAT_DU_POINT)
        ordre = (
            [F("repondue_le").desc(nulls_last=True)] if points.tri == "reponses" else ["-dossier_id", "ordre"]
        )
        recentes = FicheDemarche.objects.en_vigueur(self.instant).order_by("-mise_a_jour_le", "pk")
        for tous in (True, False):
            points.chercher(fiches.order_by(*ordre, "pk"), tous=tous)
            if demarches.recherche:
                demarches.chercher(recentes, tous=tous)
            if not (points.peut_s_elargir and demarches.peut_s_elargir):
                return

    def _demarches(self, cles, dossiers) -> tuple[list, dict]:
        """The rows of these keys in their order, and those of these démarches; one query for both."""
        en_vigueur = FicheDemarche.objects.en_vigueur(self.instant).avec_etape(self.jour).entieres()
        lues = list(en_vigueur.filter(Q(pk__in=cles) | Q(dossier__in=dossiers)))
        par_cle = {fiche.pk: fiche for fiche in lues}
        return [par_cle[cle] for cle in cles if cle in par_cle], {fiche.dossier_id: fiche for fiche in lues}
