"""Write the lines of a workbook that the agent has read, under lock, with the trace that a form would leave."""

import json

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from demarches.imports import FichierRefuse
from publication import horloge
from publication.atelier import tracer_tous
from publication.models import Dossier
from suivi.models import TableurDepose
from suivi.tableur.classeurs import classeur_de, lire_le_depot
from suivi.tableur.plan import LignePrevue
from suivi.tableur.planification import planifier

LONGUEUR_DU_NOM = 200  # of a line of the history


@transaction.atomic
def appliquer(
    depot: TableurDepose, par, choix: dict[int, str]
) -> tuple[list[LignePrevue], list[LignePrevue]]:
    """Write what can be; return the lines written, and those that still ask for a choice or a correction.

    Everything is compared again under the lock of the dossier. `choix`: key of a line in conflict → the state of
    the workshop over which the agent chose to write; any other state is a new conflict, and is left alone.
    Raises FichierRefuse if the file can no longer be read.
    """
    dossier = Dossier.objects.select_for_update().get(pk=depot.demarche_id)
    # the other half of a double click may have written, a legal erasure may have removed it
    depot = TableurDepose.objects.select_related("demarche").filter(pk=depot.pk).first()
    if depot is None:
        raise FichierRefuse("Ce classeur n’est plus gardé : déposez-le à nouveau.")
    classeur = classeur_de(depot, par)
    plan = planifier(classeur, lire_le_depot(depot, classeur), depot.creees)
    choisies = [ligne for ligne in plan.conflits if choix.get(ligne.pk) == ligne.etat]
    ecrites = [*plan.a_ecrire, *choisies]
    if ecrites:
        _ecrire(classeur, ecrites, depot, dossier, par)
    return ecrites, [ligne for ligne in plan.a_reprendre if ligne not in choisies]


def _ecrire(classeur, lignes, depot, dossier, par):
    nouvelles = [ligne for ligne in lignes if ligne.pk is None]
    creees = {ligne for ligne in lignes if ligne.ecriture.objet._state.adding}
    classeur.enregistrer([ligne.ecriture for ligne in lignes])
    tracer_tous([ligne.ecriture.objet for ligne in lignes], par, dossier)
    _consigner(lignes, creees, par)
    depot.creees |= {ligne.place: ligne.ecriture.objet.pk for ligne in nouvelles}
    depot.applique_le = horloge.maintenant()
    depot.save(update_fields=["creees", "applique_le"])


def _consigner(lignes, creees, par):
    """The history of each object, as the back-office writes it after a form."""
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=par.pk,
            content_type=ContentType.objects.get_for_model(ligne.ecriture.objet),
            object_id=str(ligne.ecriture.objet.pk),
            object_repr=str(ligne.ecriture.objet)[:LONGUEUR_DU_NOM],
            action_flag=ADDITION if ligne in creees else CHANGE,
            change_message=json.dumps(
                [{"added": {}}]
                if ligne in creees
                else [{"changed": {"fields": [champ.libelle for champ in ligne.changements]}}]
            ),
        )
        for ligne in lignes
    )
