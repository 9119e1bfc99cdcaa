"""What a validator has to do: the queue, and what must not be forgotten once it was dealt with."""

from django.utils import timezone

from config.accueil.liste import premieres
from publication import file_d_attente
from publication.models import DemandeDeRectification, Masquage, Publication, Signalement
from publication.rectification import a_suivre
from publication.urgence import urgences_a_suivre


def sections(agent, instant) -> dict:
    visibles = Publication.objects.visibles_par(agent)
    file = premieres(visibles.ouvertes().une_par_lot().pour_la_liste().de_la_plus_ancienne())
    programmees = visibles.programmees(instant).pour_la_liste().select_related("lot")
    return {
        "file": file_d_attente.lignes(file.lignes, instant),
        "file_suite": file.suite,
        "programmees": premieres(programmees.order_by("publiee_le", "pk")),
        "masquages": premieres(Masquage.objects.en_cours(instant).pour_la_liste()),
        "urgences": premieres(urgences_a_suivre(Publication.objects.all(), instant)),
        "signalements": premieres(Signalement.objects.ouverts().pour_la_liste().de_la_plus_proche_echeance()),
        "jour_des_signalements": timezone.localdate(instant),
        "rectifications": premieres(a_suivre(DemandeDeRectification.objects.all(), instant)),
    }
