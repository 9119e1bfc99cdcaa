"""What is done to several points at once: one answer for all, a mark, a merge; all of it or nothing."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from demarches.enums import NatureFiliation
from demarches.models import Filiation, Proposition
from publication import horloge
from publication.atelier import tracer_tous
from publication.models import Dossier
from publication.permissions import peut_ecrire, peut_ecrire_l_objet
from publication.refus import Refus
from suivi.models import NoteInterne, Reponse

AU_PLUS = 2000  # points treated at once: those of the largest convention


@dataclass(frozen=True)
class Repondus:
    """Ce que l’on a fait d’une réponse commune."""

    ecrites: list[Reponse]
    gardees: list[Reponse]  # already answered, and left as they were


@transaction.atomic
def repondre_ensemble(demarche, points, par, valeurs, *, remplacer=False) -> Repondus:
    """Write the same answer to `points`: field → value of Reponse. The portal says in public that it is common.

    Answers already written are kept unless `remplacer`. Raises Refus, and writes nothing, if the agent does
    not lead the démarche, if a point is not of it or is answered elsewhere, or if a constraint refuses one.
    """
    dossier, points = _points_a_traiter(demarche, points, par)
    _refuser_ce_qui_se_repond_ailleurs(points)
    existantes = Reponse.objects.filter(proposition__in=points).in_bulk(field_name="proposition_id")
    gardees = [] if remplacer else list(existantes.values())
    ecrites = []
    for point in points:
        if point.pk in existantes and not remplacer:
            continue
        reponse = existantes.get(point.pk) or Reponse(proposition=point)
        for nom, valeur in valeurs.items():
            setattr(reponse, nom, valeur)
        ecrites.append(reponse)
    if not ecrites:
        raise Refus(
            "Tous ces points ont déjà une réponse : rien n’a changé. Cochez « Remplacer » pour la changer."
        )
    _verifier(ecrites[0], "La réponse commune")  # the others hold the same values
    nouvelles = [reponse for reponse in ecrites if reponse.pk not in existantes]
    Reponse.objects.bulk_create(nouvelles)
    Reponse.objects.bulk_update([r for r in ecrites if r.pk in existantes], [*valeurs], batch_size=500)
    tracer_tous(ecrites, par, dossier)
    return Repondus(ecrites, gardees)


@transaction.atomic
def marquer_a_relire(demarche, points, par, *, a_relire: bool) -> int:
    """Say of the answers to `points` that they are to be read again, or have been; return how many changed."""
    dossier, points = _points_a_traiter(demarche, points, par)
    reponses = Reponse.objects.filter(proposition__in=points, a_relire=not a_relire)
    changees = list(reponses)
    reponses.filter(pk__in=[reponse.pk for reponse in changees]).update(a_relire=a_relire)
    tracer_tous(changees, par, dossier)
    return len(changees)


@transaction.atomic
def reunir(demarche, points, par, *, reference, titre, reformulation, faite_par, raison) -> Proposition:
    """Merge several points into a new one that comes from them: each keeps its own text and page.

    `faite_par` merged them (who the public reads), for `raison`. Raises Refus for fewer than two points, for
    one already merged or withdrawn by its authors, or if the reference is taken.
    """
    dossier, points = _points_a_traiter(demarche, points, par)
    if len(points) < 2:
        raise Refus("Cochez au moins deux points à réunir.")
    _refuser_ce_qui_se_repond_ailleurs(points)
    reuni = Proposition(
        demarche=demarche,
        reference=reference.strip(),
        ordre=(demarche.propositions.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 1,
        nature=points[0].nature,
        chapitre=points[0].chapitre,
        titre=titre.strip(),
        reformulation=reformulation.strip(),
        extraite_par=faite_par.strip(),
    )
    _verifier(reuni, reuni.reference)
    reuni.save()
    for point in points:
        filiation = Filiation(
            proposition=reuni,
            origine=point,
            nature=NatureFiliation.FUSION,
            par=faite_par.strip(),
            raison=raison.strip(),
        )
        _verifier(filiation, point)
        filiation.save()
    tracer_tous([reuni], par, dossier)
    return reuni


@transaction.atomic
def noter(point, par, texte) -> NoteInterne:
    """Leave a word for the other agents. Raises Refus if the agent may not answer this point, or says nothing."""
    dossier = Dossier.objects.select_for_update().get(pk=point.demarche_id)
    if not peut_ecrire_l_objet(par, Reponse(proposition=point), dossier):
        raise Refus("Seuls ceux qui répondent à ce point y laissent des notes.")
    if not texte.strip():
        raise Refus("Écrivez la note avant de l’enregistrer.")
    return NoteInterne.objects.create(
        proposition=point, agent=par, texte=texte.strip(), ecrite_le=horloge.maintenant()
    )


def _points_a_traiter(demarche, points, par) -> tuple[Dossier, list[Proposition]]:
    """The locked dossier, and these points read again in their order."""
    dossier = Dossier.objects.select_for_update().get(pk=demarche.pk)
    if not peut_ecrire(par, dossier):
        raise Refus("Seule l’organisation qui pilote la démarche traite plusieurs points à la fois.")
    demandes = {point.pk for point in points}
    if not demandes:
        raise Refus("Cochez au moins un point.")
    if len(demandes) > AU_PLUS:
        raise Refus(f"Cochez {AU_PLUS} points au plus à la fois.")
    relus = list(
        demarche.propositions.feuilles()
        .filter(pk__in=demandes)
        .select_related("demarche")
        .order_by("ordre", "pk")
    )
    if len(relus) != len(demandes):
        raise Refus("Un des points cochés n’est plus de ceux auxquels on répond ici : rechargez la page.")
    return dossier, relus


def _refuser_ce_qui_se_repond_ailleurs(points) -> None:
    reunis = Filiation.objects.filter(origine__in=points).select_related("proposition", "origine")
    raisons = [
        f"{lien.origine.reference} se répond désormais dans {lien.proposition.reference} : décochez-le."
        for lien in reunis
    ]
    retires = [f"{p.reference} a été retiré par ses auteurs : décochez-le." for p in points if p.retiree_le]
    if raisons or retires:
        raise Refus(*raisons, *retires)


def _verifier(objet, nom) -> None:
    try:
        objet.full_clean()
    except ValidationError as erreur:
        raise Refus(*(f"{nom} : {message}" for message in erreur.messages)) from None
