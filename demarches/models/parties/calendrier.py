from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from demarches.enums import Acces, NatureJalon, Presence
from demarches.models.demarche import Demarche
from publication.models import ErreursAuChamp

# Code officiel géographique: 01 to 95, 2A, 2B, 971 to 978, 984, 986 to 988
DEPARTEMENT = r"^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[4678])$"


class Jalon(ErreursAuChamp, models.Model):
    """Une date du calendrier, décisions d’après le débat comprises."""

    champs_a_corriger = {
        "jalon_dates_ordonnees": "fin",
    }

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="jalons")
    nature = models.CharField("nature", max_length=20, choices=NatureJalon.choices)
    titre = models.CharField("titre", max_length=200)
    debut = models.DateField("date ou début")
    fin = models.DateField("fin", null=True, blank=True)
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    class Meta:
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                name="jalon_dates_ordonnees",
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                violation_error_message="Un jalon ne peut pas finir avant d’avoir commencé.",
            )
        ]

    def __str__(self):
        return self.titre


class Modalite(ErreursAuChamp, models.Model):
    """Une manière de participer : où, quand, pour qui, comment s’inscrire."""

    champs_a_corriger = {
        "modalite_dates_ordonnees": "fin",
    }

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="modalites")
    titre = models.CharField("titre", max_length=200)
    acces = models.CharField("accès", max_length=20, choices=Acces.choices)
    debut = models.DateField("début", null=True, blank=True)
    fin = models.DateField("fin", null=True, blank=True)
    lieu = models.CharField("lieu", max_length=200, blank=True)
    lien = models.URLField("lien pour participer", max_length=500, blank=True)
    inscription = models.TextField("comment s’inscrire", blank=True)

    class Meta:
        verbose_name = "modalité"
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                name="modalite_dates_ordonnees",
                condition=Q(fin__isnull=True) | Q(debut__isnull=True) | Q(fin__gte=F("debut")),
                violation_error_message="Une modalité ne peut pas finir avant d’avoir commencé.",
            )
        ]

    def __str__(self):
        return self.titre


class RendezVous(ErreursAuChamp, models.Model):
    """Un moment précis où l’on participe : un jour, une heure, un lieu ou une adresse en ligne."""

    champs_a_corriger = {
        "rendez_vous_heures_ordonnees": "heure_fin",
        "rendez_vous_inscription_avant": "inscription_jusqu_au",
        "rendez_vous_departement_connu": "departement",
    }

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="rendez_vous")
    titre = models.CharField("titre", max_length=200)
    date = models.DateField("date")
    heure_debut = models.TimeField("de", null=True, blank=True, help_text="À l’heure du lieu.")
    heure_fin = models.TimeField("à", null=True, blank=True)
    presence = models.CharField("sur place ou en ligne", max_length=30, choices=Presence.choices)
    lieu = models.CharField("lieu et adresse", max_length=250, blank=True)
    commune = models.CharField("commune", max_length=120, blank=True)
    departement = models.CharField(
        "département",
        max_length=3,
        blank=True,
        validators=[RegexValidator(DEPARTEMENT, "Écrivez le code du département : 01, 2A, 971…")],
        help_text="Son code : 01, 2A, 971…",
    )
    acces = models.CharField("accès", max_length=20, choices=Acces.choices)
    public = models.CharField(
        "public", max_length=250, blank=True, help_text="Par exemple : habitants du quartier."
    )
    inscription_jusqu_au = models.DateField("s’inscrire jusqu’au", null=True, blank=True)
    inscription_url = models.URLField("adresse d’inscription", max_length=500, blank=True)
    accessibilite = models.TextField(
        "accessibilité",
        blank=True,
        help_text="Fauteuil roulant, boucle magnétique, langue des signes, sous-titres, garde d’enfants…",
    )

    class Meta:
        verbose_name = verbose_name_plural = "rendez-vous"
        ordering = ["date", "heure_debut", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rendez_vous_heures_ordonnees",
                condition=Q(heure_fin__isnull=True)
                | Q(heure_debut__isnull=False, heure_fin__gt=F("heure_debut")),
                violation_error_message="Un rendez-vous finit après son heure de début.",
            ),
            models.CheckConstraint(
                name="rendez_vous_inscription_avant",
                condition=Q(inscription_jusqu_au__isnull=True) | Q(inscription_jusqu_au__lte=F("date")),
                violation_error_message="On s’inscrit au plus tard le jour du rendez-vous.",
            ),
            models.CheckConstraint(
                name="rendez_vous_sur_place_quelque_part",
                condition=Q(presence=Presence.EN_LIGNE) | ~Q(commune="") & ~Q(departement=""),
                violation_error_message="Un rendez-vous sur place a une commune et un département.",
            ),
            models.CheckConstraint(
                name="rendez_vous_departement_connu",
                condition=Q(departement="") | Q(departement__regex=DEPARTEMENT),
                violation_error_message="Écrivez le code du département : 01, 2A, 971…",
            ),
        ]

    def __str__(self):
        return f"{self.titre}, {self.date:%d/%m/%Y}"
