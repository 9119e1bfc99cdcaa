"""What an author, or the référent of a ministry, has to do: what came back, what is due, what is missing."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from config.accueil.liste import AU_PLUS, premieres
from demarches.models import Avis, Demarche
from publication import file_d_attente
from publication.admin.bilan import Bilan
from publication.atelier import document_a_publier
from publication.enums import Etat
from publication.models import DemandeDeRectification, Dossier, Masquage, Publication, type_de_version
from publication.nouvelles import nouvelles_parmi
from publication.rectification import a_suivre
from publication.urgence import urgences_a_suivre
from suivi import echeances
from suivi.models import Impact

MANQUES_AU_PLUS = 3  # named for each object; the form of the object says the rest


@dataclass(frozen=True)
class Manques:
    """Ce qui manque à un objet pour être publié, en bref."""

    libelle: str
    adresse: str
    bilan: Bilan

    @property
    def premiers(self) -> list:
        return [*self.bilan.manques, *self.bilan.a_corriger][:MANQUES_AU_PLUS]

    @property
    def autres(self) -> int:
        return len(self.bilan.completude.tout) - len(self.premiers)


def sections(request, instant) -> dict:
    agent, jour = request.user, timezone.localdate(instant)
    rediges = Dossier.objects.rediges_par(agent)
    publications = Publication.objects.filter(dossier__in=rediges)
    dossiers = Paginator(_a_ecrire(rediges, instant), AU_PLUS).get_page(request.GET.get("page"))
    contexte = {
        "renvoyees": premieres(_renvoyees(publications)),
        "jour": jour,
        "echeances": echeances.a_tenir(Demarche.objects.filter(dossier__in=rediges), jour, AU_PLUS),
        "dossiers": dossiers,
        "lignes": _lignes(dossiers.object_list),
    }
    if not agent.est_validateur:  # who sees those of everybody
        contexte |= {
            "nouvelles": file_d_attente.lignes(_nouvelles_a_valider(agent), instant),
            "masquages": premieres(
                Masquage.objects.filter(dossier__in=rediges).en_cours(instant).pour_la_liste()
            ),
            "urgences": premieres(urgences_a_suivre(publications, instant)),
            "rectifications": premieres(
                a_suivre(DemandeDeRectification.objects.filter(dossier__in=rediges), instant)
            ),
        }
    return contexte


def _a_ecrire(rediges, instant):
    """Their démarches: first those that came back, then those that nobody has read yet."""
    dossiers = rediges.filter(demarche__isnull=False).select_related("organisation").avec_etat(instant)
    urgence = Case(
        When(Q(dernier_etat=Etat.RENVOYEE), then=Value(0)),
        When(Q(en_ligne_depuis=None), then=Value(1)),
        default=Value(2),
    )
    return dossiers.order_by(urgence, "intitule", "pk")


def _renvoyees(publications):
    """What came back from the CIPC, unless something was submitted since in the same démarche."""
    d_un_autre_envoi = Q(lot=None) | ~Q(lot=Coalesce(OuterRef("lot"), 0))
    ensuite = Publication.objects.filter(d_un_autre_envoi, dossier=OuterRef("dossier"), pk__gt=OuterRef("pk"))
    renvoyees = publications.filter(~Exists(ensuite), etat=Etat.RENVOYEE)
    return renvoyees.select_related("dossier").order_by("-traitee_le", "pk")


def _nouvelles_a_valider(agent) -> list:
    """What a référent may validate in place of the CIPC."""
    siennes = Publication.objects.ouvertes().des_ministeres_de(agent).exclude(auteurs__contains=[agent.pk])
    ouvertes = siennes.pour_la_liste().de_la_plus_ancienne()[:AU_PLUS]
    nouvelles = nouvelles_parmi(ouvertes)
    return [publication for publication in ouvertes if publication.pk in nouvelles]


def _lignes(dossiers) -> list[dict]:
    """Each démarche with what its sections lack, read in one query per section."""
    dossiers = list(dossiers)
    pks = [dossier.pk for dossier in dossiers]
    manques = {}
    for modele, porteur in ((Demarche, "dossier"), (Avis, "demarche"), (Impact, "demarche")):
        for objet in modele.objects.filter(**{f"{porteur}__in": pks}).pour_le_document():
            bref = _manques(objet)
            if not bref.bilan.completude.est_complete:
                manques.setdefault(objet.pk, []).append(bref)
    return [{"dossier": dossier, "manques": manques.get(dossier.pk, [])} for dossier in dossiers]


def _manques(objet) -> Manques:
    """`objet` as read with its parts; each thing it lacks leads to its field."""
    saisie, modele = admin.site.get_model_admin(type(objet)), type_de_version(objet)
    completude = modele.completude(objet, document_a_publier(objet))
    bilan = saisie.bilan_de(objet, completude, ecriture=True)
    return Manques(modele.libelle(), saisie.adresse_de_saisie(objet), bilan)
