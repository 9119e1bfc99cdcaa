from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.views.decorators.http import require_safe

from publication import comparaison, horloge, saisies
from publication import reserve as reserves
from publication.controle import empreintes_lues
from publication.designation import intitules_parmi
from publication.enums import Etat
from publication.forms import ControleForm, ProgrammationForm, RenvoiForm, ReserveForm
from publication.journal import versions_des
from publication.models import Publication
from publication.permissions import peut_annuler, peut_deprogrammer, peut_traiter
from publication.recevabilite import incompletes_parmi
from publication.views.rendu import lot_visible, rendre

PAR_PAGE = 50


@dataclass
class Vue:
    """Une partie d’un lot, que l’on regarde seule."""

    nom: str
    libelle: str
    nombre: int
    publications: object


@require_safe
def lot(request, pk):
    """What was submitted together to be treated one by one: where each stands, and what to do with several."""
    lot, voir, reprise = lot_visible(request, pk), request.GET.get("voir"), saisies.reprise_de(request)
    if reprise is None:
        return afficher(request, lot, voir)
    return afficher(
        request,
        lot,
        voir,
        coches_de(reprise),
        # never the points of form: ticking one says that it has just been checked
        programmation=ProgrammationForm(initial=saisies.initiales(request, ProgrammationForm)),
        renvoi=RenvoiForm(initial=saisies.initiales(request, RenvoiForm)),
    )


def coches_de(envoi) -> set[int]:
    """The publications ticked in what was typed; what is no key ticks none."""
    cles = envoi.getlist("publications")
    return {int(cle) for cle in cles if cle.isascii() and cle.isdecimal() and len(cle) < 19}


def afficher(
    request, lot, voir=None, coches=(), programmation=None, renvoi=None, controle=None, reserve=None
):
    """The page, with what was ticked and typed when a verb has just refused."""
    instant = horloge.maintenant()
    vues = _vues(lot, instant)
    vue = next((vue for vue in vues if vue.nom == voir), None) or next(vue for vue in vues if vue.nombre)
    publications = Paginator(vue.publications.pour_la_liste().order_by("pk"), PAR_PAGE).get_page(
        request.GET.get("page") or request.POST.get("page")
    )
    premiere = lot.publications.select_related("dossier", "soumise_par").earliest("pk")
    droits = _droits(request.user, vue, publications, premiere)
    return rendre(
        request,
        "lot",
        f"{lot} : {lot.dossier}",
        lot=lot,
        dossier=lot.dossier,
        premiere=premiere,
        vues=vues,
        vue=vue,
        publications=publications,
        lignes=_lignes(publications, instant, coches),
        programmation=programmation or ProgrammationForm(),
        renvoi=renvoi or RenvoiForm(),
        controle=controle or ControleForm(),
        reserve=reserve or ReserveForm(),
        reserves=reserves.a_confirmer(lot.publications.ouvertes(), instant) if lot.a_traiter else [],
        saisie=_saisie(request, lot, vue, publications.number) if droits["peut_traiter"] else None,
        **droits,
    )


def _saisie(request, lot, vue, page) -> saisies.Offre:
    """What a validator types is that of one page of the lot, whichever verb has just refused."""
    adresse = f"{reverse('admin:lot', args=[lot.pk])}?voir={vue.nom}&page={page}"
    return saisies.offrir(request, lot.dossier, adresse)


def _vues(lot, instant) -> list[Vue]:
    """Only those that hold something, « toutes » apart."""
    validees = Publication.objects.filter(lot=lot, etat=Etat.VALIDEE)
    toutes = Publication.objects.filter(lot=lot)
    vues = [
        Vue("a_traiter", "À traiter", lot.a_traiter, toutes.ouvertes()),
        Vue("programmees", "Programmées", lot.programmees, toutes.programmees(instant)),
        Vue("en_ligne", "En ligne", lot.en_ligne, validees.filter(publiee_le__lte=instant)),
        Vue("renvoyees", "Renvoyées", lot.renvoyees, toutes.filter(etat=Etat.RENVOYEE)),
        Vue(
            "reprises",
            "Annulées ou déprogrammées",
            lot.reprises,
            toutes.filter(etat__in=[Etat.ANNULEE, Etat.DEPROGRAMMEE]),
        ),
        Vue("toutes", "Toutes", lot.nombre, toutes),
    ]
    return [vue for vue in vues if vue.nombre]


def _lignes(publications, instant, coches) -> list[dict]:
    versions = versions_des(publications)
    documents = comparaison.documents_par_publication(publications, instant, versions)
    noms = intitules_parmi(versions)
    empreintes = empreintes_lues(publications)
    manques = incompletes_parmi(versions)
    return [
        {
            "publication": publication,
            "nom": noms[publication.pk],
            "empreinte": empreintes[publication.pk],
            "manques": manques.get(publication.pk, []) if publication.est_ouverte else [],
            "programmee": publication.est_programmee(instant),
            "documents": documents[publication.pk],
            "coche": publication.pk in coches,
        }
        for publication in publications
    ]


def _droits(agent, vue, publications, premiere) -> dict:
    """The verbs make sense on what awaits the CIPC, and on what is scheduled."""
    ouvertes = vue.nom == "a_traiter"
    droits = {
        "peut_traiter": ouvertes and agent.est_validateur and _peut_en_traiter(agent, publications),
        "peut_annuler": ouvertes and peut_annuler(agent, premiere),
        "peut_deprogrammer": vue.nom == "programmees" and peut_deprogrammer(agent, premiere),
    }
    exclu = ouvertes and agent.est_validateur and not droits["peut_traiter"]
    return droits | {"exclu_comme_auteur": exclu, "cochable": any(droits.values())}


def _peut_en_traiter(agent, publications) -> bool:
    """At least one of those shown was written by others."""
    par_auteurs = {tuple(publication.auteurs): publication for publication in publications}
    return any(peut_traiter(agent, publication) for publication in par_auteurs.values())
