"""The démarche before an import: its points, and what the CIPC or the public already hold of them."""

from collections import defaultdict
from functools import cached_property

from django.db.models.fields.json import KT

from demarches.models import Proposition, PropositionVersion
from publication import horloge

from .valeurs import cle_de_reference


class Existant:
    """The points of a démarche, found however their reference is typed; a constant number of queries."""

    def __init__(self, demarche):
        self.demarche = demarche
        points = {point.pk: point for point in demarche.propositions.all()}
        self.points = list(points.values())
        self._par_cle = defaultdict(list)
        for point in self.points:
            self._par_cle[cle_de_reference(point.reference)].append(point)
            if point.partie_de_id:
                point.partie_de = points[point.partie_de_id]
        self.dernier_ordre = max((point.ordre for point in self.points), default=0)

    def ajouter(self, point: Proposition) -> None:
        """Let the lines of the file name a point that this import would create."""
        self.points.append(point)
        self._par_cle[cle_de_reference(point.reference)].append(point)

    def trouver(self, reference: str) -> list[Proposition]:
        """One point, none, or several whose references are too alike to choose."""
        proches = self._par_cle.get(cle_de_reference(reference), [])
        return [point for point in proches if point.reference == reference] or proches

    @cached_property
    def textes_publies(self) -> dict[int, str | None]:
        """Point → its text in the last numbered version, None if that version withdrew or erased it."""
        return dict(
            self._versions.filter(numero__isnull=False)
            .order_by("objet", "-numero")
            .distinct("objet")
            .values_list("objet", KT("contenu__verbatim"))
        )

    @cached_property
    def en_attente(self) -> set[int]:
        """The points of which a frozen version waits for the CIPC or for its date."""
        en_attente = self._versions.en_attente() | self._versions.programmees(horloge.maintenant())
        return set(en_attente.values_list("objet", flat=True))

    @cached_property
    def repondus(self) -> set[int]:
        """The points that have an answer, known by the name of the relation: `suivi` is above `demarches`."""
        return set(self.demarche.propositions.filter(reponse__isnull=False).values_list("pk", flat=True))

    @property
    def _versions(self):
        return PropositionVersion.objects.filter(dossier=self.demarche.dossier_id)
