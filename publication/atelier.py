"""What the verbs need to know of a workshop object: who changed it, and whether it differs from what is public."""

from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Count, Q

from publication import horloge
from publication.canonique import nouveau_sel
from publication.documents import DocumentDeRetrait
from publication.models import Instantane, Trace, type_de_version, types_de_version
from publication.models.version import est_publiable, type_de_version_du_modele
from publication.permissions import peut_ecrire

SEL_DE_COMPARAISON = "0" * 32


def tracer(objet, par, dossier) -> None:
    """Record that `par` changed `objet` (or one of its parts): they will not be able to validate it."""
    tracer_tous([objet], par, dossier)


def reprendre(dossier, par) -> None:
    """From the first word of one of its authors, the organisation answers for what the CIPC had established."""
    if dossier.etabli_par_le_cipc and peut_ecrire(par, dossier):
        dossier.etabli_par_le_cipc = False
        dossier.save(update_fields=["etabli_par_le_cipc"])


@transaction.atomic  # the database refuses a trace dated before its transaction
def tracer_tous(objets, par, dossier) -> None:
    reprendre(dossier, par)
    instant = horloge.instant_atteint()  # the clock that dates submissions: `auteurs` compares them
    traces = Trace.objects.bulk_create(
        Trace(
            dossier=dossier,
            agent=par,
            type_objet=objet._meta.label_lower,
            objet_id=objet.pk,
            faite_le=instant,
        )
        for objet in objets
    )
    _garder_l_etat(traces, dossier)


def _garder_l_etat(traces, dossier) -> None:
    """What each object is after the change, read again as the public document reads it."""
    for label, suite in _par_label(traces).items():
        publie = apps.get_model(label)
        cles = [trace.objet_id for trace in suite]
        if est_publiable(publie):
            objets = type_de_version_du_modele(publie).objets_du_dossier(dossier).filter(pk__in=cles)
            etats = {objet.pk: (document_a_publier(objet), _champs_de_saisie(objet)) for objet in objets}
        else:  # private from end to end
            etats = {objet.pk: ({}, _champs_de_saisie(objet)) for objet in publie.objects.filter(pk__in=cles)}
        Instantane.objects.bulk_create(
            (
                Instantane(trace=trace, document=sans_sel(document), champs=saisis)
                for trace in suite
                if trace.objet_id in etats
                for document, saisis in [etats[trace.objet_id]]
            ),
            batch_size=1000,
        )


def _champs_de_saisie(objet) -> dict:
    """Name → value as text, of the fields of the object itself; its parts are in the document."""
    return {
        champ.name: None if champ.value_from_object(objet) is None else champ.value_to_string(objet)
        for champ in objet._meta.concrete_fields
        if not champ.primary_key
    }


def _par_label(traces) -> dict:
    groupes = {}
    for trace in traces:
        groupes.setdefault(trace.type_objet, []).append(trace)
    return groupes


def par_type(objets) -> dict:
    """Version model → the identifiers of those of `objets` that it publishes."""
    types = {}
    for objet in objets:
        types.setdefault(type_de_version(objet), []).append(objet.pk)
    return types


def contenus_en_vigueur(objets, instant) -> dict:
    """Object → its public document at `instant`; the objects that were never published are absent."""
    par_cle = {(type_de_version(objet), objet.pk): objet for objet in objets}
    return {
        par_cle[modele, pk]: contenu
        for modele, identifiants in par_type(objets).items()
        for pk, contenu in modele.objects.en_vigueur(instant)
        .filter(objet__in=identifiants)
        .values_list("objet", "contenu")
    }


def hors_ligne(objets, instant) -> set:
    """Those of `objets` that are not public at `instant`: never published, or withdrawn."""
    publies = contenus_en_vigueur(objets, instant)
    return {objet for objet in objets if "retrait" in publies.get(objet, {"retrait": "jamais publié"})}


@dataclass(frozen=True)
class ViePublique:
    """Ce qu’il en est d’un objet hors de l’atelier."""

    soumis: bool  # once at least: it is part of the evidence
    lu: bool  # it has been public, in force or not
    en_ligne: bool


