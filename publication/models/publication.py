from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Min, Q

from publication.contraintes import SoumissionFigee, VersionsAccordees
from publication.enums import Approbation, Etat, Modification, PointDeControle
from publication.heure import en_toutes_lettres
from publication.models.dossier import Dossier
from publication.models.lot import Lot


class PublicationQuerySet(models.QuerySet):
    def en_urgence(self):
        return self.exclude(urgence="")

    def a_approuver(self):
        """Published in an emergency, and not yet looked at by a second validator."""
        return self.filter(approbation=Approbation.ATTENDUE)

    def ouvertes(self):
        return self.filter(etat__in=Etat.ouverts())

    def visibles_par(self, agent):
        return self.filter(dossier__in=Dossier.objects.visibles_par(agent))

    def programmees(self, le):
        return self.filter(etat=Etat.VALIDEE, publiee_le__gt=le)

    def parues(self, le):
        """Those that have begun at the instant `le`: what they put online was public, whatever became of it."""
        return self.filter(etat=Etat.VALIDEE, publiee_le__lte=le)

    def des_ministeres_de(self, agent):
        """Of the ministries of which the agent is the référent."""
        return self.filter(dossier__organisation__in=agent.organisations_referentes())

    def traitees(self):
        return self.exclude(etat__in=Etat.ouverts())

    def une_par_lot(self):
        """One line per submission made in one go: of each lot, the first of these publications."""
        premieres = self.order_by().filter(lot__isnull=False).values("lot").annotate(premiere=Min("pk"))
        return self.filter(Q(lot__isnull=True) | Q(pk__in=premieres.values("premiere")))

    def sans_lot_a_traiter(self):
        """Leaves out the lots of which something still awaits the CIPC."""
        return self.exclude(lot__in=Publication.objects.ouvertes().exclude(lot=None).values("lot"))

    def de_la_plus_ancienne(self):
        return self.order_by("soumise_le", "pk")

    def pour_la_liste(self):
        return self.select_related(
            "dossier__organisation", "soumise_par", "prise_en_charge_par", "validee_par"
        )


