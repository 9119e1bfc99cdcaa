from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from demarches.admin.filtres import DemarcheFilter
from demarches.models import Proposition
from publication.admin import AtelierAdmin
from publication.admin.droits import Droits
from suivi.enums import GenreDeTableur
from suivi.guide import REPONSE
from suivi.models import Reponse


class DemarcheDuPointFilter(DemarcheFilter):
    champ = "proposition__demarche"


@admin.register(Reponse)
class ReponseAdmin(AtelierAdmin):
    conseils = REPONSE
    chemin_du_dossier = "proposition__demarche__dossier"
    porte_par = "proposition"
    list_display = ["point", "position", "signataire_autorite", "repondue_le", "echeance"]
    list_display_links = None
    list_select_related = ["proposition"]
    list_filter = [DemarcheDuPointFilter, "position"]
    search_fields = ["proposition__reference", "proposition__titre", "motivation"]
    search_help_text = "Une référence, un mot du titre ou de la motivation."
    fieldsets = [
        (
            "La réponse",
            {
                "description": "Guide du CIPC, cadrage stratégique, fiche 3 : l’organisateur formule une réponse claire. Suivi, fiche 2 : ce qui a été retenu ou non, et les raisons.",
                "fields": [
                    "position",
                    "motivation",
                    "motifs",
                    "deja_tranchee_par",
                    "ecart",
                    "contrainte_juridique",
                ],
            },
        ),
        (
            "Si la proposition est déjà en vigueur",
            {"fields": ["texte_en_vigueur", "texte_en_vigueur_le"]},
        ),
        (
            "Si la réponse est à l’étude ou renvoyée",
            {
                "description": "Une réponse d’attente est datée ; passée sa date, le point compte de nouveau comme sans réponse.",
                "fields": [
                    "echeance",
                    "destinataire",
                    "transmise_le",
                    "transmission_preuve",
                    "transmission_url",
                ],
            },
        ),
        (
            "Qui répond, qui décide",
            {
                "fields": [
                    "repondue_le",
                    "source",
                    "source_url",
                    "signataire_nom",
                    "signataire_fonction",
                    "signataire_autorite",
                    "qui_a_tranche",
                    ("qui_doit_agir", "agir_avant_le"),
                ]
            },
        ),
        (
            "Visa, jamais publié",
            {
                "description": "Qui a donné l’accord du signataire, quand, par quelle délégation.",
                "fields": ["visa_par", "visa_le", "visa_delegation"],
            },
        ),
        ("Entre agents, jamais publié", {"fields": ["a_relire"]}),
    ]

    @admin.display(description="Point", ordering="proposition__ordre")
    def point(self, reponse):
        return format_html('<a href="{}">{}</a>', self.adresse("change", reponse.pk), reponse.proposition)

    def lectures_du_dossier(self, request, dossier):
        return [("Voir les réponses", f"{self.adresse('changelist')}?demarche={dossier.pk}")]

    def actions_du_dossier(self, request, dossier):
        points = reverse("admin:demarches_proposition_changelist")
        return [
            ("Tableau des réponses", reverse("admin:tableau_des_reponses", args=[dossier.pk])),
            ("Choisir un point auquel répondre", f"{points}?demarche={dossier.pk}"),
            *self.actions_des_confies(request, dossier),
        ]

    def actions_des_confies(self, request, dossier):
        adresse = reverse("admin:tableur", args=[dossier.pk, GenreDeTableur.REPONSES])
        return [("Répondre par tableur", adresse)]

    def actions_de_l_objet(self, request, objet):
        liens = [
            ("Le point et son texte", reverse("admin:demarches_proposition_change", args=[objet.pk])),
            ("Notes internes", reverse("admin:notes_du_point", args=[objet.pk])),
        ]
        if suivant := self._point_suivant(request, objet.proposition):
            liens.append(
                (f"Répondre au point suivant : {suivant.reference}", self.adresse("change", suivant.pk))
            )
        return liens

    def confies_du_dossier(self, request, dossier):
        confies = self._points_confies(request).filter(demarche=dossier.pk).select_related("reponse")
        return [(point, getattr(point, "reponse", None) or Reponse(proposition=point)) for point in confies]

    def _points_confies(self, request):
        return Proposition.objects.confiees_a(request.user.organisations_repondantes()).order_by(
            "ordre", "pk"
        )

    def _point_suivant(self, request, point):
        """The next one that the agent may answer."""
        apres = Proposition.objects.filter(demarche=point.demarche_id, ordre__gt=point.ordre).feuilles()
        if not Droits.de(request).ecrit(point.demarche.dossier):
            apres = apres & self._points_confies(request)
        return apres.order_by("ordre", "pk").first()
