"""What every verb does first: lock the dossier, read again, refuse what the state or the agent does not allow."""

from publication.designation import intitules
from publication.enums import TRANSITIONS, Etat, NatureEvenement
from publication.heure import en_toutes_lettres
from publication.models import Dossier, Evenement, Publication
from publication.refus import Refus

RAISONS_AU_PLUS = 10


def verrouiller(publications, verbe) -> list[Publication]:
    """The same publications of one dossier, locked and read again, oldest first.

    Raises Refus, all or nothing, when the state of one does not allow the verb: the agent learns who dealt
    with it, and when.
    """
    if not publications:
        raise Refus("Cochez au moins une soumission.")
    [dossier] = {publication.dossier_id for publication in publications}
    Dossier.objects.select_for_update().get(pk=dossier)
    relues = list(
        Publication.objects.filter(pk__in=[publication.pk for publication in publications])
        .select_related("dossier", "validee_par", "prise_en_charge_par")
        .order_by("pk")
    )
    refuser(
        relues,
        {p.pk: [_deja_traitee(p)] for p in relues if p.etat not in TRANSITIONS[verbe][0]},
    )
    return relues


def refuser(publications, raisons) -> None:
    """Raise Refus if there are reasons (publication's pk → sentences); each names its submission among several."""
    if not raisons:
        return
    if len(publications) == 1:
        raise Refus(*dict.fromkeys(raisons[publications[0].pk]))
    raise Refus(
        "Rien n’a été fait : une partie de ce que vous avez choisi ne le permet pas.",
        *nommees(publications, raisons),
    )


def nommees(publications, raisons) -> list[str]:
    """The reasons, each after the name of its submission; beyond ten, only how many more there are."""
    montrees = [publication for publication in publications if publication.pk in raisons][:RAISONS_AU_PLUS]
    noms = intitules(montrees)
    phrases = [
        f"Soumission n° {publication.pk} ({noms[publication.pk]}). {raison}"
        for publication in montrees
        for raison in dict.fromkeys(raisons[publication.pk])
    ]
    reste = len(raisons) - len(montrees)
    if reste:
        phrases.append(f"Et {reste} autre{'s' if reste > 1 else ''} soumission{'s' if reste > 1 else ''}.")
    return phrases


def changer(publications, **valeurs) -> None:
    """Write the same values in all of them, in one statement."""
    Publication.objects.filter(pk__in=[publication.pk for publication in publications]).update(**valeurs)
    for publication in publications:
        for nom, valeur in valeurs.items():
            setattr(publication, nom, valeur)


def _deja_traitee(publication) -> str:
    if publication.est_ouverte:
        return "Cette publication n’est pas programmée : elle attend la validation du CIPC."
    traitee = en_toutes_lettres(publication.traitee_le)
    match publication.etat:
        case Etat.VALIDEE:
            return f"Cette publication a déjà été validée par {publication.validee_par} le {traitee}."
        case Etat.RENVOYEE:
            return (
                f"Cette publication a déjà été renvoyée par {publication.prise_en_charge_par} le {traitee}."
            )
        case Etat.ANNULEE:
            return f"Cette publication a déjà été annulée par l’organisation le {traitee}."
    deprogrammation = Evenement.objects.filter(
        publication=publication, nature=NatureEvenement.DEPROGRAMMATION
    ).latest("pk")
    return f"Cette publication a déjà été déprogrammée le {en_toutes_lettres(deprogrammation.survenu_le)}."
