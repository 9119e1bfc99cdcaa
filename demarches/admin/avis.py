from django.contrib import admin

from demarches.forms import DocumentRemisForm, QuestionForm
from demarches.guide import AVIS
from demarches.models import Avis, ChiffreCle, DocumentRemis, Question
from publication.admin import AtelierAdmin, PartieInline


class DocumentRemisInline(PartieInline):
    model = DocumentRemis
    form = DocumentRemisForm
    verbose_name_plural = "documents remis : avis, rapport, synthèse"
    fields = ["nature", "titre", ("remis_le", "remis_a"), "url", "envoi", "depose"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.agent = request.user
        formset.form.dossier = obj.demarche.dossier if obj else None
        return formset


class ChiffreCleInline(PartieInline):
    model = ChiffreCle
    verbose_name_plural = "chiffres clés, avec leur source"
    fields = [("valeur", "libelle"), "source", "source_url"]


class QuestionInline(PartieInline):
    model = Question
    form = QuestionForm
    verbose_name_plural = "questions d’un questionnaire, avec les réponses en chiffres"
    fields = ["ordre", "intitule", ("type", "repondants"), "resultats", "enseignement"]


@admin.register(Avis)
class AvisAdmin(AtelierAdmin):
    conseils = AVIS
    un_seul = True
    chemin_du_dossier = "demarche__dossier"
    porte_par = "demarche"
    inlines = [DocumentRemisInline, ChiffreCleInline, QuestionInline]
    fieldsets = [
        (
            "Ce que les citoyens ont remis",
            {
                "description": "Guide du CIPC, suivi, fiche 1 : « Je restitue les résultats de la démarche ». Le travail des citoyens doit obligatoirement être rendu public.",
                "fields": [
                    "forme",
                    ("remis_le", "remis_a"),
                    "nombre_remis",
                    "nombre_remis_source",
                    "nombre_remis_ecart",
                    ("votes_pour", "votes_contre", "abstentions"),
                ],
            },
        ),
        (
            "La synthèse",
            {
                "description": "Guide du CIPC, cadrage stratégique, fiche 2 : la synthèse est neutre lorsque ce ne sont pas les citoyens qui l’écrivent.",
                "fields": [
                    "synthese",
                    "synthese_methode",
                    "synthese_lecteurs",
                    ("synthese_part_lue", "synthese_outils"),
                    "redige_par",
                    "valide_par_les_citoyens",
                    "synthese_intermediaire",
                    "synthese_intermediaire_le",
                ],
            },
        ),
        (
            "Accords et désaccords",
            {
                "description": "Guide du CIPC, cadrage méthodologique, fiche 1 : un atelier identifie des points de consensus, des lignes rouges et des points de controverse.",
                "fields": [
                    "points_de_consensus",
                    "points_de_divergence",
                    "lignes_rouges",
                    "avis_minoritaire",
                    "avis_minoritaire_par",
                ],
            },
        ),
        (
            "Qui a répondu",
            {
                "description": "Guide du CIPC, cadrage méthodologique, fiche 1 : ne rien savoir des répondants limite la légitimité des résultats.",
                "fields": ["profil_des_repondants", "profil_non_connu", "non_representatif"],
            },
        ),
    ]

    def has_module_permission(self, request):
        """Reached from its démarche, not from the menu."""
        return False

    def actions_du_dossier(self, request, dossier):
        return [("Remplir l’avis des citoyens", self.adresse("change", dossier.pk))]
