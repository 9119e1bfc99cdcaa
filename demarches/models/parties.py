"""The repeated parts of the fiche d'identité: they live and are published with their démarche."""

from django.db import models
from django.db.models import F, Q

from demarches.enums import Acces, NatureJalon, RoleGouvernance
from demarches.models.demarche import Demarche
from publication.models import Fichier


class Jalon(models.Model):
    """Une date du calendrier, décisions d’après le débat comprises."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="jalons")
    nature = models.CharField("nature", max_length=20, choices=NatureJalon.choices)
    titre = models.CharField("titre", max_length=200)
    debut = models.DateField("date ou début")
    fin = models.DateField("fin", null=True, blank=True)

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


class Modalite(models.Model):
    """Une manière de participer : où, quand, pour qui, comment s’inscrire."""

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


class Engagement(models.Model):
    """Ce que le commanditaire a promis de faire de l’avis des citoyens."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="engagements")
    texte = models.TextField("engagement")
    par = models.CharField("pris par", max_length=200)
    pris_le = models.DateField("pris le", null=True, blank=True)
    echeance = models.DateField(
        "échéance", null=True, blank=True, help_text="Vide : « aucun délai annoncé »."
    )
    source = models.CharField("source", max_length=250, blank=True)
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    class Meta:
        ordering = ["echeance", "pk"]
        constraints = [
            models.CheckConstraint(
                name="engagement_echeance_apres_la_promesse",
                condition=Q(echeance__isnull=True) | Q(pris_le__isnull=True) | Q(echeance__gte=F("pris_le")),
                violation_error_message="L’échéance d’un engagement ne peut pas précéder le jour où il a été pris.",
            )
        ]

    def __str__(self):
        return self.texte


class Membre(models.Model):
    """Une personne ou une organisation qui a un rôle dans la gouvernance de la démarche."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="membres")
    role = models.CharField("rôle", max_length=30, choices=RoleGouvernance.choices)
    nom = models.CharField("nom", max_length=200)
    fonction = models.CharField("qualité ou mission", max_length=250, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "role", "nom"],
                name="membre_unique_par_role",
                violation_error_message="Ce nom figure déjà à ce rôle.",
            )
        ]

    def __str__(self):
        return self.nom


class Lien(models.Model):
    """Une source ou une ressource publiée ailleurs."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="liens")
    titre = models.CharField("titre", max_length=250)
    url = models.URLField("adresse", max_length=500)
    date = models.DateField("date", null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.titre


class Piece(models.Model):
    """Un document déposé sur le portail : dossier d’information, rapport, avis."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="pieces")
    titre = models.CharField("titre", max_length=250)
    fichier = models.ForeignKey(Fichier, on_delete=models.PROTECT, related_name="pieces")
    date = models.DateField("date", null=True, blank=True)

    class Meta:
        verbose_name = "pièce"
        ordering = ["pk"]

    def __str__(self):
        return self.titre
