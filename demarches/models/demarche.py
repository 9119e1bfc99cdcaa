from django.db import models
from django.utils.text import slugify

from demarches.models.phases import Calendrier, Decision, Identite, Mandat, Panel, Transparence
from publication.models import DocumentQuerySet, Dossier, ErreursAuChamp


class DemarcheQuerySet(DocumentQuerySet):
    def visibles_par(self, agent):
        return self.filter(dossier__in=Dossier.objects.visibles_par(agent))

    def pour_le_document(self):
        return self.select_related("dossier__organisation").avec_parties(
            "jalons",
            "modalites",
            "rendez_vous",
            "engagements",
            "membres",
            "experts",
            "reunions",
            "composition",
            "liens",
            "pieces__fichier",
            "paralleles",
            "demarches_liees",
            "absences",
        )


class Demarche(ErreursAuChamp, Identite, Decision, Mandat, Calendrier, Panel, Transparence):
    """Une consultation que l’État ouvre volontairement à un public défini, et qui l’engage à répondre."""

    champs_a_corriger = (
        Identite.CHAMPS_A_CORRIGER
        | Calendrier.CHAMPS_A_CORRIGER
        | Panel.CHAMPS_A_CORRIGER
        | Transparence.CHAMPS_A_CORRIGER
    )

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="demarche"
    )

    objects = DemarcheQuerySet.as_manager()

    class Meta:
        verbose_name = "démarche"
        ordering = ["titre"]
        constraints = [
            *Identite.CONTRAINTES,
            *Calendrier.CONTRAINTES,
            *Panel.CONTRAINTES,
            *Transparence.CONTRAINTES,
        ]

    def __str__(self):
        return self.titre

    @property
    def organisation(self):
        return self.dossier.organisation

    @property
    def slug(self) -> str:
        return slugify(self.titre)[:80] or "demarche"

    def absence(self, rubrique):
        """What the organiser says of a heading that has nothing to show, or None."""
        return next((absence for absence in self.absences.all() if absence.rubrique == rubrique), None)
