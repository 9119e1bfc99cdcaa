from django.db import models
from django.db.models import Q

from publication.models.publication import Publication


class RemarqueQuerySet(models.QuerySet):
    def par_objet(self) -> dict[str, str]:
        """Key of the object → what is said of it."""
        return dict(self.values_list("objet", "texte"))


class Remarque(models.Model):
    """Ce que le validateur demande de revoir dans un des objets qu’il renvoie."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="remarques")
    objet = models.CharField("objet", max_length=80)
    texte = models.TextField("remarque")

    objects = RemarqueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="remarque_une_par_objet",
                fields=["publication", "objet"],
                violation_error_message="Une remarque par objet soumis.",
            ),
            models.CheckConstraint(
                name="remarque_dit_quelque_chose",
                condition=~Q(texte=""),
                violation_error_message="Une remarque dit quelque chose.",
            ),
        ]

    def __str__(self):
        return f"Remarque sur {self.objet}, soumission {self.publication_id}"
