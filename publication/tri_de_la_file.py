"""What a validator chooses in the queue: whose submissions, of what kind, how big, wished for when, in whose hands.

Each criterion is one condition of the same query, whatever the number of lines.
"""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Organisation
from publication.enums import Etat, Modification
from publication.models import Publication, types_de_version

PREMIERE, AJOUT, RETRAIT = "premiere", "ajout", "retrait"
NATURES = [
    (PREMIERE, "Première publication"),
    (AJOUT, "Ajout"),
    *Modification.choices,
    (RETRAIT, "Retrait"),
]
TAILLES = {  # name → (label, from, to), in objects submitted together
    "un": ("Un seul élément", 1, 1),
    "peu": ("De 2 à 20 éléments", 2, 20),
    "beaucoup": ("Plus de 20 éléments", 21, None),
}
CHARGES = [("personne", "À prendre en charge"), ("moi", "Par moi"), ("autres", "Par quelqu’un d’autre")]
SOUHAITS = [
    ("semaine", "Dans les sept jours, ou avant"),
    ("passee", "Date déjà passée"),
    ("datee", "N’importe quelle date"),
]
TRIS = [("", "De la plus ancienne à la plus récente"), ("souhaitee", "Par date souhaitée")]
SEPT_JOURS = timedelta(days=7)


def organisations_de_la_file(ouvertes):
    """Those that wait for the CIPC, and every ministry: what one may choose in the queue."""
    qui_attendent = ouvertes.order_by().values("dossier__organisation")
    return Organisation.objects.filter(Q(nature="ministere") | Q(pk__in=qui_attendent)).order_by("nom")


def trier(publications, agent, instant, *, organisation, nature, taille, souhaitee, charge, tri):
    """Open publications that meet every criterion given (empty ones are ignored), in the order asked for."""
    if organisation:
        perimetre = Organisation.objects.filter(pk=organisation.pk).perimetre()
        publications = publications.filter(dossier__organisation__in=perimetre)
    if nature:
        publications = publications.filter(_de_nature(nature))
    if taille:
        publications = _de_taille(publications, *TAILLES[taille][1:])
    if souhaitee:
        publications = publications.filter(_souhaitee(souhaitee, timezone.localdate(instant)))
    if charge:
        publications = publications.filter(_en_charge(charge, agent))
    publications = publications.une_par_lot()
    if tri == "souhaitee":
        return publications.order_by(F("souhaitee_le").asc(nulls_last=True), "soumise_le", "pk")
    return publications.de_la_plus_ancienne()


def _de_nature(nature) -> Q:
    retraits = Q(pk__in=[]) | reduce(
        or_,
        (
            Exists(modele.objects.filter(publication=OuterRef("pk"), contenu__has_key="retrait"))
            for modele in types_de_version()
        ),
    )
    deja_en_ligne = Exists(
        Publication.objects.filter(
            dossier=OuterRef("dossier"), etat=Etat.VALIDEE, publiee_le__lte=OuterRef("soumise_le")
        )
    )
    if nature == RETRAIT:
        return Q(retraits)
    if nature == PREMIERE:
        return ~retraits & ~deja_en_ligne
    if nature == AJOUT:
        return ~retraits & Q(modification="") & deja_en_ligne
    return Q(modification=nature)


def _de_taille(publications, au_moins, au_plus):
    """A lot has the size of the whole of it: each of its publications holds one object."""
    comptes = [_compte(modele, "publication", "pk") for modele in types_de_version()]
    du_lot = _compte(Publication, "lot", "lot")
    publications = publications.annotate(taille=sum(comptes[1:], comptes[0]), taille_du_lot=du_lot)
    return publications.filter(
        *(
            Q(lot__isnull=True, **{f"taille__{borne}": n})
            | Q(lot__isnull=False, **{f"taille_du_lot__{borne}": n})
            for borne, n in (("gte", au_moins), ("lte", au_plus))
            if n
        )
    )


def _compte(modele, champ, reference):
    lignes = modele.objects.filter(**{champ: OuterRef(reference)}).order_by().values(champ)
    return Coalesce(Subquery(lignes.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def _souhaitee(quand, jour) -> Q:
    return {
        "semaine": Q(souhaitee_le__lte=jour + SEPT_JOURS),
        "passee": Q(souhaitee_le__lt=jour),
        "datee": Q(souhaitee_le__isnull=False),
    }[quand]


def _en_charge(par, agent) -> Q:
    return {
        "personne": Q(prise_en_charge_par__isnull=True),
        "moi": Q(prise_en_charge_par=agent.pk),
        "autres": Q(prise_en_charge_par__isnull=False) & ~Q(prise_en_charge_par=agent.pk),
    }[par]
