from django.db.models import F
from django.views.generic import TemplateView

from portail.extraits import Surligneur
from portail.listes import CHOIX_DES_POINTS, ETATS_DU_POINT, Liste
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
        premieres = demarches.trouvees.cles[:DEMARCHES_MONTREES] if page.number == 1 else []
        fiches = FicheDemarche.objects.avec_etape(self.jour).entieres()
        return super().get_context_data(
            liste=points,
            listes_deroulantes=points.listes_deroulantes(),
            demarches=demarches,
            demarches_montrees=dans_l_ordre(fiches, premieres) if premieres else [],
            page_obj=page,
            points=dans_l_ordre(FicheProposition.objects.entieres(), page.object_list),
            surligneur=Surligneur(mot for mot, _ in points.recherche.mots),
            requete=requete_sans_page(self.request),
            jour=self.jour,
            **kwargs,
        )

    def _chercher(self, points, demarches):
        """Both lists; if neither holds all the words, both are searched again for any of them."""
        fiches = FicheProposition.objects.en_vigueur(self.instant).annotate(**ETATS_DU_POINT)
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
