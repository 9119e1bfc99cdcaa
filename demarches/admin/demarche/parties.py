"""The repeated parts of the fiche d’identité."""

from demarches.forms import CompositionForm, DemarcheLieeForm, PieceForm
from demarches.models import (
    Absence,
    Composition,
    DemarcheLiee,
    Engagement,
    Expert,
    Jalon,
    Lien,
    Membre,
    Modalite,
    Parallele,
    Piece,
    RendezVous,
    Reunion,
)
from publication.admin import PartieInline


class JalonInline(PartieInline):
    model = Jalon
    verbose_name_plural = "calendrier, décisions d’après le débat comprises"
    fields = ["nature", "titre", ("debut", "fin"), "source_url"]


class ModaliteInline(PartieInline):
    model = Modalite
    verbose_name_plural = "modalités : où, quand, pour qui, comment s’inscrire"
    fields = ["titre", "acces", ("debut", "fin"), "lieu", "lien", "inscription"]


class RendezVousInline(PartieInline):
    model = RendezVous
    verbose_name_plural = "rendez-vous : un jour, une heure, un lieu"
    fields = [
        "titre",
        ("date", "heure_debut", "heure_fin"),
        "presence",
        "lieu",
        ("commune", "departement"),
        "acces",
        "public",
        ("inscription_jusqu_au", "inscription_url"),
        "accessibilite",
    ]


class EngagementInline(PartieInline):
    model = Engagement
    verbose_name_plural = "engagements du commanditaire"
    fields = ["texte", "par", ("pris_le", "echeance"), "source", "source_url"]


class CompositionInline(PartieInline):
    model = Composition
    form = CompositionForm
    verbose_name_plural = "composition du panel, face à la population"
    fields = ["critere", "categorie", ("nombre", "panel", "reference")]


class MembreInline(PartieInline):
    model = Membre
    verbose_name_plural = "gouvernance : pilotage, garants, suivi citoyen, tiers neutre, prestataires"
    fields = ["role", "nom", "fonction"]


class ExpertInline(PartieInline):
    model = Expert
    verbose_name_plural = "personnes entendues : d’où elles parlent, comment elles ont été choisies"
    fields = ["nom", "organisation", "position", "interets", "choix"]


class ReunionInline(PartieInline):
    model = Reunion
    verbose_name_plural = "réunions des instances, et leurs comptes rendus"
    fields = ["instance", "date", "objet", "compte_rendu_url"]


class LienInline(PartieInline):
    model = Lien
    verbose_name_plural = "sources et ressources publiées ailleurs"
    fields = ["nature", "titre", "url", "date", "equivalent"]


class PieceInline(PartieInline):
    model = Piece
    form = PieceForm
    verbose_name_plural = "documents déposés sur le portail"
    fields = ["nature", "titre", "date", "envoi", "depose", "equivalent"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.agent, formset.form.dossier = request.user, obj.dossier if obj else None
        return formset


class ParalleleInline(PartieInline):
    model = Parallele
    verbose_name_plural = "concertations et expertises menées en parallèle"
    fields = ["nature", "titre", "organisme", "resultat", "url"]


class DemarcheLieeInline(PartieInline):
    model = DemarcheLiee
    fk_name = "demarche"
    form = DemarcheLieeForm
    verbose_name_plural = "démarches liées : volet, suite, doublon"
    fields = ["nature", "autre"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.agent = request.user
        return formset


class AbsenceInline(PartieInline):
    model = Absence
    verbose_name = "mention"
    verbose_name_plural = "ce qui est sans objet, ou non communiqué, et pourquoi"
    fields = ["rubrique", "nature", "raison"]
