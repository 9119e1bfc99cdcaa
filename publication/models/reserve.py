from unicodedata import combining, normalize

from django.db import models
from django.db.models import F, Q

FRANCE_ENTIERE = "France entière"


class PeriodeDeReserveQuerySet(models.QuerySet):
    def en_cours(self, le):
        """Those that hold the day `le`, first and last days included."""
        return self.filter(debut__lte=le, fin__gte=le)

    def pas_finies(self, le):
        """In progress on the day `le`, or to come."""
        return self.filter(fin__gte=le)


class PeriodeDeReserve(models.Model):
    """Un temps d’élections pendant lequel une nouvelle annonce doit être factuelle et indispensable."""

    libelle = models.CharField("libellé", max_length=150, help_text="Par exemple « Élections municipales ».")
    territoire = models.CharField(
        "territoire",
        max_length=120,
        default=FRANCE_ENTIERE,
        help_text="Écrit comme dans la fiche d’identité des démarches. « France entière » les concerne toutes.",
    )
    debut = models.DateField("du")
    fin = models.DateField("au", help_text="Ce jour compris.")

    objects = PeriodeDeReserveQuerySet.as_manager()

    class Meta:
        verbose_name = "période de réserve"
        verbose_name_plural = "périodes de réserve"
        ordering = ["-debut", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reserve_dates_ordonnees",
                condition=Q(fin__gte=F("debut")),
                violation_error_message="Une période de réserve ne peut pas finir avant d’avoir commencé.",
            ),
        ]

    def __str__(self):
        return f"{self.libelle}, {self.territoire}"

    def concerne(self, territoire: str) -> bool:
        """Whether what is said of `territoire` is said there: a national announcement is said everywhere."""
        ici, la = _sans_accents(self.territoire), _sans_accents(territoire)
        partout = {"", _sans_accents(FRANCE_ENTIERE)}
        return ici in partout or la in partout or ici == la

    @property
    def phrase(self) -> str:
        return f"{self.libelle} ({self.territoire}), du {self.debut:%d/%m/%Y} au {self.fin:%d/%m/%Y} compris"


def _sans_accents(texte: str) -> str:
    """Two ways of writing a territory are the same one: accents, capitals and hyphens do not count."""
    lettres = (lettre for lettre in normalize("NFKD", texte.casefold()) if not combining(lettre))
    return " ".join("".join(lettres).replace("-", " ").split())
