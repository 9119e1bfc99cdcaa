"""The organisations as a workbook names them: read once, found by name or initials, never guessed."""

import re
from collections import defaultdict
from functools import cached_property

from django.utils import timezone

from accounts.models import Organisation
from demarches.imports.vocabulaire import plier
from suivi.tableur.cellules import ValeurRefusee, extrait

NUMERO = re.compile(r"\[n° ?(\d{1,18})\]\s*$")


class Organismes:
    """Every organisation of the portal. Two that bear one name are told apart by their number."""

    @cached_property
    def par_pk(self) -> dict[int, Organisation]:
        return {organisation.pk: organisation for organisation in Organisation.objects.order_by("nom", "pk")}

    @cached_property
    def _par_nom(self) -> dict[str, set[int]]:
        noms = defaultdict(set)
        for pk, organisation in self.par_pk.items():
            noms[plier(organisation.nom)].add(pk)
        return noms

    @cached_property
    def _par_sigle(self) -> dict[str, set[int]]:
        sigles = defaultdict(set)
        for pk, organisation in self.par_pk.items():
            if organisation.sigle:
                sigles[plier(organisation.sigle)].add(pk)
        return sigles

    def nom(self, organisation) -> str:
        """As a cell names it: enough to find it again."""
        if len(self._par_nom[plier(organisation.nom)]) == 1:
            return organisation.nom
        return f"{organisation.nom} [n° {organisation.pk}]"

    def trouver(self, texte) -> Organisation:
        """Raises ValeurRefusee when none or several answer to this name."""
        if numero := NUMERO.search(texte):
            trouvees = {int(numero[1])} & self.par_pk.keys()
        else:
            trouvees = self._par_nom.get(plier(texte)) or self._par_sigle.get(plier(texte)) or set()
        if not trouvees:
            raise ValeurRefusee(
                f"« {extrait(texte)} » est une organisation inconnue du portail : "
                "prenez un nom de la feuille « Listes », ou demandez à l’administrateur de l’ajouter."
            )
        if len(trouvees) > 1:
            noms = ", ".join(f"« {self.nom(self.par_pk[pk])} »" for pk in sorted(trouvees)[:3])
            raise ValeurRefusee(f"« {extrait(texte)} » désigne plusieurs organisations : écrivez {noms}.")
        return self.par_pk[trouvees.pop()]

    def a_proposer(self) -> list[str]:
        aujourd_hui = timezone.localdate()
        return [self.nom(une) for une in self.par_pk.values() if une.existe(aujourd_hui)]