JAMAIS_SOUMIS = ViePublique(soumis=False, lu=False, en_ligne=False)


def vie_publique(objet, instant) -> ViePublique:
    """One query for what a page asks of it."""
    lu = Q(validite__startswith__lte=instant)
    comptes = (
        type_de_version(objet)
        .objects.filter(objet=objet.pk)
        .aggregate(
            soumis=Count("pk"),
            lu=Count("pk", filter=lu),
            en_ligne=Count("pk", filter=Q(validite__contains=instant, contenu__retrait__isnull=True)),
        )
    )
    return ViePublique(**{nom: nombre > 0 for nom, nombre in comptes.items()})


def cle(objet) -> str:
    """How a submission names an object that it does not hold, e.g. « demarches.proposition:12 »."""
    return f"{objet._meta.label_lower}:{objet.pk}"


def objet_de_cle(cle: str):
    label, pk = cle.split(":")
    return apps.get_model(label)._base_manager.get(pk=pk)


def derniers_contenus(objets, instant) -> dict:
    """Object → the last document that the public read of it, a withdrawal left aside."""
    par_cle = {(type_de_version(objet), objet.pk): objet for objet in objets}
    return {
        par_cle[modele, pk]: contenu
        for modele, identifiants in par_type(objets).items()
        for pk, contenu in modele.objects.commencees(instant)
        .filter(objet__in=identifiants, contenu__retrait__isnull=True)
        .values_list("objet", "contenu")
    }


def auteurs(objets, instant) -> set[int]:
    """Everyone who changed one of `objets` since what is in force was submitted."""
    return set().union(*auteurs_de_chacun(objets, instant).values())


def auteurs_de_chacun(objets, instant) -> dict:
    """Object → everyone who changed it since what is in force of it was submitted."""
    par_cle = {(type_de_version(objet), objet.pk): objet for objet in objets}
    trouves = {objet: set() for objet in objets}
    for modele, identifiants in par_type(objets).items():
        soumises_le = dict(
            modele.objects.en_vigueur(instant)
            .filter(objet__in=identifiants)
            .values_list("objet_id", "publication__soumise_le")
        )
        label = modele._meta.get_field("objet").related_model._meta.label_lower
        traces = Trace.objects.filter(type_objet=label, objet_id__in=identifiants)
        for objet_id, agent_id, faite_le in traces.values_list("objet_id", "agent_id", "faite_le"):
            if objet_id not in soumises_le or faite_le >= soumises_le[objet_id]:
                trouves[par_cle[modele, objet_id]].add(agent_id)
    return trouves


def document_a_publier(objet, sel=None) -> dict:
    """The public document of `objet` as it is in the workshop now, as JSON values."""
    document = type_de_version(objet).document(objet)
    return document.model_copy(update={"sel": sel or nouveau_sel()}).en_json()


def document_de_retrait(motif, explication) -> dict:
    return DocumentDeRetrait(
        sel=nouveau_sel(), retrait={"motif": motif, "explication": explication}
    ).en_json()


def sans_sel(document: dict) -> dict:
    return {cle: valeur for cle, valeur in document.items() if cle != "sel"}


def objets_changes(dossier, instant) -> list:
    """The workshop objects of a dossier whose document differs from the version in force, in reading order."""
    changes = []
    for modele in types_de_version():
        publies = dict(
            modele.objects.en_vigueur(instant).filter(dossier=dossier).values_list("objet_id", "contenu")
        )
        for objet in modele.objets_du_dossier(dossier):
            if sans_sel(document_a_publier(objet)) != sans_sel(publies.get(objet.pk, {})):
                changes.append(objet)
    return changes


def dependants(objet, dossier) -> list:
    """The workshop objects that rest on `objet`, and repeat some of it in their own document."""
    return [
        autre
        for modele in types_de_version()
        for autre in modele.objets_du_dossier(dossier)
        if objet in modele.prealables(autre)
    ]
