"""The index of the present, rebuilt per dossier as a pure function of versions.

Effects that are already certain are written in advance: a scheduled publication, a holding answer that
becomes silence the day after its due date, the end of a masquage conservatoire. A reader only compares `validite` with its own instant.
"""

from datetime import datetime, time, timedelta
from itertools import pairwise

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import DateTimeField, F, Func, Value
from django.utils import timezone

from publication.models import Masquage, types_de_version
from vitrine.fiches import en_fiches
from vitrine.generation import renouveler
from vitrine.masques import sans_les_masques
from vitrine.models import FicheActualite, FicheDemarche, FicheMesure, FicheMoment, FicheProposition

DELAI_DE_GRACE = timedelta(hours=1)
CLES = {
    FicheDemarche: "dossier_id",
    FicheProposition: "proposition_id",
    FicheMesure: "mesure_id",
    FicheMoment: "rang",
    FicheActualite: "dossier_id",
}


def reindexer_dossier(dossier, instant) -> None:
    """Write what the public will read from `instant` on; rows already right are left untouched."""
    prevues, instants = _prevoir(dossier, instant)
    renouveler(dossier, instant, instants)
    for modele, cle in CLES.items():
        lignes = modele.objects.entieres().filter(dossier=dossier)
        lignes.filter(validite__endswith__lt=instant - DELAI_DE_GRACE).delete()
        actuelles = _par_cle(lignes.a_partir_de(instant).order_by("validite"), cle)
        attendues = _par_cle(prevues[modele], cle)
        perimees = []
        for valeur in actuelles.keys() | attendues.keys():
            if _contenus(actuelles.get(valeur, []), instant) != _contenus(attendues.get(valeur, []), instant):
                perimees += actuelles.get(valeur, [])
            else:
                attendues.pop(valeur, None)
        _clore(modele, perimees, instant)
        modele.objects.bulk_create(ligne for lignes in attendues.values() for ligne in lignes)


def ecarts(dossier, instant) -> list[str]:
    """What a rebuild would change, one line per object: nothing, when the index is true."""
    prevues = calculer(dossier, instant)
    differences = []
    for modele, cle in CLES.items():
        lignes = modele.objects.entieres().filter(dossier=dossier).a_partir_de(instant)
        actuelles = _par_cle(lignes.order_by("validite"), cle)
        attendues = _par_cle(prevues[modele], cle)
        for valeur in sorted(actuelles.keys() | attendues.keys()):
            if _contenus(actuelles.get(valeur, []), instant) != _contenus(attendues.get(valeur, []), instant):
                differences.append(f"{modele.__name__} {valeur} (dossier {dossier.pk})")
    return differences


def calculer(dossier, instant) -> dict:
    """The rows of a dossier from `instant` on, one per object and per period."""
    return _prevoir(dossier, instant)[0]


def _prevoir(dossier, instant) -> tuple[dict, list[datetime]]:
    """The same, with every instant from now on at which something changes by itself."""
    versions = {
        modele: list(
            modele.objects.a_partir_de(instant)
            .filter(dossier=dossier)
            .order_by("objet")
            .values_list("objet_id", "validite", "contenu", "publication__publiee_le")
        )
        for modele in types_de_version()
    }
    masquages = list(Masquage.objects.filter(dossier=dossier).a_partir_de(instant))
    prevues = {modele: [] for modele in CLES}
    instants = _instants(versions, masquages, instant)
    for debut, fin in pairwise([*instants, None]):
        documents = {modele: _a_l_instant(lignes, debut) for modele, lignes in versions.items()}
        poses = [masquage for masquage in masquages if masquage.est_en_cours(debut)]
        documents = sans_les_masques(documents, poses)
        for fiche in en_fiches(dossier, documents, timezone.localdate(debut)):
            fiche.validite = DateTimeTZRange(debut, fin)
            prevues[type(fiche)].append(fiche)
    return {modele: _fusionnees(lignes, CLES[modele]) for modele, lignes in prevues.items()}, instants


def _instants(versions, masquages, instant) -> list[datetime]:
    """`instant`, then every later one at which something changes by itself."""
    instants = {instant, *(masquage.jusqu_a for masquage in masquages if masquage.jusqu_a)}
    for lignes in versions.values():
        for _, validite, contenu, _ in lignes:
            instants.update(borne for borne in (validite.lower, validite.upper) if borne and borne > instant)
            if contenu.get("schema", "").startswith("reponse/") and contenu["echeance"]:
                lendemain = datetime.fromisoformat(contenu["echeance"]).date() + timedelta(days=1)
                silence = timezone.make_aware(datetime.combine(lendemain, time.min))
                if silence > instant:
                    instants.add(silence)
    return sorted(instants)


def _a_l_instant(lignes, instant) -> dict:
    """objet_id → (document, published on) of the versions in force at `instant`, tombstones left out."""
    return {
        objet: (contenu, publiee_le)
        for objet, validite, contenu, publiee_le in lignes
        if validite.lower <= instant and (validite.upper is None or instant < validite.upper)
        if "retrait" not in contenu
    }


def _fusionnees(lignes, cle) -> list:
    """Rows in a row that say the same become one."""
    resultat = []
    for groupe in _par_cle(lignes, cle).values():
        precedente = None
        for ligne in groupe:
            if (
                precedente is not None
                and precedente.validite.upper == ligne.validite.lower
                and _valeurs(precedente) == _valeurs(ligne)
            ):
                precedente.validite = DateTimeTZRange(precedente.validite.lower, ligne.validite.upper)
            else:
                resultat.append(ligne)
                precedente = ligne
    return resultat


def _par_cle(lignes, cle) -> dict:
    groupes = {}
    for ligne in lignes:
        groupes.setdefault(getattr(ligne, cle), []).append(ligne)
    return groupes


def _valeurs(ligne) -> dict:
    return {
        champ.attname: getattr(ligne, champ.attname)
        for champ in ligne._meta.concrete_fields
        if champ.attname not in {"id", "validite"} and not champ.generated
    }


def _contenus(lignes, instant) -> list:
    """What rows say from `instant` on, whatever the instant at which they were written."""
    return [(max(ligne.validite.lower, instant), ligne.validite.upper, _valeurs(ligne)) for ligne in lignes]


def _clore(modele, lignes, instant) -> None:
    """Rows that have begun end now, the others never were; one statement for each."""
    a_venir = [ligne.pk for ligne in lignes if ligne.validite.lower >= instant]
    modele.objects.filter(pk__in=a_venir).delete()
    commencees = modele.objects.filter(pk__in=[ligne.pk for ligne in lignes]).exclude(pk__in=a_venir)
    commencees.update(
        validite=Func(
            Func(F("validite"), function="lower"),
            Value(instant, output_field=DateTimeField()),
            function="tstzrange",
            output_field=DateTimeRangeField(),
        )
    )
