from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from publication.contraintes import AjoutSeul, DroitDeReponseFige
from publication.enums import EtatDuSignalement, NatureDeSuite, NatureDuSignalement
from publication.models.dossier import Dossier


class SignalementQuerySet(models.QuerySet):
    def ouverts(self):
        return self.filter(etat__in=EtatDuSignalement.ouverts())

    def de_la_plus_proche_echeance(self):
        """What is due first, or was, comes first."""
        return self.order_by("echeance", "recu_le", "pk")

    def pour_la_liste(self):
        return self.select_related("dossier", "pris_en_charge_par", "traite_par")

    def coordonnees_a_effacer(self, le, apres: timedelta):
        """Those dealt with longer ago than `apres` at the instant `le`, whose author can still be told."""
        traites = self.filter(etat=EtatDuSignalement.TRAITE, traite_le__lt=le - apres)
        return traites.exclude(nom="", courriel="")


class Signalement(models.Model):
    """Ce qu’une personne, sans compte, signale au CIPC : une erreur, une absence, un contenu illicite, un document inaccessible, un droit de réponse."""

    numero = models.CharField("numéro", max_length=20, unique=True)
    # one form sent twice is one report: fingerprint of the mark that the form bore
    jeton = models.CharField("formulaire", max_length=64, unique=True)
    nature = models.CharField("nature", max_length=20, choices=NatureDuSignalement.choices)
    # what it is about: a path of the site and, if that is the page of an object, which one
    page = models.CharField("page concernée", max_length=500, blank=True)
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="signalements"
    )
    objet = models.CharField("objet", max_length=80, blank=True)
    # what is said, never public
    message = models.TextField("message")
    pourquoi_illicite = models.TextField("pourquoi ce serait illicite", blank=True)
    de_bonne_foi = models.BooleanField("de bonne foi", default=False)
    texte_a_inserer = models.TextField("texte à insérer", blank=True)
    # who says it, until a year after the end
    nom = models.CharField("nom", max_length=150, blank=True)
    courriel = models.EmailField("courriel", blank=True)
    coordonnees_effacees_le = models.DateTimeField("coordonnées effacées le", null=True, blank=True)
    # what is done of it
    recu_le = models.DateTimeField("reçu le")
    echeance = models.DateField("à traiter au plus tard le")
    etat = models.CharField(
        "état", max_length=20, choices=EtatDuSignalement.choices, default=EtatDuSignalement.RECU
    )
    pris_en_charge_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    traite_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    traite_le = models.DateTimeField("traité le", null=True, blank=True)
    reponse = models.TextField("réponse publique", blank=True)

    objects = SignalementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["etat", "echeance"], name="signalement_par_echeance")]
        constraints = [
            models.CheckConstraint(
                name="signalement_dit_quoi",
                condition=~Q(message=""),
                violation_error_message="Un signalement dit quelque chose.",
            ),
            models.CheckConstraint(
                name="signalement_droit_de_reponse_d_une_personne",
                condition=~Q(nature=NatureDuSignalement.DROIT_DE_REPONSE)
                | ~Q(texte_a_inserer="")
                & Q(dossier__isnull=False)
                & ~Q(objet="")
                & (~Q(nom="") & ~Q(courriel="") | Q(coordonnees_effacees_le__isnull=False)),
                violation_error_message="Un droit de réponse dit sur quelle page, par qui, et le texte à insérer.",
            ),
            models.CheckConstraint(
                name="signalement_illicite_motive_de_bonne_foi",
                condition=~Q(nature=NatureDuSignalement.CONTENU_ILLICITE)
                | ~Q(pourquoi_illicite="") & Q(de_bonne_foi=True),
                violation_error_message="Un contenu est signalé comme illicite de bonne foi, en disant pourquoi.",
            ),
            models.CheckConstraint(
                name="signalement_traite_par_quelqu_un_qui_repond",
                condition=Q(etat=EtatDuSignalement.TRAITE, traite_par__isnull=False, traite_le__isnull=False)
                & ~Q(reponse="")
                | ~Q(etat=EtatDuSignalement.TRAITE)
                & Q(traite_par__isnull=True, traite_le__isnull=True, reponse=""),
                violation_error_message="Un signalement traité dit par qui, quand, et ce qui est répondu.",
            ),
        ]

    def __str__(self):
        return f"Signalement {self.numero}"

    def get_absolute_url(self):
        """The receipt, that whoever has the number reads."""
        return reverse("portail:signalement_recu", args=[self.numero])

    @property
    def est_ouvert(self) -> bool:
        return self.etat in EtatDuSignalement.ouverts()

    def est_en_retard(self, jour: date) -> bool:
        return self.est_ouvert and self.echeance < jour


class SuiteDeSignalement(models.Model):
    """Ce que le CIPC a fait d’un signalement, par qui et quand, consigné une fois pour toutes."""

    signalement = models.ForeignKey(Signalement, on_delete=models.PROTECT, related_name="suites")
    nature = models.CharField("nature", max_length=20, choices=NatureDeSuite.choices)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    survenu_le = models.DateTimeField("survenu le")

    class Meta:
        verbose_name = "suite d’un signalement"
        ordering = ["pk"]
        constraints = [AjoutSeul(name="suite_de_signalement_ajout_seul")]

    def __str__(self):
        return f"{self.get_nature_display()}, {self.signalement}"


class DroitDeReponse(models.Model):
    """La réponse qu’une personne nommée ou désignée sur une page y a fait publier, mot pour mot."""

    signalement = models.OneToOneField(Signalement, on_delete=models.PROTECT, related_name="droit_de_reponse")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="droits_de_reponse")
    objet = models.CharField("objet", max_length=80)
    nom = models.CharField("nom", max_length=150)
    texte = models.TextField("texte")
    publie_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    publie_le = models.DateTimeField("publié le")

    class Meta:
        verbose_name = "droit de réponse publié"
        ordering = ["publie_le", "pk"]
        indexes = [models.Index(fields=["objet"], name="droit_de_reponse_par_objet")]
        constraints = [
            models.CheckConstraint(
                name="droit_de_reponse_dit_qui_et_quoi",
                condition=~Q(nom="") & ~Q(texte=""),
                violation_error_message="Un droit de réponse dit qui répond, et quoi.",
            ),
            DroitDeReponseFige(name="droit_de_reponse_fige"),
        ]

    def __str__(self):
        return f"Droit de réponse de {self.nom}"


class EnvoiRecent(models.Model):
    """Un signalement envoyé depuis moins d’un jour : d’où, sous une empreinte qui ne dit pas l’adresse."""

    empreinte = models.CharField("empreinte", max_length=64)
    envoye_le = models.DateTimeField("envoyé le")

    class Meta:
        verbose_name = "envoi récent"
        indexes = [models.Index(fields=["empreinte", "envoye_le"], name="envoi_recent_par_empreinte")]

    def __str__(self):
        return f"Envoi du {self.envoye_le:%d/%m/%Y}"
