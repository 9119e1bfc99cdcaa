"""Where a point comes from and what became of it: merges, splits, and the answer that goes with them."""

from dataclasses import dataclass, field

from django.db.models import Q

from demarches.enums import NatureFiliation, ReponseFiliation
from demarches.models import PropositionVersion


@dataclass
class Filiation:
    """D’où vient un point et ce qu’il est devenu, dans l’ordre des références."""

    reunies: list[dict] = field(default_factory=list)  # the points merged into this one
    decoupees: list[dict] = field(default_factory=list)  # the points this one was split from, each with `en`
    fusionnee_dans: list[dict] = field(default_factory=list)  # points, each with `filiation`
    decoupee_en: list[dict] = field(default_factory=list)

    @property
    def origines(self) -> list[dict]:
        return [*self.reunies, *self.decoupees]

    @property
    def devenirs(self) -> list[dict]:
        return [*self.fusionnee_dans, *self.decoupee_en]

    @property
    def raisons(self) -> list[tuple[str, str, str]]:
        """(nature, who, why), told once however many points share them."""
        dites = [*self.origines, *(devenir["filiation"] for devenir in self.devenirs)]
        return list(dict.fromkeys((o["nature"], o["par"], o["raison"]) for o in dites))

    def vaut_pour(self) -> list[str]:
        """The references that inherit the answer given here."""
        return [
            d["reference"] for d in self.devenirs if d["filiation"]["reponse"] == ReponseFiliation.HERITEE
        ]


def filiation(dossier_id: int, proposition: dict, instant) -> Filiation | None:
    """None when the point comes from no other and became no other. One query."""
    reference = proposition["reference"]
    origines = proposition["issue_de"]
    issus = Q()
    for cherchee in (reference, *(origine["reference"] for origine in origines)):
        issus |= Q(contenu__issue_de__contains=[{"reference": cherchee}])
    documents = list(
        PropositionVersion.fenetre.publiques(instant)
        .filter(issus, dossier=dossier_id)
        .order_by("contenu__ordre", "objet_id")
        .values_list("contenu", flat=True)
    )
    if not (origines or documents):
        return None
    resultat = Filiation()
    for origine in origines:
        if origine["nature"] == NatureFiliation.FUSION:
            resultat.reunies.append(origine)
        else:
            en = sum(_vient_de(document, origine["reference"]) is not None for document in documents)
            resultat.decoupees.append(origine | {"en": en})
    for document in documents:
        if lien := _vient_de(document, reference):
            devenir = {"reference": document["reference"], "titre": document["titre"], "filiation": lien}
            fusion = lien["nature"] == NatureFiliation.FUSION
            (resultat.fusionnee_dans if fusion else resultat.decoupee_en).append(devenir)
    return resultat if resultat.origines or resultat.devenirs else None


def _vient_de(document: dict, reference: str) -> dict | None:
    return next((origine for origine in document["issue_de"] if origine["reference"] == reference), None)
