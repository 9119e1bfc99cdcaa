from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from demarches.models import Proposition
from publication.models import DocumentQuerySet
from suivi.enums import Motif, Position


class ReponseQuerySet(DocumentQuerySet):
    def pour_le_document(self):
        return self.select_related("proposition__demarche", "destinataire").avec_parties(
            "proposition__parties"
        )


class Reponse(models.Model):
    """La réponse motivée, signée et datée de l’État à un point de l’avis."""

    proposition = models.OneToOneField(
        Proposition, on_delete=models.PROTECT, primary_key=True, related_name="reponse"
    )

    # what is answered
    position = models.CharField("position", max_length=30, choices=Position.choices)
    motivation = models.TextField(
        "motivation", blank=True, help_text="Obligatoire pour publier, quelle que soit la position."
    )
    motifs = ArrayField(
        models.CharField(max_length=30, choices=Motif.choices),
        verbose_name="motifs",
        default=list,
        blank=True,
    )
    ecart = models.TextField(
        "écart", blank=True, help_text="Ce qui était demandé, ce qui est gardé, pourquoi."
    )
    contrainte_juridique = models.TextField("contrainte juridique", blank=True)
    deja_tranchee_par = models.CharField("texte ou décision qui a déjà tranché", max_length=250, blank=True)
    texte_en_vigueur = models.CharField("texte déjà en vigueur", max_length=250, blank=True)
    texte_en_vigueur_le = models.DateField("en vigueur depuis le", null=True, blank=True)

    # holding answers
    echeance = models.DateField("réponse définitive attendue le", null=True, blank=True)
    destinataire = models.ForeignKey(
        Organisation,
        verbose_name="renvoyée à",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renvois",
    )
    transmise_le = models.DateField("transmise le", null=True, blank=True)
    transmission_preuve = models.CharField(
        "preuve de la transmission",
        max_length=250,
        blank=True,
        help_text="Pour le Parlement, l’Union européenne ou une collectivité : ils n’ont pas de délai ici.",
    )
    transmission_url = models.URLField("adresse de cette preuve", max_length=500, blank=True)

    # who answers, who decides
    repondue_le = models.DateField("date de la réponse de l’État", null=True, blank=True)
    source = models.CharField("source de la réponse", max_length=250, blank=True)
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)
    signataire_nom = models.CharField("signataire : nom", max_length=150, blank=True)
    signataire_fonction = models.CharField("signataire : fonction", max_length=200, blank=True)
    signataire_autorite = models.CharField("signataire : autorité", max_length=200, blank=True)
    qui_a_tranche = models.CharField("qui a tranché", max_length=200, blank=True)
    qui_doit_agir = models.CharField("qui doit agir maintenant", max_length=200, blank=True)
    agir_avant_le = models.DateField("avant le", null=True, blank=True)

    # private
    visa_par = models.CharField(
        "visa : accord donné par", max_length=200, blank=True, help_text="Jamais publié."
    )
    visa_le = models.DateField("visa : le", null=True, blank=True)
    visa_delegation = models.CharField(
        "visa : délégation",
        max_length=250,
        blank=True,
        help_text="L’arrêté ou la décision qui permet de signer pour le signataire, ou « le signataire lui-même ».",
    )

    a_relire = models.BooleanField("à relire avant de soumettre", default=False)

    objects = ReponseQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse"
        ordering = ["proposition__ordre", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reponse_ecart_si_retenue_en_partie",
                condition=~Q(position=Position.RETENUE_EN_PARTIE) | ~Q(ecart=""),
                violation_error_message="Expliquez l’écart entre ce qui était demandé et ce qui est gardé.",
            ),
            models.CheckConstraint(
                name="reponse_texte_si_deja_en_vigueur",
                condition=~Q(position=Position.DEJA_EN_VIGUEUR)
                | ~Q(texte_en_vigueur="") & Q(texte_en_vigueur_le__isnull=False),
                violation_error_message="Citez le texte déjà en vigueur et sa date.",
            ),
            models.CheckConstraint(
                name="reponse_motif_obligatoire",
                condition=~Q(position__in=Position.a_motiver()) | Q(motifs__len__gte=1),
                violation_error_message="Cette position demande au moins un motif.",
            ),
            models.CheckConstraint(
                name="reponse_trois_motifs_au_plus",
                condition=Q(motifs__len__lte=3),
                violation_error_message="Choisissez trois motifs au plus.",
            ),
            models.CheckConstraint(
                name="reponse_deja_tranchee_par_un_texte",
                condition=~Q(motifs__contains=[Motif.DEJA_TRANCHEE]) | ~Q(deja_tranchee_par=""),
                violation_error_message="« Déjà tranchée » : citez le texte ou la décision.",
            ),
            models.CheckConstraint(
                name="reponse_agir_avant_le_par_quelqu_un",
                condition=Q(agir_avant_le__isnull=True) | ~Q(qui_doit_agir=""),
                violation_error_message="Dites qui doit agir avant cette date.",
            ),
            models.CheckConstraint(
                name="reponse_echeance_si_a_l_etude",
                condition=~Q(position=Position.A_L_ETUDE) | Q(echeance__isnull=False),
                violation_error_message="« À l’étude » porte une date : celle de la réponse définitive.",
            ),
            models.CheckConstraint(
                name="reponse_destinataire_si_renvoyee",
                condition=~Q(position=Position.RENVOYEE)
                | Q(destinataire__isnull=False, transmise_le__isnull=False),
                violation_error_message="Dites à qui la proposition est renvoyée, et depuis quand.",
            ),
        ]

    def __str__(self):
        return f"Réponse à {self.proposition.reference}"

    def clean(self):
        if self.proposition_id and self.proposition.parties.exists():
            raise ValidationError(
                "Ce point est découpé en parties : répondez à chacune d’elles, pas au point entier."
            )
