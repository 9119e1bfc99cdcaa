"""The fiche d’identité in the back-office, one page for each of its sections."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from demarches.admin.demarche.sections import PAR_CLE, SECTIONS, Section, section_de
from demarches.creation import renommer_le_dossier
from demarches.guide import FICHE
from demarches.models import Demarche
from demarches.permissions import peut_creer_quelque_part
from demarches.views.creation import creer_une_demarche
from publication.admin import AtelierAdmin
from publication.admin.atelier import PASSAGE
from publication.admin.bilan import bilan


@admin.register(Demarche)
class DemarcheAdmin(AtelierAdmin):
    un_seul = True
    chemin_du_dossier = "dossier"
    conseils = FICHE
    list_display = ["tableau", "organisation_pilote", "type", "ouverte_le"]
    list_display_links = None
    list_select_related = ["dossier__organisation"]
    search_fields = ["titre", "dossier__organisation__nom", "dossier__organisation__sigle"]
    search_help_text = "Un mot du titre, ou l’organisation."
    list_filter = ["type"]
    inlines = [partie for section in SECTIONS for partie in section.parties]
    change_form_template = "admin/demarches/fiche.html"

    @admin.display(description="Organisation pilote", ordering="dossier__organisation__nom")
    def organisation_pilote(self, demarche):
        return demarche.organisation

    @admin.display(description="Titre", ordering="titre")
    def tableau(self, demarche):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:dossier", args=[demarche.pk]), demarche.titre
        )

    # Creating

    def has_add_permission(self, request):
        return peut_creer_quelque_part(request.user)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise Http404
        return creer_une_demarche(request)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        renommer_le_dossier(obj)

    # One page for each section

    def section(self, request) -> Section:
        """The one that the address names, the first if it names none. Raises Http404 if it does not exist."""
        cle = request.GET.get("section", SECTIONS[0].cle)
        if cle not in PAR_CLE:
            raise Http404
        return PAR_CLE[cle]

    def get_fieldsets(self, request, obj=None):
        return [self.section(request).fieldset]

    def get_inlines(self, request, obj):
        return self.section(request).parties

    def adresse_de_la_section(self, demarche, section) -> str:
        return f"{self.adresse_de_saisie(demarche)}?section={section.cle}"

    def adresse_du_champ(self, objet, champ):
        return f"{self.adresse_de_la_section(objet, section_de(champ))}{self.ancre(champ)}"

    def dire_la_completude(self, request, context, obj):
        super().dire_la_completude(request, context, obj)
        section = self.section(request)
        fiche = context["bilan"].completude
        rang = SECTIONS.index(section)
        ecriture = self.has_change_permission(request, obj)
        context |= {
            "fiche": fiche,
            "bilan": bilan(self._sur_la_page(fiche, section), self.ancre if ecriture else None),
            "section": section,
            "rang": rang + 1,
            "suivante": next(iter(SECTIONS[rang + 1 :]), None),
            "saisit": ecriture,
            "sections": [
                {
                    "section": autre,
                    "adresse": self.adresse_de_la_section(obj, autre),
                    "a_completer": sum(autre.montre(manque.champ) for manque in fiche.tout),
                }
                for autre in SECTIONS
            ],
        }

    def _sur_la_page(self, fiche, section):
        return fiche.restreinte({manque.champ for manque in fiche.tout if section.montre(manque.champ)})

    def response_change(self, request, obj):
        """Where the button that saved leads; an unknown page, or none, leads to the dossier."""
        rester = self.section(request).cle if "_continue" in request.POST else ""
        section = PAR_CLE.get(request.POST.get(PASSAGE, rester))
        if section is None:
            return super().response_change(request, obj)
        messages.success(request, f"« {self.section(request).titre} » est enregistré.")
        return HttpResponseRedirect(self.adresse_de_la_section(obj, section))

    def actions_du_dossier(self, request, dossier):
        return [("Remplir la fiche d’identité", self.adresse("change", dossier.pk))]

    def lectures_du_dossier(self, request, dossier):
        return [("Cadrage, jamais publié", reverse("admin:cadrage", args=[dossier.pk]))]
