from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from demarches.models.demarche import Demarche
from publication.models import Dossier, Fichier


class ActualiteQuerySet(models.QuerySet):
    def pour_le_document(self):
        return self.select_related("dossier__organisation", "image").prefetch_related("demarches")


class Actualite(models.Model):
    """Une nouvelle de la participation citoyenne, liée ou non à des démarches."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="actualite"
    )
    titre = models.CharField("titre", max_length=200)
    chapo = models.TextField("chapô", blank=True)
    texte = models.TextField("texte", blank=True, help_text="Une ligne vide sépare deux paragraphes.")
    date = models.DateField("date", null=True, blank=True)
    image = models.ForeignKey(
        Fichier, on_delete=models.PROTECT, null=True, blank=True, related_name="actualites"
    )
    image_alternative = models.CharField(
        "ce que montre l’image",
        max_length=250,
        blank=True,
        help_text="Pour qui ne la voit pas. « Image d’illustration » ne dit rien.",
    )
    demarches = models.ManyToManyField(
        Demarche, verbose_name="démarches liées", blank=True, related_name="actualites"
    )

    objects = ActualiteQuerySet.as_manager()

    class Meta:
        verbose_name = "actualité"
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="actualite_image_decrite",
                condition=Q(image__isnull=True) | ~Q(image_alternative=""),
                violation_error_message="Dites ce que montre l’image, pour qui ne la voit pas.",
            )
        ]

    def __str__(self):
        return self.titre

    @property
    def organisation(self):
        return self.dossier.organisation

    @property
    def slug(self) -> str:
        return slugify(self.titre)[:80] or "actualite"
