"""What démarches have in common, an organisation or a thème: the list of those online, and the page of each."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from portail.pagination import page_demandee
from portail.templatetags.portail import en_chiffres
from portail.views.commun import PagePublique
from vitrine.enums import Statut
from vitrine.models import FicheDemarche, FicheProposition
from vitrine.recherche import sans_accents

DERNIERES_REPONSES = 3
# column of the reconciliation → value by which the search page chooses its lines, singular, plural
PARTS = [
    ("repondues", Statut.REPONDUE, "répondu", "répondus"),
    ("en_attente", Statut.EN_ATTENTE, "en attente", "en attente"),
    ("sans_reponse", Statut.SANS_REPONSE, "sans réponse", "sans réponse"),
    ("retirees", Statut.RETIREE, "retiré par les auteurs", "retirés par les auteurs"),
]


@dataclass(frozen=True)
class Ensemble:
    """Ce que plusieurs démarches ont en commun, et combien elles sont."""

    nom: str
    url: str
    demarches: int
    points: int
    precision: str = ""


class PageDesEnsembles(PagePublique, TemplateView):
    """Those that have a démarche online, in the order of the alphabet: nothing here ranks anyone."""

    template_name = "portail/ensembles.html"
    titre = description = ""

    def get_context_data(self, **kwargs):
        groupes = [
            {"titre": titre, "ensembles": sorted(ensembles, key=_ordre)}
            for titre, ensembles in self.groupes(FicheDemarche.objects.en_vigueur(self.instant))
            if ensembles
        ]
        return super().get_context_data(
            titre=self.titre, description=self.description, groupes=groupes, **kwargs
        )

    def groupes(self, fiches) -> list[tuple[str, list[Ensemble]]]:
        """(title, "" if there is one group only; what it holds), in the order of the page."""
        raise NotImplementedError


class PageDUnEnsemble(PagePublique, TemplateView):
    """Its démarches, the reconciliation of their points, the latest answers; six queries at most."""

    template_name = "portail/ensemble.html"
    parametre = ""
    """Name of the facet of the lists that keeps the same démarches; its value is `valeur`."""
    valeur = ""

    def fiches(self):
        """The démarches in force that the page is about."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        fiches, comptes = self.fiches(), self.comptes()
        page = page_demandee(self.request, fiches.pour_la_liste(self.jour), comptes["demarches"])
        recentes = fiches.dernieres_repondues()[:DERNIERES_REPONSES]  # those that hold the latest answers
        reponses = FicheProposition.objects.en_vigueur(self.instant).filter(
            dossier__in=recentes.values("dossier")
        )
        return super().get_context_data(
            comptes=comptes,
            page_obj=page,
            fiches=page.object_list,
            reponses=reponses.dernieres_reponses()[:DERNIERES_REPONSES],
            jour=self.jour,
            url_demarches=self._liste("demarches"),
            url_reponses=self._liste("recherche", tri="reponses"),
            publiees=self._nombre(comptes["publiees"], "publiees", "point publié", "points publiés"),
            parts=[self._nombre(comptes[nom], *part) for nom, *part in PARTS],
            **kwargs,
        )

    def comptes(self) -> dict[str, int]:
        return self.fiches().decompte()

    def _liste(self, nom, **choix) -> str:
        """The list of that name, narrowed to these démarches."""
        return f"{reverse(f'portail:{nom}')}?{urlencode({self.parametre: self.valeur} | choix)}"

    def _nombre(self, nombre, reponse, singulier, pluriel) -> dict:
        """A number of the reconciliation, and where its lines are read."""
        return {
            "nombre": en_chiffres(nombre),
            "libelle": pluriel if nombre > 1 else singulier,
            "url": self._liste("recherche", reponse=str(reponse)) if nombre else "",
        }


def _ordre(ensemble) -> str:
    """As demarches.mots.OrdreAlphabetique does in the database."""
    return re.sub("[^a-z0-9]+", " ", sans_accents(ensemble.nom).lower())
