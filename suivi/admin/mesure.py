from django.contrib import admin
from django.db.models import Max
from django.urls import reverse

from demarches.admin.filtres import DemarcheFilter
from demarches.admin.rattachement import RattacheAdmin, RattacheForm
from publication.admin import PartieInline
from suivi.enums import GenreDeTableur
from suivi.guide import MESURE
from suivi.models import Lecture, LienMesure, Mesure, Nouvelle, Preuve, Report


class MesureForm(RattacheForm):
    """A mesure takes the next number of its démarche."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.demarche:
            dernier = self.demarche.mesures.aggregate(n=Max("numero"))["n"]
            self.instance.numero = (dernier or 0) + 1


class LienInline(PartieInline):
    model = LienMesure
    verbose_name = "point"
    verbose_name_plural = "points dont la mesure est issue, avec l’écart final"
    fields = ["proposition", "ecart", "change_par"]

    def limites(self, request, objet):
        return {"proposition": objet.demarche.propositions.all()}


class LectureInline(PartieInline):
    model = Lecture
    verbose_name_plural = "étapes de la loi : dépôt, lectures, décision, promulgation"
    fields = [("stade", "le"), "resultat", "url"]


class ReportInline(PartieInline):
    model = Report
    verbose_name_plural = "reports d’échéance"
    fields = [("decide_le", "nouvelle_echeance"), "raison"]


class PreuveInline(PartieInline):
    model = Preuve
    verbose_name_plural = "preuves"
    fields = ["type", "reference", "titre", "url", "date"]


class NouvelleInline(PartieInline):
    model = Nouvelle
    verbose_name_plural = "nouvelles"
    fields = ["date", "texte", "source_url"]


@admin.register(Mesure)
class MesureAdmin(RattacheAdmin):
    conseils = MESURE
    form = MesureForm
    list_display = ["numero", "titre", "avancement", "vecteur", "echeance_initiale", "tableau"]
    list_display_links = ["titre"]
    list_filter = [DemarcheFilter, "avancement", "vecteur"]
    search_fields = ["titre", "description"]
    search_help_text = "Un mot du titre ou de la description."
    inlines = [LienInline, LectureInline, ReportInline, PreuveInline, NouvelleInline]
    fieldsets = [
        (
            None,
            {"fields": ["titre", "description", "responsable", "vecteur"]},
        ),
        (
            "Où elle en est",
            {
                "description": "« Adoptée » et « mise en œuvre » demandent une preuve.",
                "fields": [
                    "avancement",
                    "raison",
                    "reste_a_faire",
                    "prochaine_etape",
                    "prochaine_etape_le",
                    "dossier_legislatif_url",
                ],
            },
        ),
        (
            "Pour quand, à quel coût",
            {
                "description": "L’échéance initiale ne change pas : un retard s’écrit comme un report, avec sa raison.",
                "fields": [
                    ("echeance_initiale", "valable_jusqu_au"),
                    ("cout_estime", "cout_realise"),
                ],
            },
        ),
    ]

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.fieldsets[:1]

    def lectures_du_dossier(self, request, dossier):
        return [("Voir les mesures", self.adresse_de_la_liste(dossier))]

    def actions_du_dossier(self, request, dossier):
        return [
            ("Ajouter une mesure", self.adresse_d_ajout(dossier)),
            ("Mesures par tableur", reverse("admin:tableur", args=[dossier.pk, GenreDeTableur.MESURES])),
        ]
