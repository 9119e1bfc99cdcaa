from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from publication.enums import DefautDePdf, Etat
from publication.models.dossier import Dossier
from publication.models.effacement import Effacement
from publication.models.publication import Publication


class FichierQuerySet(models.QuerySet):
    def publics(self, le):
        """Those cited by at least one version that has begun at the instant `le`."""
        return self.filter(
            citations__publication__etat=Etat.VALIDEE, citations__publication__publiee_le__lte=le
        ).distinct()


def emplacement(fichier, _nom) -> str:
    """Under its fingerprint: two identical files are one, and no name chosen outside reaches the disk."""
    return f"{fichier.sha256[:2]}/{fichier.sha256}"


class Fichier(models.Model):
    """Un fichier déposé par un organisateur, désigné par son empreinte."""

    sha256 = models.CharField(
        "empreinte SHA-256", max_length=64, primary_key=True, validators=[RegexValidator(r"^[0-9a-f]{64}$")]
    )
    nom = models.CharField("nom", max_length=200)
    type_mime = models.CharField("type", max_length=100)
    taille = models.PositiveBigIntegerField("taille en octets")
    contenu = models.FileField(upload_to=emplacement, max_length=100, blank=True)
    defauts = ArrayField(
        models.CharField(max_length=20, choices=DefautDePdf.choices),
        verbose_name="défauts d’accessibilité",
        default=list,
        blank=True,
    )
    depose_le = models.DateTimeField("déposé le")
    depose_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dossiers = models.ManyToManyField(Dossier, related_name="fichiers")
    # once erased by law, its bytes are gone; its fingerprint and its size stay
    effacement = models.ForeignKey(
        Effacement, on_delete=models.PROTECT, null=True, blank=True, related_name="fichiers_effaces"
    )

    objects = FichierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fichier_efface_sans_contenu",
                condition=Q(effacement__isnull=True) | Q(contenu=""),
                violation_error_message="Un fichier effacé n’a plus de contenu.",
            )
        ]

    def __str__(self):
        return self.nom

    @property
    def est_un_scan(self) -> bool:
        return DefautDePdf.SANS_TEXTE in self.defauts

    @property
    def defauts_en_lettres(self) -> str:
        """« il n’est pas balisé, sa langue n’est pas dite », or nothing."""
        return ", ".join(DefautDePdf(defaut).label.lower() for defaut in self.defauts)


class Citation(models.Model):
    """Un fichier cité par les documents d’une publication : il ne se supprime plus."""

    fichier = models.ForeignKey(Fichier, on_delete=models.PROTECT, related_name="citations")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="citations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fichier", "publication"],
                name="citation_unique",
                violation_error_message="Ce fichier est déjà cité par cette publication.",
            )
        ]

    def __str__(self):
        return f"{self.fichier}, {self.publication}"
