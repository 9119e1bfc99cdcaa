from django.db import models
from django.db.models import F, Q

from demarches.enums import NatureDeLien, NatureParallele, NatureRessource
from demarches.models.demarche import Demarche
from publication.models import ErreursAuChamp, Fichier


class Ressource(ErreursAuChamp):
    """Ce que les citoyens peuvent lire, voir ou entendre."""

    nature = models.CharField(
        "nature", max_length=30, choices=NatureRessource.choices, default=NatureRessource.SOURCE
    )
    titre = models.CharField("titre", max_length=250)
    date = models.DateField("date", null=True, blank=True)
    equivalent = models.TextField(
        "texte équivalent",
        blank=True,
        help_text="La transcription d’une vidéo, ce que montre une infographie.",
    )

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_texte_equivalent",
                condition=~Q(nature__in=NatureRessource.a_doubler_d_un_texte()) | ~Q(equivalent=""),
                violation_error_message="Donnez la transcription de la vidéo, ou ce que montre l’infographie : tout le monde ne la voit pas.",
            )
        ]

    def __str__(self):
        return self.titre


class Lien(Ressource):
    """Une source ou une ressource publiée ailleurs."""

    champs_a_corriger = {"lien_texte_equivalent": "equivalent"}

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="liens")
    url = models.URLField("adresse", max_length=500)


class Piece(Ressource):
    """Un document déposé sur le portail : dossier d’information, rapport, avis."""

    champs_a_corriger = {"piece_texte_equivalent": "equivalent"}

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="pieces")
    fichier = models.ForeignKey(Fichier, on_delete=models.PROTECT, related_name="pieces")

    class Meta(Ressource.Meta):
        verbose_name = "pièce"


class Parallele(models.Model):
    """Une concertation ou une expertise menée en même temps sur le même sujet."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="paralleles")
    nature = models.CharField("nature", max_length=40, choices=NatureParallele.choices)
    titre = models.CharField("titre", max_length=250)
    organisme = models.CharField("menée par", max_length=250, blank=True)
    resultat = models.TextField("ce qui en est sorti", blank=True)
    url = models.URLField("adresse", max_length=500, blank=True)

    class Meta:
        verbose_name = "démarche parallèle"
        verbose_name_plural = "démarches parallèles"
        ordering = ["pk"]

    def __str__(self):
        return self.titre


class DemarcheLiee(models.Model):
    """Ce qu’une démarche est pour une autre : un volet, une suite, un doublon."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="demarches_liees")
    nature = models.CharField("nature", max_length=20, choices=NatureDeLien.choices)
    autre = models.ForeignKey(
        Demarche, verbose_name="autre démarche", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "démarche liée"
        verbose_name_plural = "démarches liées"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "autre"],
                name="demarche_liee_unique",
                violation_error_message="Ces deux démarches sont déjà liées.",
            ),
            models.CheckConstraint(
                name="demarche_liee_pas_a_elle_meme",
                condition=~Q(demarche=F("autre")),
                violation_error_message="Une démarche n’est pas liée à elle-même.",
            ),
        ]

    def __str__(self):
        return f"{self.get_nature_display()} {self.autre}"
