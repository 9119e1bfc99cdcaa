"""Where a form shows what a constraint refuses: beside the field to mend, when there is clearly one."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


class ErreursAuChamp(models.Model):
    """A model whose constraints on several fields say which of them is to be mended."""

    champs_a_corriger: dict[str, str] = {}
    """Name of a constraint → the field beside which it is said; at the head of a form that does not hold it."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as refus:
            raise ValidationError(self._ranger(refus.error_dict, exclude or ())) from None

    def _ranger(self, erreurs, exclus) -> dict:
        champs = {
            contrainte.violation_error_message: self.champs_a_corriger[contrainte.name]
            for contrainte in self._meta.constraints
            if contrainte.name in self.champs_a_corriger
        }
        rangees = {}
        for nom, refus in erreurs.items():
            for erreur in refus:
                champ = champs.get(erreur.message, nom) if nom == NON_FIELD_ERRORS else nom
                rangees.setdefault(nom if champ in exclus else champ, []).append(erreur)
        return rangees
