from collections import Counter
from itertools import groupby

from django.http import Http404
from django.views.generic import ListView, TemplateView

from accounts.enums import Nature
from demarches.enums import FormeAvis
from demarches.models import AvisVersion, PropositionVersion
from demarches.recommandations import AVIS
from portail.filiation import filiation
from portail.images.question import question
from portail.pagination import Imprimable, requete_sans_page
from portail.suite_du_point import suite_du_point
from portail.views.commun import (
    document_a_montrer,
    jours_de_retard,
    version_en_vigueur,
)
from portail.views.page_de_demarche import PageDeDemarche
from portail.votes import lire_les_votes
from publication.histoire import versions_lisibles
from publication.recommandations import ce_qui_manque
from suivi.enums import Position
from suivi.models import MesureVersion, ReponseVersion
from suivi.positions import changements_de_position
from vitrine.enums import Statut

PEU_DE_POINTS = 10  # under which a list needs no filter
# How a reader knows each form by its name: heading of the text, heading of its points
TITRES = {
    FormeAvis.LISTE_DE_PROPOSITIONS: ("Ce que les citoyens ont dit", "Les points de l’avis"),
    FormeAvis.AVIS_COLLECTIF: ("L’avis des citoyens", "Les points de l’avis, un à un"),
    FormeAvis.SYNTHESE_DE_CONTRIBUTIONS: ("La synthèse des contributions", "Les points tirés de la synthèse"),
    FormeAvis.RESULTATS_DE_QUESTIONNAIRE: ("Ce que disent les réponses", "Les points tirés des réponses"),
    FormeAvis.RAPPORT_D_UN_TIERS: ("Le rapport d’un tiers", "Les points tirés du rapport"),
}


class AvisView(Imprimable, PageDeDemarche, ListView):
    """Section 2: what the citizens said, and every point with the state of its answer."""

    template_name = "portail/avis.html"

    def objet_montre(self):
        return AvisVersion.cle_de(self.kwargs["pk"])

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
        version = version_en_vigueur(AvisVersion.fenetre.filter(objet=self.fiche.dossier_id), self.instant)
        avis = document_a_montrer(version)
        forme = avis["forme"] if avis else FormeAvis.LISTE_DE_PROPOSITIONS
        collectif = forme == FormeAvis.AVIS_COLLECTIF
        titre, titre_des_points = TITRES[forme]
        contexte.update(
            avis=avis,
            version_avis=version,
            manques=ce_qui_manque(AVIS, avis),
            avis_masque=self.masquage_de(AvisVersion, self.fiche.dossier_id),
            titre=titre,
            titre_des_points=titre_des_points,
            collectif=collectif,
            un_tiers=forme == FormeAvis.RAPPORT_D_UN_TIERS,
            votes=lire_les_votes(**avis["votes"], titre="Votes sur l’ensemble de l’avis") if avis else None,
            questions=[posee | {"image": question(posee)} for posee in avis["questions"]] if avis else [],
            documents_des_points=self._documents(contexte["page_obj"]) if collectif else {},
            avec_filtres=self.fiche.publiees > PEU_DE_POINTS or bool(self.chapitre or self.reponse),
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
            url_versions=self.adresse("avis_versions") if version else "",
        )
        return contexte

    def _documents(self, points) -> dict:
        """What each point of an opinion says and how it was voted: point → its document with `votes`."""
        documents = (
            PropositionVersion.fenetre.publiques(self.instant)
            .filter(objet__in=[point.proposition_id for point in points])
            .values_list("objet_id", "contenu")
        )
        return {objet: document | {"votes": votes_du_point(document)} for objet, document in documents}


class PageDuPoint(PageDeDemarche):
    """A page about one point: 404, 403 or 410 as the point itself."""

    def charger(self):
        """Set `point` (index), `proposition` (its version) and `versions_du_point` besides.

        Raises Http404, Retire, Masque or HorsDuTemps.
        """
        super().charger()
        self.point = self.points.de_reference(self.kwargs["reference"]).first()
        objet = self._objet()
        self.exiger_a_decouvert(PropositionVersion, objet)
        self.versions_du_point = PropositionVersion.fenetre.filter(dossier=self.kwargs["pk"], objet=objet)
        self.proposition = self.document_du_jour(self.versions_du_point)
        if self.point is None:
            raise Http404

    def _objet(self) -> int | None:
        """The point under this reference: in force, withdrawn, or not online yet on the day read."""
        if self.point is not None:
            return self.point.proposition_id
        return self.objet_designe(PropositionVersion, reference=self.kwargs["reference"])

    def objets_de_la_page(self):
        return [*super().objets_de_la_page(), self.versions_du_point]


