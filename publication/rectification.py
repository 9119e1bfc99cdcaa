"""A validator who sees an error in what is online never corrects it: they ask, with a date.

A demand lasts until the object is submitted again, and not sent back, or until the organisation refuses and says
why. Both are read from what is there: nothing has to be closed by hand.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from publication import horloge
from publication.atelier import cle, hors_ligne
from publication.documents_figes import lus
from publication.enums import Etat
from publication.models import DemandeDeRectification, Dossier, type_de_version
from publication.permissions import peut_demander_une_rectification, peut_soumettre
from publication.prealables import par_modele_de_cle
from publication.refus import Refus


@transaction.atomic
def demander_une_rectification(objet, dossier, par, *, texte, avant_le) -> DemandeDeRectification:
    """Ask the organisation to correct what is online of `objet`, before the day `avant_le`.

    Raises Refus if the agent is not a validator, if nothing of it is online, without a text or a day to come, or
    while another demand on the same object awaits.
    """
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if not peut_demander_une_rectification(par):
        raise Refus("Seul un validateur du CIPC demande une rectification.")
    if not type_de_version(objet).objects.filter(dossier=dossier, objet=objet.pk).exists():
        raise Refus("Cet élément n’appartient pas à cette démarche : rechargez la page.")
    instant = horloge.instant_de_la_base()
    if hors_ligne([objet], instant):
        raise Refus(f"{objet} n’est pas en ligne : il n’y a rien à rectifier.")
    if not texte.strip():
        raise Refus("Dites à l’organisation ce qui est à rectifier.")
    if avant_le <= timezone.localdate(instant):
        raise Refus("Donnez à l’organisation un jour à venir pour répondre.")
    if demande_en_cours(objet):
        raise Refus(f"{objet} a déjà une demande de rectification, qui attend l’organisation.")
    return DemandeDeRectification.objects.create(
        dossier=dossier,
        objet=cle(objet),
        texte=texte.strip(),
        avant_le=avant_le,
        demandee_par=par,
        demandee_le=instant,
    )


@transaction.atomic
def refuser_de_rectifier(demande, par, raison) -> DemandeDeRectification:
    """The organisation says that what is online is right. Raises Refus without a reason, or if it was answered."""
    Dossier.objects.select_for_update().get(pk=demande.dossier_id)
    demande = DemandeDeRectification.objects.pour_la_liste().get(pk=demande.pk)
    if not peut_soumettre(par, demande.dossier):
        raise Refus("Seule l’organisation qui mène la démarche répond à cette demande.")
    if not suivies([demande]):
        raise Refus("Cette demande a déjà sa réponse : rechargez la page pour la lire.")
    if not raison.strip():
        raise Refus("Dites au CIPC pourquoi vous ne rectifiez pas.")
    demande.refusee_par, demande.refusee_le = par, horloge.instant_de_la_base()
    demande.raison_du_refus = raison.strip()
    demande.save(update_fields=["refusee_par", "refusee_le", "raison_du_refus"])
    return demande


@dataclass(frozen=True)
class Suivie:
    """Une demande de rectification qui attend l’organisation."""

    demande: DemandeDeRectification
    nom: str
    en_retard: bool


def a_suivre(demandes, instant) -> list[Suivie]:
    """Those of `demandes`, a queryset, that still await the organisation, by date due."""
    jour = timezone.localdate(instant)
    attendues = suivies(list(demandes.pour_la_liste().filter(refusee_le=None)))
    noms = _noms(attendues, instant)
    return [Suivie(demande, noms.get(demande.objet, ""), demande.avant_le < jour) for demande in attendues]


def suivies(demandes) -> list[DemandeDeRectification]:
    """Those that are neither refused nor followed by a submission that holds."""
    tenues = _lues(
        demandes,
        lambda versions: versions.filter(publication__etat__in=[*Etat.ouverts(), Etat.VALIDEE]),
        "publication__soumise_le",
    )
    derniers = {}
    for modele, objet, soumise_le in tenues:
        nom = modele.cle_de(objet)
        derniers[nom] = max(soumise_le, derniers.get(nom, soumise_le))
    return [
        demande
        for demande in demandes
        if demande.refusee_le is None
        and not (demande.objet in derniers and derniers[demande.objet] > demande.demandee_le)
    ]


def demande_en_cours(objet) -> DemandeDeRectification | None:
    """The demand that this object still has to answer, if any."""
    demandes = DemandeDeRectification.objects.pour_la_liste().filter(objet=cle(objet), refusee_le=None)
    return next(iter(suivies(list(demandes))), None)


def nom_de_l_objet(demande) -> str:
    return _noms([demande], horloge.maintenant()).get(demande.objet, "")


def _noms(demandes, instant) -> dict[str, str]:
    """Key of the object → its kind and how its last public document names it."""
    publiees = _lues(
        demandes,
        lambda versions: versions.commencees(instant).order_by().filter(contenu__retrait__isnull=True),
        "numero",
        "contenu__reference",
        "contenu__titre",
    )
    return {
        modele.cle_de(objet): " – ".join(filter(None, [modele.libelle(), reference, titre]))
        for modele, objet, _, reference, titre in sorted(publiees, key=lambda lue: lue[2])
    }


def _lues(demandes, question, *champs) -> list[tuple]:
    """(version model, object's pk, *values of `champs`) of the versions of what `demandes` speak of, in one query."""
    cles = par_modele_de_cle({demande.objet for demande in demandes})
    return lus(
        lambda versions: question(versions.filter(objet__in=cles.get(versions.model, ()))),
        "objet_id",
        *champs,
    )
