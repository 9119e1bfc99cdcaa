"""Emergency: one validator publishes at once, alone; another says afterwards whether it was right.

The only case in which who wrote may publish (conception.md §6). The reason is public. Refused, it is to be
corrected or withdrawn within the day: 24 hours from the refusal.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from publication import horloge
from publication.controle import changees_depuis_la_lecture, exiger_les_controles
from publication.effets import produire_les_effets
from publication.enums import TRANSITIONS_DE_L_URGENCE, Approbation, NatureEvenement
from publication.heure import en_toutes_lettres
from publication.journal import consigner
from publication.models import Dossier, Publication, types_de_version
from publication.permissions import peut_approuver, peut_publier_en_urgence
from publication.prealables import manquants_a_la_validation
from publication.refus import Refus
from publication.reserve import non_confirmees
from publication.transitions import changer, refuser, verrouiller
from publication.validation import mettre_en_ligne
from publication.vigueur import instant_possible

POUR_CORRIGER = timedelta(hours=24)


@transaction.atomic
def publier_en_urgence(publication, par, raison, lues=None, factuelle=False) -> Publication:
    """Put online now, whoever wrote it, and list it until another validator has looked at it.

    Raises Refus if the agent is not a validator, without a public reason, if it is no longer what was read, or
    if it rests on what is not public, or is a new announcement in an election period that is not called
    `factuelle`. The six points are for whoever approves.
    """
    publications = verrouiller([publication], "valider")
    if not peut_publier_en_urgence(par):
        raise Refus("Seul un validateur du CIPC publie en urgence.")
    if not raison.strip():
        raise Refus("Donnez la raison de l’urgence : elle est publiée sur la page.")
    refuser(publications, changees_depuis_la_lecture(publications, lues))
    instant = instant_possible(publications, horloge.instant_de_la_base())
    refuser(publications, manquants_a_la_validation(publications, instant))
    refuser(publications, non_confirmees(publications, instant, factuelle))
    mettre_en_ligne(
        publications,
        par,
        instant,
        lambda est_retrait: NatureEvenement.URGENCE,
        urgence=raison.strip(),
        factuelle_confirmee=factuelle,
        approbation=Approbation.ATTENDUE,
    )
    return publications[0]


@transaction.atomic
def approuver(publication, par, controles) -> Publication:
    """Say that it was right, the six points ticked. Raises Refus if the agent wrote or published it."""
    publication = _verrouiller(publication, par, "approuver")
    controles = exiger_les_controles(controles)
    return _traiter(publication, par, Approbation.DONNEE, NatureEvenement.APPROBATION, controles=controles)


@transaction.atomic
def desapprouver(publication, par, raison) -> Publication:
    """Say that it was wrong, and why; the organisation then has a day to correct or withdraw it."""
    publication = _verrouiller(publication, par, "desapprouver")
    if not raison.strip():
        raise Refus(
            "Dites à l’organisation pourquoi vous n’approuvez pas : elle doit corriger dans la journée."
        )
    return _traiter(
        publication,
        par,
        Approbation.REFUSEE,
        NatureEvenement.DESAPPROBATION,
        approbation_raison=raison.strip(),
    )


@dataclass(frozen=True)
class Urgence:
    """Une publication en urgence, tant que quelqu’un a encore à y faire."""

    publication: Publication
    a_corriger_avant: datetime | None
    en_retard: bool


def urgences_a_suivre(publications, instant) -> list[Urgence]:
    """Those that await an approval, then those refused of which something is still online, oldest first."""
    lignes = publications.en_urgence().exclude(approbation=Approbation.DONNEE)
    lignes = list(lignes.select_related("dossier", "validee_par", "approbation_par").order_by("publiee_le"))
    refusees = [p.pk for p in lignes if p.approbation == Approbation.REFUSEE]
    encore = _encore_en_ligne(refusees, instant)
    attendues = [Urgence(p, None, False) for p in lignes if p.approbation == Approbation.ATTENDUE]
    return attendues + [_a_corriger(p, instant) for p in lignes if p.pk in encore]


def _a_corriger(publication, instant) -> Urgence:
    avant = publication.approbation_le + POUR_CORRIGER
    return Urgence(publication, avant, avant < instant)


def _encore_en_ligne(publications, instant) -> set[int]:
    """Those of which a document is still in force, neither corrected nor withdrawn."""
    if not publications:
        return set()
    lues = [
        modele.objects.en_vigueur(instant).filter(publication__in=publications).values_list("publication_id")
        for modele in types_de_version()
    ]
    return {pk for (pk,) in lues[0].union(*lues[1:])}


def _verrouiller(publication, par, verbe) -> Publication:
    Dossier.objects.select_for_update().get(pk=publication.dossier_id)
    publication = Publication.objects.select_related("dossier", "approbation_par").get(pk=publication.pk)
    if publication.approbation not in TRANSITIONS_DE_L_URGENCE[verbe][0]:
        raise Refus(_deja_traitee(publication))
    if not peut_approuver(par, publication):
        raise Refus("Vous avez écrit ou publié ceci : l’approbation revient à un autre validateur du CIPC.")
    return publication


def _deja_traitee(publication) -> str:
    if not publication.approbation:
        return "Cette publication n’a pas été faite en urgence : elle n’attend pas d’approbation."
    issue = "approuvée" if publication.approbation == Approbation.DONNEE else "refusée"
    quand = en_toutes_lettres(publication.approbation_le)
    return f"Cette urgence a déjà été {issue} par {publication.approbation_par} le {quand}."


def _traiter(publication, par, approbation, nature, **valeurs) -> Publication:
    instant = horloge.instant_de_la_base()
    changer([publication], approbation=approbation, approbation_par=par, approbation_le=instant, **valeurs)
    consigner(nature, publication, instant)
    produire_les_effets(publication.dossier, instant)  # public pages say what came of it
    return publication
