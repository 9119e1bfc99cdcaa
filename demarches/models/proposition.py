from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from demarches.enums import NatureFiliation, NaturePoint, ReponseFiliation
from demarches.models.demarche import Demarche
from publication.models import DocumentQuerySet


class PropositionQuerySet(DocumentQuerySet):
    def feuilles(self):
        """The points that call for an answer: a proposition cut into parts is answered part by part."""
        return self.filter(parties__isnull=True)

    def confiees_a(self, organisations):
        """Those that these organisations answer, for whoever leads the démarche."""
        return self.filter(confiee_a__in=organisations)

    def pour_le_document(self):
        return self.select_related("partie_de", "demarche").avec_parties("origines__origine")


class Proposition(models.Model):
    """Un point de l’avis des citoyens, qui appelle une réponse publique."""

    demarche = models.ForeignKey(Demarche, on_delete=models.PROTECT, related_name="propositions")
    reference = models.CharField("référence", max_length=40)
    ordre = models.PositiveIntegerField("ordre", default=0)
    nature = models.CharField(
        "nature", max_length=20, choices=NaturePoint.choices, default=NaturePoint.PROPOSITION
    )
    chapitre = models.CharField("chapitre", max_length=250, blank=True)
    titre = models.CharField("titre", max_length=300)

    # what the citizens wrote
    verbatim = models.TextField("texte des citoyens", blank=True, help_text="Mot pour mot, jamais corrigé.")
    verbatim_document = models.CharField("document source", max_length=250, blank=True)
    verbatim_page = models.CharField("page", max_length=30, blank=True)
    verbatim_url = models.URLField("adresse", max_length=500, blank=True)
    reformulation = models.TextField(
        "reformulation", blank=True, help_text="Les mots de l’administration, à part."
    )
    extraite_par = models.CharField(
        "extraite par",
        max_length=200,
        blank=True,
        help_text="Qui a tiré ce point d’un texte que les citoyens n’ont pas écrit ainsi.",
    )
    votes_pour = models.PositiveIntegerField("votes pour", null=True, blank=True)
    votes_contre = models.PositiveIntegerField("votes contre", null=True, blank=True)
    abstentions = models.PositiveIntegerField("abstentions", null=True, blank=True)
    soutiens = models.PositiveIntegerField("soutiens", null=True, blank=True)

    # who answers, private
    confiee_a = models.ForeignKey(
        Organisation,
        verbose_name="réponse confiée à",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="points_confies",
        help_text="Ses agents liront la démarche et rédigeront la réponse à ce point, rien d’autre. Jamais publié.",
    )

    # lineage
    partie_de = models.ForeignKey(
        "self",
        verbose_name="partie de",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
    )
    retiree_le = models.DateField("retirée par ses auteurs le", null=True, blank=True)
    retiree_document = models.CharField("document des auteurs", max_length=250, blank=True)

    objects = PropositionQuerySet.as_manager()

    class Meta:
        ordering = ["ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demarche", "reference"],
                name="proposition_reference_unique",
                violation_error_message="Cette référence est déjà prise dans la démarche.",
            ),
            models.CheckConstraint(
                name="proposition_reference_sans_barre",
                condition=~Q(reference__in=["", ".", ".."]) & ~Q(reference__contains="/"),
                violation_error_message="Une référence n’est ni vide ni faite de points, et ne contient pas de barre oblique.",
            ),
            models.CheckConstraint(
                name="proposition_pas_partie_d_elle_meme",
                condition=Q(partie_de__isnull=True) | ~Q(partie_de=F("id")),
                violation_error_message="Un point ne peut pas être une partie de lui-même.",
            ),
            models.CheckConstraint(
                name="proposition_reformulee_par_quelqu_un",
                condition=Q(reformulation="") | ~Q(verbatim="") | ~Q(extraite_par=""),
                violation_error_message="Un point que les citoyens n’ont pas écrit ainsi dit qui l’a extrait.",
            ),
            models.CheckConstraint(
                name="proposition_retiree_sur_document",
                condition=Q(retiree_le__isnull=True, retiree_document="")
                | Q(retiree_le__isnull=False) & ~Q(retiree_document=""),
                violation_error_message="Un retrait par les auteurs porte sa date et le document qui le dit.",
            ),
        ]

    def __str__(self):
        return f"{self.reference} – {self.titre}"

    def clean(self):
        parent = self.partie_de
        if parent and parent.demarche_id != self.demarche_id:
            raise ValidationError({"partie_de": "Une partie appartient à la même démarche que son point."})
        if parent and parent.partie_de_id:
            raise ValidationError({"partie_de": "Une partie ne se découpe pas elle-même en parties."})
        if parent and self.pk and self.parties.exists():
            raise ValidationError({"partie_de": "Ce point a déjà des parties : il ne peut pas en être une."})


class Filiation(models.Model):
    """D’où vient un point : plusieurs ont été fusionnés, ou un seul a été scindé."""

    proposition = models.ForeignKey(Proposition, on_delete=models.CASCADE, related_name="origines")
    origine = models.ForeignKey(Proposition, on_delete=models.PROTECT, related_name="descendance")
    nature = models.CharField("nature", max_length=10, choices=NatureFiliation.choices)
    par = models.CharField("faite par", max_length=200)
    raison = models.TextField("raison")
    reponse = models.CharField(
        "réponse",
        max_length=10,
        choices=ReponseFiliation.choices,
        default=ReponseFiliation.PROPRE,
        help_text="Héritée : la réponse publiée au point d’origine vaut aussi pour celui-ci.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposition", "origine"],
                name="filiation_unique",
                violation_error_message="Cette filiation est déjà notée.",
            ),
            models.CheckConstraint(
                name="filiation_pas_de_soi_meme",
                condition=~Q(proposition=F("origine")),
                violation_error_message="Un point ne peut pas être issu de lui-même.",
            ),
            models.CheckConstraint(
                name="filiation_motivee",
                condition=~Q(par="") & ~Q(raison=""),
                violation_error_message="Dites qui a fusionné ou scindé ces points, et pourquoi.",
            ),
        ]

    def __str__(self):
        return f"{self.proposition.reference} issue de {self.origine.reference}"

    def clean(self):
        if not (self.proposition_id and self.origine_id):
            return
        if self.proposition.demarche_id != self.origine.demarche_id:
            raise ValidationError("Une filiation relie deux points d’une même démarche.")
        if self.proposition_id in ancetres(self.origine):
            raise ValidationError(
                f"« {self.origine.reference} » est déjà issu de « {self.proposition.reference} » : un point ne peut pas venir de lui-même."
            )


def ancetres(proposition) -> set[int]:
    """The identifiers of every point from which this one comes, itself included, however far."""
    parents = {}
    liens = Filiation.objects.filter(proposition__demarche=proposition.demarche_id)
    for enfant, parent in liens.values_list("proposition_id", "origine_id"):
        parents.setdefault(enfant, []).append(parent)
    vus, a_voir = set(), [proposition.pk]
    while a_voir:
        pk = a_voir.pop()
        if pk not in vus:
            vus.add(pk)
            a_voir += parents.get(pk, [])
    return vus
