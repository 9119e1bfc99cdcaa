from django.db import models
from django.db.models import Q

from demarches.enums import FormeAvis, Redaction
from demarches.models.demarche import Demarche
from publication.models import DocumentQuerySet, ErreursAuChamp


class AvisQuerySet(DocumentQuerySet):
    def pour_le_document(self):
        return self.select_related("demarche").avec_parties(
            "documents__fichier", "chiffres_cles", "questions"
        )


class Avis(ErreursAuChamp, models.Model):
    """Ce que les citoyens ont dit : la deuxième section de la page d’une démarche."""

    champs_a_corriger = {
        "avis_nombre_remis_source": "nombre_remis_source",
        "avis_remis_a_quelqu_un": "remis_a",
        "avis_part_lue_possible": "synthese_part_lue",
        "avis_synthese_intermediaire_datee": "synthese_intermediaire_le",
        "avis_profil_connu_ou_non": "profil_non_connu",
        "avis_minoritaire_porte_par_quelqu_un": "avis_minoritaire_par",
    }

    demarche = models.OneToOneField(Demarche, on_delete=models.PROTECT, primary_key=True, related_name="avis")

    # what was handed over
    forme = models.CharField("forme de l’avis", max_length=30, choices=FormeAvis.choices, blank=True)
    remis_le = models.DateField("remis le", null=True, blank=True)
    remis_a = models.CharField("remis à", max_length=200, blank=True)
    nombre_remis = models.PositiveIntegerField(
        "nombre de points selon le document",
        null=True,
        blank=True,
        help_text="Le compte du document source, pas le nôtre.",
    )
    nombre_remis_source = models.CharField("où ce nombre est écrit", max_length=250, blank=True)
    nombre_remis_ecart = models.TextField(
        "pourquoi le nombre publié diffère",
        blank=True,
        help_text="Par exemple : des points découpés en parties.",
    )
    votes_pour = models.PositiveIntegerField("votes pour l’ensemble", null=True, blank=True)
    votes_contre = models.PositiveIntegerField("votes contre l’ensemble", null=True, blank=True)
    abstentions = models.PositiveIntegerField("abstentions sur l’ensemble", null=True, blank=True)

    # how it was written
    synthese = models.TextField("synthèse", blank=True)
    synthese_methode = models.TextField("comment la synthèse a été faite", blank=True)
    synthese_lecteurs = models.CharField(
        "qui a lu les contributions", max_length=250, blank=True, help_text="Des personnes, un prestataire…"
    )
    synthese_part_lue = models.PositiveSmallIntegerField(
        "part lue par des personnes, en %", null=True, blank=True
    )
    synthese_outils = models.CharField(
        "outils employés", max_length=250, blank=True, help_text="Tableur, analyse automatique de textes…"
    )
    redige_par = models.CharField("rédigé par", max_length=20, choices=Redaction.choices, blank=True)
    valide_par_les_citoyens = models.BooleanField("validé par les citoyens", null=True, blank=True)
    synthese_intermediaire = models.TextField("synthèse intermédiaire", blank=True)
    synthese_intermediaire_le = models.DateField("arrêtée le", null=True, blank=True)

    # where citizens agree and where they do not
    points_de_consensus = models.TextField("points de consensus", blank=True)
    points_de_divergence = models.TextField("points de divergence", blank=True)
    lignes_rouges = models.TextField(
        "lignes rouges", blank=True, help_text="Ce que les citoyens refusent dans tous les cas."
    )
    avis_minoritaire = models.TextField(
        "avis minoritaire", blank=True, help_text="Dans ses propres mots : il se lit à égalité."
    )
    avis_minoritaire_par = models.CharField("porté par", max_length=200, blank=True)

    # who answered
    profil_des_repondants = models.TextField("profil des répondants", blank=True)
    profil_non_connu = models.BooleanField("profil non connu", default=False)
    non_representatif = models.BooleanField(
        "résultats non représentatifs",
        default=False,
        help_text="Qui répond de lui-même n’est pas un échantillon : la page le dit.",
    )

    objects = AvisQuerySet.as_manager()

    class Meta:
        verbose_name = "avis des citoyens"
        verbose_name_plural = "avis des citoyens"
        constraints = [
            models.CheckConstraint(
                name="avis_nombre_remis_source",
                condition=Q(nombre_remis__isnull=True) | ~Q(nombre_remis_source=""),
                violation_error_message="Dites où le nombre de points remis est écrit (document et page).",
            ),
            models.CheckConstraint(
                name="avis_remis_a_quelqu_un",
                condition=Q(remis_le__isnull=True) | ~Q(remis_a=""),
                violation_error_message="Dites à qui l’avis a été remis.",
            ),
            models.CheckConstraint(
                name="avis_part_lue_possible",
                condition=Q(synthese_part_lue__isnull=True) | Q(synthese_part_lue__lte=100),
                violation_error_message="La part des contributions lues va de 0 à 100 pour cent.",
            ),
            models.CheckConstraint(
                name="avis_synthese_intermediaire_datee",
                condition=Q(synthese_intermediaire="", synthese_intermediaire_le__isnull=True)
                | ~Q(synthese_intermediaire="") & Q(synthese_intermediaire_le__isnull=False),
                violation_error_message="Une synthèse intermédiaire porte la date à laquelle elle est arrêtée.",
            ),
            models.CheckConstraint(
                name="avis_profil_connu_ou_non",
                condition=Q(profil_non_connu=False) | Q(profil_des_repondants=""),
                violation_error_message="Le profil des répondants est décrit, ou il n’est pas connu : pas les deux.",
            ),
            models.CheckConstraint(
                name="avis_minoritaire_porte_par_quelqu_un",
                condition=Q(avis_minoritaire="", avis_minoritaire_par="")
                | ~Q(avis_minoritaire="") & ~Q(avis_minoritaire_par=""),
                violation_error_message="Dites qui porte l’avis minoritaire (par exemple : 12 participants).",
            ),
        ]

    def __str__(self):
        return f"Avis des citoyens : {self.demarche}"
