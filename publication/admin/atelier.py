"""The admin class of everything that is written before being published."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from publication import horloge, saisies
from publication.admin import concurrence
from publication.admin.bilan import bilan
from publication.admin.champs import ChampsDeSaisie, conseiller
from publication.admin.droits import Droits
from publication.admin.reprise import form_repris, ne_pas_juger
from publication.atelier import JAMAIS_SOUMIS, document_a_publier, tracer, tracer_tous, vie_publique
from publication.guide import Conseil
from publication.masquage import masquage_de
from publication.models import Dossier, type_de_version
from publication.permissions import a_ete_soumis, peut_demander_une_rectification, peut_masquer
from publication.rectification import demande_en_cours
from publication.renvois import renvoi_de
from publication.views.histoire import histoire

PASSAGE = "_aller_a"  # the button that saves a page of a form and opens another


class AtelierAdmin(ChampsDeSaisie, admin.ModelAdmin):
    """One kind of workshop object: who may see and write it, and the trace that four eyes depend on.

    What an agent may not see does not exist for them (404). Every write locks the dossier first, as the
    verbs do, so that a submission never freezes half of a save nor misses its author.
    """

    chemin_du_dossier: str
    """Lookup from the object to its dossier, e.g. « demarche__dossier »."""

    conseils: dict[str, Conseil] = {}
    """Field, or « relation.champ » of a part, → what the guide advises there."""

    porte_par = ""
    """The one-to-one field that is its primary key, if any: its first save creates it, at a known address."""

    un_seul = False
    """Whether a dossier has one at most: its page then shows it by itself."""

    actions = None
    list_per_page = 50
    view_on_site = False
    change_form_template = "admin/publication/atelier.html"
    history_list_per_page = 50

    # Rights

    def dossier_de(self, objet) -> Dossier:
        for nom in self.chemin_du_dossier.split("__"):
            objet = getattr(objet, nom)
        return objet

    def get_queryset(self, request):
        visibles = Dossier.objects.visibles_par(request.user)
        objets = super().get_queryset(request).filter(**{f"{self.chemin_du_dossier}__in": visibles})
        return objets.select_related(
            f"{self.chemin_du_dossier}__organisation", *self.list_select_related or []
        )

    def has_module_permission(self, request):
        return Droits.de(request).lit_quelque_part

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return Droits.de(request).lit_quelque_part
        return Droits.de(request).lit(self.dossier_de(obj))

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return Droits.de(request).ecrit_quelque_part
        return Droits.de(request).ecrit_l_objet(obj, self.dossier_de(obj))

    def has_add_permission(self, request):
        return not self.porte_par and Droits.de(request).ecrit_quelque_part

    def has_delete_permission(self, request, obj=None):
        """What is entrusted is answered, never deleted by whom it is entrusted to."""
        if obj is None:
            return Droits.de(request).ecrit_quelque_part
        return Droits.de(request).ecrit(self.dossier_de(obj))

    def get_object(self, request, object_id, from_field=None):
        objet = super().get_object(request, object_id, from_field)
        if objet is None and self.porte_par:
            return self.objet_a_creer(request, object_id)
        return objet

    def objet_a_creer(self, request, identifiant):
        """The blank object carried by a parent, if the agent may write it; nothing is saved yet."""
        porteur = self.opts.get_field(self.porte_par).related_model
        chemin = self.chemin_du_dossier.removeprefix(f"{self.porte_par}__")
        visibles = porteur.objects.filter(**{f"{chemin}__in": Dossier.objects.visibles_par(request.user)})
        try:
            objet = self.model(**{self.porte_par: visibles.get(pk=identifiant)})
        except (porteur.DoesNotExist, ValueError):
            return None
        return objet if self.has_change_permission(request, objet) else None

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404

    # Forms

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form = concurrence.form_qui_fusionne(form, concurrence.entretemps_de(request))
        form = form_repris(form, self.saisie_reprise(request, obj))
        self.limiter(form.base_fields, request, obj)
        conseiller(form.base_fields, self.conseils)
        return form

    def saisie_reprise(self, request, obj):
        """What its author resumes, if they may still write it."""
        return saisies.reprise_de(request) if self._saisit(request, obj) else None

    def _saisit(self, request, obj) -> bool:
        """What is being created has no key yet, and no dossier to ask the rights of."""
        if obj is None or obj.pk is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def get_inlines(self, request, obj):
        """One creates with the least, then fills in."""
        return self.inlines if obj else []

    # Writing

    def objets_touches(self, objet, form) -> list:
        """The objects whose public document this save may change."""
        return [objet]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Lock before the form is read: it sees what the other half of a double click has just written."""
        with transaction.atomic():
            if request.method == "POST":
                self._verrouiller(request, object_id)
                concurrence.relire(request, self.model, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _verrouiller(self, request, object_id):
        if object_id is None:
            dossier = self.dossier_demande(request)
        else:
            objet = self.get_object(request, unquote(object_id))
            dossier = self.dossier_de(objet) if objet else None
        if dossier:
            Dossier.objects.select_for_update().get(pk=dossier.pk)
            Droits.relire(request)

    def save_related(self, request, form, formsets, change):
        """Called once per save, whether the object or only one of its parts has changed.

        Going from one page of the form to another saves it; whoever changed nothing wrote nothing.
        """
        super().save_related(request, form, formsets, change)
        saisies.oublier(request)
        if PASSAGE in request.POST and not any(saisie.has_changed() for saisie in [form, *formsets]):
            return
        objet = form.instance
        tracer_tous(self.objets_touches(objet, form), request.user, self.dossier_de(objet))
        if entretemps := concurrence.entretemps_de(request):
            self.message_user(request, entretemps.phrase_de_fusion, messages.INFO)

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        concurrence.disputer_les_parties(formsets, concurrence.entretemps_de(request))
        if self.saisie_reprise(request, obj) is not None:
            ne_pas_juger(formsets)
        return formsets, inlines

    def get_formset_kwargs(self, request, obj, inline, prefix):
        saisie = self.saisie_reprise(request, obj)
        reprise = {} if saisie is None else {"data": saisie, "files": {}}
        return super().get_formset_kwargs(request, obj, inline, prefix) | reprise

    def history_view(self, request, object_id, extra_context=None):
        """Who changed what in the workshop, from what to what; and what became of what was submitted."""
        objet = self.get_queryset(request).filter(pk=concurrence.nombre(unquote(object_id))).first()
        if objet is None:  # or not for this agent to read
            raise Http404
        return histoire(request, objet, self.dossier_de(objet))

    def delete_model(self, request, obj):
        dossier = Dossier.objects.select_for_update().get(pk=self.dossier_de(obj).pk)
        tracer(obj, request.user, dossier)
        super().delete_model(request, obj)

    def delete_view(self, request, object_id, extra_context=None):
        objet = self.get_object(request, unquote(object_id))
        if objet is None or objet._state.adding or not self.has_delete_permission(request, objet):
            raise Http404
        if a_ete_soumis(objet):
            messages.error(
                request,
                f"« {objet} » a déjà été soumis au CIPC : il ne se supprime plus. "
                "S’il est en ligne par erreur ou en double, utilisez « Retirer ».",
            )
            return HttpResponseRedirect(self.adresse_de_saisie(objet))
        return super().delete_view(request, object_id, extra_context)

    # Completeness

    def completude_de(self, objet):
        """How far the object is from being publishable, as it is saved, or blank."""
        modele = type_de_version(objet)
        if objet._state.adding:
            objet = self._vierge(objet)  # a refused form has written into the other
        else:
            objet = modele.objets_du_dossier(self.dossier_de(objet)).get(pk=objet.pk)
        return modele.completude(objet, document_a_publier(objet))

    def _vierge(self, objet):
        """The object as it was before anything was typed: nothing but what carries it."""
        return self.model(**{self.porte_par: getattr(objet, self.porte_par)})

    def ancre(self, champ) -> str:
        """Where the form shows a field, or a repeated part."""
        parties = {r.get_accessor_name() for r in self.opts.related_objects if r.one_to_many}
        return f"#{champ}-group" if champ in parties else f"#id_{champ}"

    def adresse_du_champ(self, objet, champ) -> str:
        return f"{self.adresse_de_saisie(objet)}{self.ancre(champ)}"

    def bilan_de(self, objet, completude, ecriture):
        """The completeness with the addresses of the fields, for whoever may write them."""
        return bilan(completude, partial(self.adresse_du_champ, objet) if ecriture else None)

    # Addresses

    def adresse(self, page, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def adresse_de_saisie(self, objet) -> str:
        return self.adresse("change", objet.pk)

    def actions_du_dossier(self, request, dossier) -> list[tuple[str, str]]:
        """What an author can start from the page of the dossier: (libellé, adresse)."""
        return []

    def confies_du_dossier(self, request, dossier) -> list:
        """What is entrusted to the agent's organisations, written or not: (libellé, objet)."""
        return []

    def actions_des_confies(self, request, dossier) -> list[tuple[str, str]]:
        """What can be done at once with all that is entrusted: (libellé, adresse)."""
        return []

    def lectures_du_dossier(self, request, dossier) -> list[tuple[str, str]]:
        """Where those who may only read find these objects: (libellé, adresse)."""
        return []

    def actions_de_l_objet(self, request, objet) -> list[tuple[str, str]]:
        """What leads elsewhere from the form of `objet`: (libellé, adresse)."""
        return []

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_add_another"] = False
        context["dossier"] = dossier = self.dossier_de(obj) if obj else self.dossier_demande(request)
        context["ecriture"] = bool(dossier) and Droits.de(request).soumet(dossier)
        context["actions_de_l_objet"] = self.actions_de_l_objet(request, obj) if obj else []
        enregistre = bool(obj) and not obj._state.adding
        vie = vie_publique(obj, horloge.maintenant()) if enregistre else JAMAIS_SOUMIS
        context["retirable"] = vie.en_ligne
        context["derniere_trace"] = concurrence.derniere_trace(obj) if enregistre else 0
        if self._saisit(request, obj):
            context["saisie"] = saisies.offrir(request, dossier)
        if saisie := self.saisie_reprise(request, obj):
            context["derniere_trace"] = saisie.get(concurrence.CHAMP, 0)  # what it was written against
        context["show_delete"] = enregistre and not vie.soumis
        if obj:
            self.dire_la_completude(request, context, obj)
        context["renvoi"] = renvoi_de(obj) if enregistre else None
        context["rectification"] = demande_en_cours(obj) if enregistre else None
        context["masquage"] = masquage_de(obj, horloge.maintenant()) if enregistre else None
        context["masquable"] = vie.lu and not context["masquage"] and peut_masquer(request.user)
        context["rectifiable"] = context["retirable"] and peut_demander_une_rectification(request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def dire_la_completude(self, request, context, obj):
        """At the head of the form; what lacks something, or is resumed, is unfolded."""
        completude = self.completude_de(obj)
        ecriture = self.has_change_permission(request, obj)
        context["bilan"] = bilan(completude, self.ancre if ecriture else None)
        incomplets = {manque.champ for manque in completude.tout}
        reprise = self.saisie_reprise(request, obj) is not None
        for ensemble in context["inline_admin_formsets"]:
            ensemble.a_completer = reprise or ensemble.formset.prefix in incomplets

    def dossier_demande(self, request) -> Dossier | None:
        """The dossier in which one is about to create, if the address names it."""
        return None

    def response_add(self, request, obj, post_url_continue=None):
        self.message_user(request, f"« {obj} » : c’est créé, il reste à compléter.", messages.SUCCESS)
        return HttpResponseRedirect(self.adresse_de_saisie(obj))

    def response_change(self, request, obj):
        self.message_user(request, f"« {obj} » : c’est enregistré.", messages.SUCCESS)
        if "_continue" in request.POST:
            return HttpResponseRedirect(self.adresse_de_saisie(obj))
        return self.response_post_save_change(request, obj)

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(reverse("admin:dossier", args=[self.dossier_de(obj).pk]))

    def response_delete(self, request, obj_display, obj_id):
        self.message_user(request, f"« {obj_display} » est supprimé.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:index"))


class PartieInline(ChampsDeSaisie, admin.StackedInline):
    """A repeated part of a workshop object: it is read, written and traced with it."""

    formset = concurrence.PartiesDisputees

    template = "admin/publication/partie.html"
    extra = 1
    classes = ["collapse"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        self.limiter(formset.form.base_fields, request, obj)
        prefixe = f"{formset.get_default_prefix()}."
        conseils = {
            chemin.removeprefix(prefixe): conseil
            for chemin, conseil in self._ensemble().conseils.items()
            if chemin.startswith(prefixe)
        }
        conseiller(formset.form.base_fields, conseils)
        return formset

    def _ensemble(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request, obj=None):
        return self._ensemble().has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self._ensemble().has_change_permission(request, obj)

    has_change_permission = has_delete_permission = has_add_permission
