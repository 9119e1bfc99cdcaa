from django import forms
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from accounts.models import Organisation
from demarches.admin.filtres import ChapitreFilter, DemarcheFilter
from demarches.admin.rattachement import RattacheAdmin, RattacheForm
from demarches.guide import PROPOSITION
from demarches.models import Filiation, Proposition
from demarches.repartition import A_QUI_CONFIER, a_qui_confier
from publication.admin import PartieInline
from publication.atelier import dependants
from publication.permissions import a_ete_soumis


class PropositionForm(RattacheForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "confiee_a" in self.fields:
            self.fields["confiee_a"].error_messages["invalid_choice"] = A_QUI_CONFIER

    def clean_reference(self):
        reference = self.cleaned_data["reference"].strip()
        if "reference" in self.changed_data and a_ete_soumis(self.instance):
            raise forms.ValidationError(
                "Cette référence a déjà été soumise au CIPC : des liens publics en dépendent, elle ne change plus."
            )
        memes = Proposition.objects.filter(demarche=self.instance.demarche, reference=reference)
        if memes.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                f"La référence « {reference} » est déjà prise dans cette démarche : choisissez-en une autre."
            )
        return reference


class FiliationInline(PartieInline):
    model = Filiation
    fk_name = "proposition"
    verbose_name_plural = "points dont celui-ci est issu (fusion ou scission)"
    fields = ["origine", "nature", "par", "raison", "reponse"]
    extra = 0

    def limites(self, request, objet):
        return {"origine": objet.demarche.propositions.exclude(pk=objet.pk)}


@admin.register(Proposition)
class PropositionAdmin(RattacheAdmin):
    conseils = PROPOSITION
    form = PropositionForm
    list_display = ["reference", "titre", "chapitre", "nature", "confiee_a", "tableau"]
    list_select_related = ["demarche", "confiee_a"]
    list_display_links = ["reference"]
    list_filter = [DemarcheFilter, ChapitreFilter, "nature"]
    search_fields = ["reference", "titre", "verbatim"]
    search_help_text = "Une référence, un mot du titre ou du texte."
    inlines = [FiliationInline]
    fieldsets = [
        (None, {"fields": ["reference", "ordre", "nature", "chapitre", "titre"]}),
        (
            "Le texte des citoyens",
            {
                "description": "Mot pour mot. Une fois en ligne, il ne se corrige qu’en donnant une raison publique, demandée au moment de soumettre.",
                "fields": ["verbatim", "verbatim_document", "verbatim_page", "verbatim_url"],
            },
        ),
        (
            "Les mots de l’administration",
            {"fields": ["reformulation", "extraite_par"]},
        ),
        (
            "Les votes",
            {"fields": [("votes_pour", "votes_contre"), ("abstentions", "soutiens")]},
        ),
        (
            "D’où vient ce point",
            {"fields": ["partie_de", "retiree_le", "retiree_document"]},
        ),
        ("Qui rédige la réponse", {"fields": ["confiee_a"]}),
    ]
    # What other documents repeat of a point: whoever changes it changes them too.
    REPETES = {"reference", "titre", "verbatim", "verbatim_page"}

    def get_fieldsets(self, request, obj=None):
        """A point is created before one says where it comes from."""
        return super().get_fieldsets(request, obj) if obj else self.fieldsets[:-2]

    def limites(self, request, objet):
        if objet is None:
            return {}
        freres = objet.demarche.propositions.filter(partie_de=None)
        deja = Organisation.objects.filter(pk=objet.confiee_a_id)
        return {
            "partie_de": freres.exclude(pk=objet.pk),
            "confiee_a": a_qui_confier(objet.demarche) | deja,
        }

    def get_changeform_initial_data(self, request):
        return {"ordre": self.demarche_a_completer(request).propositions.count() + 1}

    def objets_touches(self, objet, form):
        touches = [objet]
        if self.REPETES & set(form.changed_data):
            touches += dependants(objet, self.dossier_de(objet))
        return touches

    def lectures_du_dossier(self, request, dossier):
        return [("Voir les propositions", self.adresse_de_la_liste(dossier))]

    def actions_du_dossier(self, request, dossier):
        return [
            ("Importer des propositions", reverse("admin:importer_propositions", args=[dossier.pk])),
            ("Ajouter une proposition", self.adresse_d_ajout(dossier)),
            ("Confier des points à d’autres organisations", reverse("admin:confier", args=[dossier.pk])),
        ]

    def actions_de_l_objet(self, request, objet):
        """By the name of the model: what comes of a point is the business of `suivi`."""
        reponses = self.admin_site.get_model_admin(apps.get_model("suivi.Reponse"))
        if reponses.get_object(request, str(objet.pk)) is None:
            return []
        return [("Réponse à ce point", reverse("admin:suivi_reponse_change", args=[objet.pk]))]