class Publication(models.Model):
    """Un ensemble figé de documents soumis au CIPC, qui entrent en vigueur au même instant."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="publications")
    etat = models.CharField("état", max_length=20, choices=Etat.choices, default=Etat.SOUMISE)
    # submission
    lot = models.ForeignKey(
        Lot,
        verbose_name="lot",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
    )
    soumise_le = models.DateTimeField("soumise le")
    soumise_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="soumise par",
        on_delete=models.PROTECT,
        related_name="soumissions",
    )
    auteurs = ArrayField(models.BigIntegerField(), verbose_name="auteurs")
    prealables = ArrayField(
        models.CharField(max_length=80), verbose_name="repose sur", default=list, blank=True
    )
    note = models.TextField("note au validateur", blank=True)
    souhaitee_le = models.DateField("publication souhaitée le", null=True, blank=True)
    modification = models.CharField(
        "nature de la modification", max_length=30, choices=Modification.choices, blank=True
    )
    raison = models.TextField("raison de la modification (publiée)", blank=True)
    factuelle = models.BooleanField("factuelle et indispensable, selon l’organisation", default=False)
    # validation
    prise_en_charge_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="prise en charge par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    traitee_le = models.DateTimeField("traitée le", null=True, blank=True)
    validee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="validée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="validations",
    )
    publiee_le = models.DateTimeField("publiée le", null=True, blank=True)
    controles = ArrayField(
        models.CharField(max_length=30, choices=PointDeControle.choices),
        verbose_name="contrôle de forme",
        default=list,
        blank=True,
    )
    factuelle_confirmee = models.BooleanField("factuelle et indispensable, selon le CIPC", default=False)
    # emergency: published by one validator alone, approved or not by another afterwards
    urgence = models.TextField("raison de l’urgence (publiée)", blank=True)
    approbation = models.CharField("approbation", max_length=20, choices=Approbation.choices, blank=True)
    approbation_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="approbation traitée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approbation_le = models.DateTimeField("approbation traitée le", null=True, blank=True)
    approbation_raison = models.TextField("raison du refus d’approuver", blank=True)
    commentaire = models.TextField("commentaire du validateur", blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-soumise_le", "-pk"]
        indexes = [
            models.Index(fields=["etat", "soumise_le"], name="publication_file"),
            models.Index(fields=["-publiee_le"], name="publication_parution", condition=Q(etat=Etat.VALIDEE)),
        ]
        constraints = [
            models.CheckConstraint(
                name="publication_quatre_yeux",
                condition=Q(validee_par__isnull=True)
                | ~Q(auteurs__contains=[F("validee_par")])
                | ~Q(urgence=""),
                violation_error_message="Sauf urgence, une publication est validée par une personne qui n’y a rien écrit.",
            ),
            models.CheckConstraint(
                name="publication_a_des_auteurs",
                condition=Q(auteurs__len__gt=0) & Q(auteurs__contains=[F("soumise_par")]),
                violation_error_message="Qui soumet est toujours compté parmi les auteurs.",
            ),
            models.CheckConstraint(
                name="publication_validee_si_et_seulement_si_datee",
                condition=Q(
                    etat__in=[Etat.VALIDEE, Etat.DEPROGRAMMEE],
                    validee_par__isnull=False,
                    publiee_le__isnull=False,
                )
                | Q(validee_par__isnull=True, publiee_le__isnull=True)
                & ~Q(etat__in=[Etat.VALIDEE, Etat.DEPROGRAMMEE]),
                violation_error_message="Une publication validée a un validateur et un instant, les autres n’en ont pas.",
            ),
            models.CheckConstraint(
                name="publication_traitee_si_et_seulement_si_datee",
                condition=Q(etat__in=Etat.ouverts(), traitee_le__isnull=True)
                | ~Q(etat__in=Etat.ouverts()) & Q(traitee_le__isnull=False),
                violation_error_message="Une publication traitée porte la date de son traitement.",
            ),
            models.CheckConstraint(
                name="publication_prise_en_charge_par_quelqu_un",
                condition=~Q(etat=Etat.PRISE_EN_CHARGE) | Q(prise_en_charge_par__isnull=False),
                violation_error_message="Une publication prise en charge l’est par quelqu’un.",
            ),
            models.CheckConstraint(
                name="publication_renvoyee_avec_commentaire",
                condition=~Q(etat=Etat.RENVOYEE) | ~Q(commentaire=""),
                violation_error_message="Dites à l’organisateur pourquoi vous lui renvoyez sa publication.",
            ),
            models.CheckConstraint(
                name="publication_modification_motivee",
                condition=Q(modification="") | ~Q(raison=""),
                violation_error_message="Donnez la raison de la modification : elle sera publiée.",
            ),
            models.CheckConstraint(
                name="publication_validee_apres_controle",
                condition=Q(etat__in=[Etat.VALIDEE, Etat.DEPROGRAMMEE], controles=PointDeControle.values)
                | Q(etat=Etat.VALIDEE, controles=[]) & ~Q(urgence="") & ~Q(approbation=Approbation.DONNEE)
                | ~Q(etat__in=[Etat.VALIDEE, Etat.DEPROGRAMMEE]) & Q(controles=[]),
                violation_error_message="Une publication validée l’est après les six points du contrôle de forme.",
            ),
            models.CheckConstraint(
                name="publication_urgence_a_approuver",
                condition=Q(urgence="", approbation="")
                | ~Q(urgence="") & ~Q(approbation="") & Q(etat=Etat.VALIDEE),
                violation_error_message="Ce qui est publié en urgence dit pourquoi, et attend une approbation.",
            ),
            models.CheckConstraint(
                name="publication_approbation_datee",
                condition=Q(approbation__in=["", Approbation.ATTENDUE])
                & Q(approbation_par__isnull=True, approbation_le__isnull=True)
                | Q(approbation__in=[Approbation.DONNEE, Approbation.REFUSEE])
                & Q(approbation_par__isnull=False, approbation_le__isnull=False),
                violation_error_message="Une approbation traitée dit par qui et quand, les autres non.",
            ),
            models.CheckConstraint(
                name="publication_approuvee_par_un_autre",
                condition=Q(approbation_par__isnull=True)
                | ~Q(approbation_par=F("validee_par")) & ~Q(auteurs__contains=[F("approbation_par")]),
                violation_error_message="Une urgence est approuvée par une personne qui ne l’a ni écrite ni publiée.",
            ),
            models.CheckConstraint(
                name="publication_desapprobation_motivee",
                condition=Q(approbation=Approbation.REFUSEE) & ~Q(approbation_raison="")
                | ~Q(approbation=Approbation.REFUSEE) & Q(approbation_raison=""),
                violation_error_message="Un refus d’approuver donne sa raison, et lui seul.",
            ),
            SoumissionFigee(name="publication_soumission_figee"),
            VersionsAccordees(name="publication_versions_accordees"),
        ]

    def __str__(self):
        return f"Publication {self.pk} : {self.dossier}"

    @property
    def est_ouverte(self) -> bool:
        return self.etat in Etat.ouverts()

    def noms_des_auteurs(self) -> list[str]:
        """Everyone who wrote some of it: none of them may validate it."""
        return [str(agent) for agent in get_user_model().objects.filter(pk__in=self.auteurs)]

    def est_programmee(self, le) -> bool:
        return self.etat == Etat.VALIDEE and self.publiee_le > le

    @property
    def publiee_le_en_lettres(self) -> str:
        return en_toutes_lettres(self.publiee_le)
