from dataclasses import replace

from django.core.paginator import Paginator
from django.urls import reverse
from django.views.decorators.http import require_safe

from publication import comparaison, file_d_attente, horloge, saisies
from publication import reserve as reserves
from publication.controle import empreintes_lues
from publication.enums import Approbation, Etat
from publication.forms import (
    ControleForm,
    DesapprobationForm,
    ProgrammationForm,
    RenvoiForm,
    ReserveForm,
    UrgenceForm,
)
from publication.journal import versions_de
from publication.models import Lot, Publication
from publication.permissions import (
    peut_annuler,
    peut_approuver,
    peut_deprogrammer,
    peut_partager,
    peut_publier_en_urgence,
    peut_traiter,
)
from publication.prealables import manquants_a_la_validation
from publication.recevabilite import incompletes_parmi
from publication.views.rendu import publication_visible, rendre

DOCUMENTS_PAR_PAGE = 50


@require_safe
def publication(request, pk):
    """One submission: who wrote it, what it changes, and the verbs its reader may use."""
    reprise = saisies.reprise_de(request)
    if reprise is None:
        return afficher(request, publication_visible(request, pk))
    return afficher(
        request,
        publication_visible(request, pk),
        renvoi=RenvoiForm(initial=saisies.initiales(request, RenvoiForm)),
        remarques=remarques_de(reprise),
    )


def remarques_de(envoi) -> dict[str, str]:
    """Key of an object → what was typed beside it. What the database cannot hold is left out of it."""
    return {
        nom.removeprefix("remarque:"): texte.replace("\0", "")
        for nom, texte in envoi.items()
        if nom.startswith("remarque:")
    }


def afficher(
    request,
    publication,
    programmation=None,
    renvoi=None,
    controle=None,
    remarques=None,
    urgence=None,
    desapprobation=None,
    reserve=None,
):
    """The page, with the forms as they were typed when a verb has just refused."""
    instant = horloge.maintenant()
    agent = request.user
    ouverte = publication.est_ouverte
    traitable = ouverte and peut_traiter(agent, publication)
    remarques = (
        publication.remarques.par_objet() | (remarques or {})
        if _lit_les_remarques(publication, traitable)
        else {}
    )
    versions = versions_de(publication)
    manques = incompletes_parmi(versions) if ouverte else {}
    documents = Paginator(versions, DOCUMENTS_PAR_PAGE).get_page(request.GET.get("page"))
    return rendre(
        request,
        "publication",
        f"Soumission n° {publication.pk} : {publication.dossier}",
        publication=publication,
        dossier=publication.dossier,
        saisie=_saisie(request, publication, documents.number) if traitable else None,
        attente=file_d_attente.ligne(publication, instant),
        lot=Lot.objects.avec_comptes(instant).filter(pk=publication.lot_id).first(),
        suivante=_suivante_du_lot(publication),
        auteurs=publication.noms_des_auteurs(),
        documents=documents,
        groupes=_annotes(
            comparaison.documents_compares(publication, instant, documents.object_list), remarques
        ),
        manques=manques.get(publication.pk, []),
        empreinte=empreintes_lues([publication])[publication.pk],
        controle=controle or ControleForm(),
        reserve=reserve or ReserveForm(),
        reserves=reserves.a_confirmer([publication], instant) if ouverte else [],
        urgence=urgence or UrgenceForm(),
        desapprobation=desapprobation or DesapprobationForm(),
        peut_publier_en_urgence=ouverte and peut_publier_en_urgence(agent),
        peut_approuver=publication.approbation == Approbation.ATTENDUE and peut_approuver(agent, publication),
        retenue_par=manquants_a_la_validation([publication], instant).get(publication.pk, [])
        if publication.est_ouverte
        else [],
        programmation=programmation or ProgrammationForm(),
        renvoi=renvoi or RenvoiForm(),
        peut_traiter=traitable,
        exclu_comme_auteur=publication.est_ouverte
        and agent.est_validateur
        and agent.pk in publication.auteurs,
        peut_partager=peut_partager(agent, publication.dossier),
        peut_annuler=publication.est_ouverte and peut_annuler(agent, publication),
        peut_deprogrammer=publication.est_programmee(instant) and peut_deprogrammer(agent, publication),
    )


def _saisie(request, publication, page) -> saisies.Offre:
    """What a validator types is that of one page of the documents, whichever verb has just refused."""
    adresse = reverse("admin:publication", args=[publication.pk])
    return saisies.offrir(request, publication.dossier, f"{adresse}?page={page}" if page > 1 else adresse)


def _lit_les_remarques(publication, traitable) -> bool:
    """Whoever deals with it writes them; the organisation reads them once it is sent back."""
    return traitable or publication.etat == Etat.RENVOYEE


def _annotes(groupes, remarques) -> list:
    return [
        replace(g, documents=[replace(d, remarque=remarques.get(d.cle, "")) for d in g.documents])
        for g in groupes
    ]


def _suivante_du_lot(publication):
    """The next of the lot that awaits the CIPC."""
    if publication.lot_id is None:
        return None
    suivantes = Publication.objects.ouvertes().filter(lot=publication.lot_id, pk__gt=publication.pk)
    return suivantes.order_by("pk").first()
