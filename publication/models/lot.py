from django.db import models
from django.db.models import Count, Q

from publication.enums import Etat
from publication.models.dossier import Dossier


class LotQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        return self.filter(dossier__in=Dossier.objects.visibles_par(agent))

    def avec_comptes(self, le):
        """How many of its publications await the CIPC, are online, scheduled, sent back, taken back."""
        validees = Q(publications__etat=Etat.VALIDEE)

        def compte(condition):
            return Count("publications", filter=condition)

        return self.annotate(
            nombre=Count("publications"),
            a_traiter=compte(Q(publications__etat__in=Etat.ouverts())),
            en_ligne=compte(validees & Q(publications__publiee_le__lte=le)),
            programmees=compte(validees & Q(publications__publiee_le__gt=le)),
            renvoyees=compte(Q(publications__etat=Etat.RENVOYEE)),
            reprises=compte(Q(publications__etat__in=[Etat.ANNULEE, Etat.DEPROGRAMMEE])),
        )


class Lot(models.Model):
    """Ce qu’un auteur a soumis au fil de l’eau en une fois : des publications traitées chacune pour soi."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="lots")

    objects = LotQuerySet.as_manager()

    def __str__(self):
        return f"Lot n° {self.pk}"

    @property
    def ou_il_en_est(self) -> str:
        """« Lot de 149 : 120 à traiter, 20 en ligne, 9 renvoyées »; needs `avec_comptes`."""
        comptes = [
            (self.a_traiter, "à traiter", "à traiter"),
            (self.programmees, "programmée", "programmées"),
            (self.en_ligne, "en ligne", "en ligne"),
            (self.renvoyees, "renvoyée", "renvoyées"),
            (self.reprises, "annulée ou déprogrammée", "annulées ou déprogrammées"),
        ]
        detail = ", ".join(f"{n} {plusieurs if n > 1 else une}" for n, une, plusieurs in comptes if n)
        return f"Lot de {self.nombre} : {detail}"
