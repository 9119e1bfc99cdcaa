from django.contrib import admin

from demarches.models import Avis
from publication.admin import AtelierAdmin


@admin.register(Avis)
class AvisAdmin(AtelierAdmin):
    un_seul = True
    chemin_du_dossier = "demarche__dossier"
    porte_par = "demarche"
    fieldsets = [
        (
            "Ce que les citoyens ont remis",
            {
                "description": "Guide du CIPC, suivi, fiche 1 : « Je restitue les résultats de la démarche ». Le travail des citoyens doit obligatoirement être rendu public.",
                "fields": [
                    "forme",
                    ("remis_le", "remis_a"),
                    "document_titre",
                    "document_url",
                    "nombre_remis",
                    "nombre_remis_source",
                    "nombre_remis_ecart",
                ],
            },
        ),
        (
            "La synthèse",
            {
                "description": "Guide du CIPC, cadrage stratégique, fiche 2 : la synthèse est neutre lorsque ce ne sont pas les citoyens qui l’écrivent.",
                "fields": [
                    "synthese",
                    "synthese_methode",
                    "redige_par",
                    "valide_par_les_citoyens",
                    "points_de_consensus",
                    "points_de_divergence",
                ],
            },
        ),
    ]

    def has_module_permission(self, request):
        """Reached from its démarche, not from the menu."""
        return False

    def actions_du_dossier(self, request, dossier):
        return [("Remplir l’avis des citoyens", self.adresse("change", dossier.pk))]
