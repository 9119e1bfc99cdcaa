from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from demarches.enums import Accompagnement, Arret, Cadre, Niveau, Objectif, Theme, TypeDemarche
from publication.models import Dossier


class DemarcheQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        return self.filter(dossier__in=Dossier.objects.visibles_par(agent))


class Demarche(models.Model):
    """Une consultation que l’État ouvre volontairement à un public défini, et qui l’engage à répondre."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="demarche"
    )

    # what it is
    titre = models.CharField("titre", max_length=200)
    chapo = models.TextField("chapô", blank=True, help_text="Deux phrases : de quoi parle-t-on, qui décide.")
    resume_simple = models.TextField(
        "résumé simple", blank=True, help_text="Des phrases courtes, sans sigle, pour être compris de tous."
    )
    themes = ArrayField(
        models.CharField(max_length=40, choices=Theme.choices),
        verbose_name="thèmes",
        default=list,
        blank=True,
    )
    territoire = models.CharField("territoire", max_length=120, blank=True, default="France entière")
    cadre = models.CharField("cadre", max_length=20, choices=Cadre.choices, default=Cadre.VOLONTAIRE)
    type = models.CharField("type de démarche", max_length=30, choices=TypeDemarche.choices, blank=True)
    objectif = models.CharField("objectif", max_length=30, choices=Objectif.choices, blank=True)
    niveau = models.CharField("niveau de participation", max_length=20, choices=Niveau.choices, blank=True)
    niveau_explication = models.TextField("ce que ce niveau veut dire ici", blank=True)
    reprise_historique = models.BooleanField(
        "reprise d’historique",
        default=False,
        help_text="Démarche antérieure au portail : elle le dit sur sa page et n’entre pas dans les délais.",
    )

    # who decides, who leads
    commanditaire_fonction = models.CharField("commanditaire : fonction", max_length=200, blank=True)
    commanditaire_autorite = models.CharField("commanditaire : autorité", max_length=200, blank=True)
    discutee_avec_le_cipc_le = models.DateField("discutée avec le CIPC le", null=True, blank=True)
    accompagnement = models.CharField(
        "accompagnement du CIPC", max_length=20, choices=Accompagnement.choices, blank=True
    )
    contact = models.EmailField(
        "contact public", blank=True, help_text="Une adresse de service, jamais une personne."
    )

    # what is asked
    question = models.TextField("question posée aux citoyens", blank=True)
    sous_questions = ArrayField(models.TextField(), verbose_name="sous-questions", default=list, blank=True)
    contexte = models.TextField("contexte", blank=True)
    objet = models.TextField("objet", blank=True)
    finalite = models.TextField("finalité", blank=True)
    ouvert_au_debat = models.TextField("ce qui est ouvert au débat", blank=True)
    deja_decide = models.TextField("ce qui est déjà décidé", blank=True)
    point_de_sortie = models.TextField(
        "point de sortie",
        blank=True,
        help_text="Le texte, le plan ou la décision que les résultats alimentent.",
    )
    point_de_sortie_autorite = models.CharField("qui le prend", max_length=200, blank=True)
    point_de_sortie_echeance = models.CharField(
        "quand", max_length=120, blank=True, help_text="Une date, un trimestre, ou « non annoncé »."
    )

    # when
    annoncee_le = models.DateField("annoncée le", null=True, blank=True)
    ouverte_le = models.DateField("ouverte le", null=True, blank=True)
    cloturee_le = models.DateField("participation close le", null=True, blank=True)
    avis_attendu_le = models.DateField("avis attendu le", null=True, blank=True)
    arret = models.CharField("arrêt", max_length=20, choices=Arret.choices, blank=True)
    arret_le = models.DateField("arrêtée le", null=True, blank=True)
    arret_raison = models.TextField("raison de l’arrêt", blank=True)

    # who takes part
    participants_recrutement = models.TextField("recrutement des participants", blank=True)
    participants_contactes = models.PositiveIntegerField("personnes contactées", null=True, blank=True)
    taille_du_panel = models.PositiveIntegerField("taille du panel", null=True, blank=True)
    participants = models.PositiveIntegerField("participants", null=True, blank=True)
    participants_criteres = models.TextField("critères de composition", blank=True)
    indemnisation = models.TextField("indemnisation", blank=True)
    garants_absents = models.BooleanField("aucun garant", default=False)
    suivi_citoyen_absent = models.BooleanField("aucun comité de suivi citoyen", default=False)
    aucun_delai_annonce = models.BooleanField("aucun délai de réponse annoncé", default=False)
    cout_realise = models.CharField("coût réalisé et sa source", max_length=250, blank=True)

    objects = DemarcheQuerySet.as_manager()

    class Meta:
        verbose_name = "démarche"
        ordering = ["titre"]
        constraints = [
            models.CheckConstraint(
                name="demarche_trois_themes_au_plus",
                condition=Q(themes__len__lte=3),
                violation_error_message="Choisissez trois thèmes au plus.",
            ),
            models.CheckConstraint(
                name="demarche_annoncee_avant_d_ouvrir",
                condition=Q(annoncee_le__isnull=True)
                | Q(ouverte_le__isnull=True)
                | Q(annoncee_le__lte=F("ouverte_le")),
                violation_error_message="La démarche ne peut pas ouvrir avant d’être annoncée.",
            ),
            models.CheckConstraint(
                name="demarche_ouverte_avant_de_clore",
                condition=Q(cloturee_le__isnull=True)
                | Q(ouverte_le__isnull=True)
                | Q(ouverte_le__lte=F("cloturee_le")),
                violation_error_message="La participation ne peut pas être close avant d’être ouverte.",
            ),
            models.CheckConstraint(
                name="demarche_arret_date_et_motive",
                condition=Q(arret="", arret_le__isnull=True, arret_raison="")
                | ~Q(arret="") & Q(arret_le__isnull=False) & ~Q(arret_raison=""),
                violation_error_message="Un arrêt porte une date et une raison publique ; sans arrêt, ni l’une ni l’autre.",
            ),
            models.CheckConstraint(
                name="demarche_participants_pas_plus_que_contactes",
                condition=Q(participants__isnull=True)
                | Q(participants_contactes__isnull=True)
                | Q(participants__lte=F("participants_contactes")),
                violation_error_message="Il ne peut pas y avoir plus de participants que de personnes contactées.",
            ),
        ]

    def __str__(self):
        return self.titre

    @property
    def organisation(self):
        return self.dossier.organisation

    @property
    def slug(self) -> str:
        return slugify(self.titre)[:80] or "demarche"