class PropositionView(PageDuPoint, TemplateView):
    """One point: what was said, what the State answers, what has changed."""

    template_name = "portail/proposition.html"

    def flux(self):
        du_point = (f"{self.point.reference} – {self.point.titre}", self.adresse("flux_de_la_proposition"))
        flux = super().flux()
        return [du_point, *flux] if flux else []

    def objet_montre(self):
        return PropositionVersion.cle_de(self.proposition.objet_id)

    def get_context_data(self, **kwargs):
        versions_de_la_reponse = ReponseVersion.fenetre.filter(objet=self.proposition.objet_id)
        version_propre = version_en_vigueur(versions_de_la_reponse, self.instant)
        version_reponse = self._reponse_heritee() if self.point.reponse_de else version_propre
        reponse = document_a_montrer(version_reponse)
        precedent, suivant = self.points.voisins(self.point)
        parties = self.points.parties_de(self.point.reference).pour_la_liste()
        document = self.proposition.contenu
        mesures = self._mesures()
        return super().get_context_data(
            point=self.point,
            proposition=document,
            version_proposition=self.proposition,
            votes=votes_du_point(document),
            filiation=filiation(self.fiche.dossier_id, document, self.instant),
            reponse=reponse,
            version_reponse=version_reponse,
            reponse_absente=version_propre is not None and reponse is None,
            reponse_masquee=self._reponse_masquee(),
            sans_horloge=_sans_horloge(reponse),
            changements=changements_de_position(versions_lisibles(versions_de_la_reponse, self.instant)),
            reponse_commune_a=self._reponse_commune(reponse),
            mesures=mesures,
            suite=suite_du_point(reponse, mesures, self.jour),
            parties=parties,
            reponses_des_parties=_reponses_comptees(parties),
            parent=self._parent(),
            precedent=precedent,
            suivant=suivant,
            url_versions=self.adresse("proposition_versions"),
            url_versions_reponse=self._histoire_de_la_reponse(version_reponse),
            **kwargs,
        )

    def _reponse_heritee(self):
        """The answer given to another point, which holds for this one."""
        reponses = ReponseVersion.fenetre.publiques(self.instant).filter(
            dossier=self.fiche.dossier_id, contenu__reference=self.point.reponse_de
        )
        return reponses.select_related("publication", "effacement").first()

    def _reponse_masquee(self):
        """The mask on the answer to this point, its own or the one it inherits; an answer bears the key of its point."""
        if not self.masquages:
            return None
        origine = self.point.reponse_de
        objet = self.objet_designe(PropositionVersion, reference=origine) if origine else None
        return self.masquage_de(ReponseVersion, objet or self.proposition.objet_id)

    def _histoire_de_la_reponse(self, version_reponse) -> str:
        if version_reponse is None:
            return ""
        return self.adresse("reponse_versions", reference=self.point.reponse_de or self.point.reference)

    def _parent(self):
        """The point of which this one is a part."""
        return self.points.de_reference(self.point.partie_de).first() if self.point.partie_de else None

    def _reponse_commune(self, reponse) -> int:
        """To how many points the same motivation answers: copy-paste shows."""
        if reponse is None:
            return 0
        return (
            ReponseVersion.fenetre.publiques(self.instant)
            .filter(dossier=self.fiche.dossier_id, contenu__motivation=reponse["motivation"])
            .count()
        )

    def _mesures(self) -> list[dict]:
        """The mesures that come from this point, each with its own écart."""
        documents = (
            MesureVersion.fenetre.publiques(self.instant)
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


def votes_du_point(document):
    return lire_les_votes(
        document["votes_pour"],
        document["votes_contre"],
        document["abstentions"],
        soutiens=document["soutiens"],
    )


def _sans_horloge(reponse) -> bool:
    """Was the point sent to somebody from whom the State can demand nothing?"""
    destinataire = reponse and reponse["destinataire"]
    return bool(destinataire) and not Nature(destinataire["nature"]).releve_de_l_etat


def _reponses_comptees(parties) -> list[tuple[int, str]]:
    """(number, state) of the answers to the parts, in the order of reading."""
    etats = Counter(
        point.position if point.statut in {Statut.REPONDUE, Statut.EN_ATTENTE} else point.statut
        for point in parties
    )
    return [(nombre, etat) for etat, nombre in etats.items()]
