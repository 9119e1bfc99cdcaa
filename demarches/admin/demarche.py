from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from demarches.creation import creer, renommer_le_dossier
from demarches.forms import CreationForm, PieceForm
from demarches.models import Demarche, Engagement, Jalon, Lien, Membre, Modalite, Piece
from publication.admin import AtelierAdmin, PartieInline


class JalonInline(PartieInline):
    model = Jalon
    verbose_name_plural = "calendrier, décisions d’après le débat comprises"
    fields = ["nature", "titre", ("debut", "fin")]


class ModaliteInline(PartieInline):
    model = Modalite
    verbose_name_plural = "modalités : où, quand, pour qui, comment s’inscrire"
    fields = ["titre", "acces", ("debut", "fin"), "lieu", "lien", "inscription"]


class EngagementInline(PartieInline):
    model = Engagement
    verbose_name_plural = "engagements du commanditaire"
    fields = ["texte", "par", ("pris_le", "echeance"), "source", "source_url"]


class MembreInline(PartieInline):
    model = Membre
    verbose_name_plural = "gouvernance : pilotage, garants, experts, suivi, prestataires"
    fields = ["role", "nom", "fonction"]


class LienInline(PartieInline):
    model = Lien
    verbose_name_plural = "sources et ressources publiées ailleurs"
    fields = ["titre", "url", "date"]


class PieceInline(PartieInline):
    model = Piece
    form = PieceForm
    verbose_name_plural = "documents déposés sur le portail"
    fields = ["titre", "date", "envoi", "depose"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.agent, formset.form.dossier = request.user, obj.dossier if obj else None
        return formset


@admin.register(Demarche)
class DemarcheAdmin(AtelierAdmin):
    un_seul = True
    chemin_du_dossier = "dossier"
    list_display = ["tableau", "organisation_pilote", "type", "ouverte_le"]
    list_display_links = None
    list_select_related = ["dossier__organisation"]
    search_fields = ["titre", "dossier__organisation__nom", "dossier__organisation__sigle"]
    search_help_text = "Un mot du titre, ou l’organisation."
    list_filter = ["type"]
    inlines = [JalonInline, ModaliteInline, EngagementInline, MembreInline, LienInline, PieceInline]
    fieldsets = [
        (
            "Ce que c’est",
            {
                "description": "Guide du CIPC, cadrage stratégique, fiche 1 : « Je m’assure de la pertinence d’engager une démarche ».",
                "fields": [
                    "titre",
                    "chapo",
                    "resume_simple",
                    "themes",
                    "territoire",
                    "cadre",
                    "type",
                    "objectif",
                    "niveau",
                    "niveau_explication",
                    "reprise_historique",
                ],
            },
        ),
        (
            "Qui décide",
            {
                "description": "Guide du CIPC, cadrage stratégique, fiche 4 : « Je définis la gouvernance de mon projet ». Les démarches volontaires sont discutées avec le CIPC avant d’être lancées.",
                "fields": [
                    "commanditaire_fonction",
                    "commanditaire_autorite",
                    "point_de_sortie",
                    "point_de_sortie_autorite",
                    "point_de_sortie_echeance",
                    "discutee_avec_le_cipc_le",
                    "accompagnement",
                    "contact",
                ],
            },
        ),
        (
            "Ce qui est demandé",
            {
                "description": "Guide du CIPC, cadrage stratégique, fiche 1 (une question chapeau assez générale, complétée par des sous-questions) et cadrage méthodologique, fiche 3 : « Je rédige le mandat de participation ».",
                "fields": [
                    "question",
                    "sous_questions",
                    "contexte",
                    "objet",
                    "finalite",
                    "ouvert_au_debat",
                    "deja_decide",
                ],
            },
        ),
        (
            "Quand",
            {
                "description": "Guide du CIPC, cadrage stratégique, fiche 3 : la concertation est lancée suffisamment tôt pour que les résultats soient pris en compte dans la décision finale.",
                "fields": [
                    ("annoncee_le", "ouverte_le"),
                    ("cloturee_le", "avis_attendu_le"),
                    "aucun_delai_annonce",
                    "arret",
                    "arret_le",
                    "arret_raison",
                ],
            },
        ),
        (
            "Qui participe",
            {
                "description": "Guide du CIPC, cadrage méthodologique, fiche 2 : « Je définis la stratégie de recrutement des citoyens ».",
                "fields": [
                    "participants_recrutement",
                    "participants_criteres",
                    ("participants_contactes", "taille_du_panel", "participants"),
                    "indemnisation",
                    "garants_absents",
                    "suivi_citoyen_absent",
                    "cout_realise",
                ],
            },
        ),
    ]

    @admin.display(description="Organisation pilote", ordering="dossier__organisation__nom")
    def organisation_pilote(self, demarche):
        return demarche.organisation

    @admin.display(description="Titre", ordering="titre")
    def tableau(self, demarche):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:dossier", args=[demarche.pk]), demarche.titre
        )

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["titre", "organisation"]})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            return super().get_form(request, obj, change=change, **kwargs)
        kwargs["form"] = CreationForm
        form = super().get_form(request, obj, change=change, **kwargs)
        form.base_fields["organisation"].queryset = request.user.organisations_redigees()
        return form

    def save_form(self, request, form, change):
        """A new démarche comes with its dossier, in the transaction of the view."""
        if change:
            return super().save_form(request, form, change)
        form.instance = creer(form.cleaned_data["titre"], form.cleaned_data["organisation"], request.user)
        form.save_m2m = lambda: None
        return form.instance

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        renommer_le_dossier(obj)

    def actions_du_dossier(self, request, dossier):
        return [("Remplir la fiche d’identité", self.adresse("change", dossier.pk))]
