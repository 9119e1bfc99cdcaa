from django.contrib import admin

from publication.admin import AtelierAdmin, PartieInline
from suivi.guide import IMPACT
from suivi.models import DecompteDeclare, Impact, SortDEngagement


class DecompteInline(PartieInline):
    model = DecompteDeclare
    verbose_name = "décompte déclaré"
    verbose_name_plural = "décomptes déclarés : qui compte quoi, et d’où cela vient"
    fields = ["par", "le", "texte", "source", "source_url"]


class SortInline(PartieInline):
    model = SortDEngagement
    verbose_name_plural = "ce qu’il est advenu de chaque engagement"
    fields = ["engagement", ("sort", "le"), "declare_par", "explication", "preuve", "preuve_url"]

    def limites(self, request, objet):
        return {"engagement": objet.demarche.engagements.all()}


@admin.register(Impact)
class ImpactAdmin(AtelierAdmin):
    conseils = IMPACT
    un_seul = True
    chemin_du_dossier = "demarche__dossier"
    porte_par = "demarche"
    inlines = [SortInline, DecompteInline]
    fieldsets = [
        (
            "La réponse politique",
            {
                "description": "Guide du CIPC, suivi, fiche 1 : l’organisateur dit aux citoyens ce qu’il retient et l’usage qui est fait ou prévu des résultats.",
                "fields": ["reponse_politique", ("reponse_par", "reponse_le"), "reponse_url"],
            },
        ),
        (
            "Les suites",
            {
                "description": "Guide du CIPC, suivi, fiche 2 : la démarche a-t-elle changé la représentation des acteurs, révélé des angles morts, conduit des services à collaborer ?",
                "fields": [
                    "enseignements",
                    "effets_representations",
                    "effets_angles_morts",
                    "effets_cooperation",
                    "prochaines_etapes",
                ],
            },
        ),
        (
            "L’évaluation",
            {
                "description": "Guide du CIPC, suivi, fiche 4 : quatre questions, du dispositif lui-même à ce qu’il change pour les citoyens.",
                "fields": [
                    "evaluation_dispositif",
                    "evaluation_organisation",
                    "evaluation_pratiques",
                    "evaluation_citoyens",
                    ("evaluation_par", "evaluation_le"),
                    "evaluation_url",
                ],
            },
        ),
        (
            "Le bilan",
            {
                "description": "Guide du CIPC, suivi, fiche 4 : « J’évalue ma démarche ». La publication du bilan clôt la démarche.",
                "fields": ["bilan", "bilan_le"],
            },
        ),
    ]

    def has_module_permission(self, request):
        """Reached from its démarche, not from the menu."""
        return False

    def actions_du_dossier(self, request, dossier):
        return [("Remplir l’impact de la démarche", self.adresse("change", dossier.pk))]
