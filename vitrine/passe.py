"""The index on a day of the past: it keeps only the present, so the past is computed from the versions themselves."""

from collections import Counter

from django.db.models import Value

from publication.models import Dossier, types_de_version
from vitrine.fiches import en_fiches
from vitrine.masques import sans_les_masques
from vitrine.models import COLONNES_DE_L_ETAPE, FicheDemarche, FicheProposition, expressions_de_l_etape
from vitrine.mots import MotsDesPoints


class PointsPasses(MotsDesPoints, list):
    """The points of one dossier in reading order, read with the words of the index."""

    def filter(self, **conditions):
        return PointsPasses(point for point in self if all(_tient(point, *c) for c in conditions.items()))

    def pour_la_liste(self):
        return self

    def first(self):
        return self[0] if self else None

    def chapitres(self) -> list[str]:
        return list(dict.fromkeys(point.chapitre for point in self))

    def decompte(self) -> dict:
        """(statut, position) → number of points."""
        return dict(Counter((point.statut, point.position) for point in self))

    def voisins(self, point) -> tuple:
        """The points that come before and after this one in reading order, or None."""
        rang = self.index(point)
        return (self[rang - 1] if rang else None, self[rang + 1] if rang + 1 < len(self) else None)


def fiches_du_jour(dossier_id, instant, jour, masquages=()) -> tuple[FicheDemarche | None, PointsPasses]:
    """The rows of a dossier as the index held them at `instant`, on the day `jour`; one query per kind of version.

    `masquages`: those in force at present, which hide every day.
    """
    documents = {
        modele: {
            objet: (contenu, validite.lower)
            for objet, contenu, validite in modele.objects.publiques(instant)
            .filter(dossier=dossier_id)
            .values_list("objet_id", "contenu", "validite")
        }
        for modele in types_de_version()
    }
    fiches = en_fiches(Dossier(pk=dossier_id), sans_les_masques(documents, masquages), jour)
    points = [fiche for fiche in fiches if isinstance(fiche, FicheProposition)]
    demarche = next((fiche for fiche in fiches if isinstance(fiche, FicheDemarche)), None)
    if demarche is not None:
        _dire_l_etape(demarche, jour)
    return demarche, PointsPasses(sorted(points, key=lambda point: (point.ordre, point.proposition_id)))


def _dire_l_etape(fiche, jour) -> None:
    """Set what `avec_etape` annotates, by the same SQL expressions: the rule is written once."""
    valeurs = {
        nom: Value(getattr(fiche, nom), output_field=FicheDemarche._meta.get_field(nom))
        for nom in COLONNES_DE_L_ETAPE
    }
    expressions = expressions_de_l_etape(jour)
    ligne = (
        Dossier.objects.filter(pk=fiche.dossier_id)
        .annotate(**valeurs)
        .annotate(**expressions)
        .values(*expressions)
        .get()
    )
    for nom, valeur in ligne.items():
        setattr(fiche, nom, valeur)


def _tient(point, condition, valeur) -> bool:
    champ, _, operateur = condition.partition("__")
    lue = getattr(point, champ)
    if operateur == "in":
        return lue in valeur
    if operateur:
        raise ValueError(f"Unknown condition on a point of the past: {condition}")
    return lue == valeur
