from django.db import models
from django.db.models import Case, Q, When

from courriels.enums import EtatDuCourriel, NatureDuCourriel


class CourrielQuerySet(models.QuerySet):
    def a_envoyer(self):
        return self.filter(etat=EtatDuCourriel.A_ENVOYER)

    def en_souffrance(self):
        """What an administrator looks at: not sent after a first try, or interrupted while leaving."""
        manques = Q(etat=EtatDuCourriel.A_ENVOYER, tentatives__gt=0)
        return self.filter(manques | Q(etat__in=[EtatDuCourriel.EN_COURS, EtatDuCourriel.ABANDONNE]))

    def les_manques_d_abord(self):
        manque = Case(When(pk__in=self.model.objects.en_souffrance().values("pk"), then=0), default=1)
        return self.order_by(manque, "-pk")


class Courriel(models.Model):
    """Un courriel dû à une personne pour un événement : il part une fois au plus."""

    nature = models.CharField("nature", max_length=30, choices=NatureDuCourriel.choices)
    cle = models.BigIntegerField("événement")
    adresse = models.EmailField("destinataire")
    prevu_le = models.DateTimeField("prévu le", auto_now_add=True)
    # sending
    etat = models.CharField(
        "état", max_length=20, choices=EtatDuCourriel.choices, default=EtatDuCourriel.A_ENVOYER
    )
    tentatives = models.PositiveSmallIntegerField("tentatives", default=0)
    tente_le = models.DateTimeField("dernière tentative le", null=True, blank=True)
    envoye_le = models.DateTimeField("envoyé le", null=True, blank=True)
    erreur = models.CharField("dernière erreur", max_length=500, blank=True)

    objects = CourrielQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nature", "cle", "adresse"],
                name="courriel_un_par_evenement_et_destinataire",
                violation_error_message="Ce courriel est déjà prévu pour cette personne.",
            ),
            models.CheckConstraint(
                name="courriel_envoye_si_et_seulement_si_date",
                condition=Q(etat=EtatDuCourriel.ENVOYE, envoye_le__isnull=False)
                | ~Q(etat=EtatDuCourriel.ENVOYE) & Q(envoye_le__isnull=True),
                violation_error_message="Un courriel envoyé porte la date de son envoi, les autres n’en ont pas.",
            ),
        ]

    def __str__(self):
        return f"{self.get_nature_display()}, à {self.adresse}"

    @property
    def est_en_souffrance(self) -> bool:
        attend = self.etat == EtatDuCourriel.A_ENVOYER and self.tentatives > 0
        return attend or self.etat in {EtatDuCourriel.EN_COURS, EtatDuCourriel.ABANDONNE}

    @property
    def a_pu_partir(self) -> bool:
        """The server was being spoken to when all stopped: sent again, it may be received twice."""
        return self.etat == EtatDuCourriel.EN_COURS
