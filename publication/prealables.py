"""What rests on what: an answer on its point, a point on its démarche, whichever submission each is in.

What is submitted rests on what is public, scheduled, or in the same submission. What is validated rests, at the
instant it begins, on what is public then: a date too early is refused with the right one, never moved by itself.
"""

from django.apps import apps
from django.db.models import Min, Q

from publication.atelier import cle, objet_de_cle
from publication.heure import en_toutes_lettres
from publication.models import Publication, type_de_version, types_de_version
from publication.models.version import type_de_version_du_modele


def cles_publiques(cles, instant) -> set[str]:
    """Those whose object is public at `instant`."""
    return set(_lues(cles, lambda versions: versions.publiques(instant).values_list("objet_id", "pk")))


def debuts_programmes(cles, instant) -> dict:
    """Key → the first instant after `instant` at which it is already scheduled to be public."""
    return _lues(
        cles,
        lambda versions: (
            versions.programmees(instant)
            .filter(contenu__retrait__isnull=True)
            .values_list("objet_id")
            .annotate(Min("validite__startswith"))
        ),
    )


def soumissions_en_attente(cles) -> dict[str, int]:
    """Key → the submission by which it awaits the CIPC, withdrawals left out."""
    return _lues(
        cles,
        lambda versions: (
            versions.en_attente()
            .filter(contenu__retrait__isnull=True)
            .values_list("objet_id", "publication_id")
        ),
    )


def objets_soumis(publications) -> list[tuple[int, str, bool]]:
    """(publication's pk, key of an object it holds, is it a withdrawal?)"""
    return [
        (publication, f"{modele._meta.get_field('objet').related_model._meta.label_lower}:{objet}", retrait)
        for modele in types_de_version()
        for publication, objet, retrait in modele.objects.filter(publication__in=publications)
        .annotate(retrait=Q(contenu__has_key="retrait"))
        .values_list("publication_id", "objet_id", "retrait")
    ]


def programmees_qui_reposent_sur(cles, dossier, instant):
    """The publications that are to begin after `instant` and rest on one of `cles`."""
    programmees = Publication.objects.filter(dossier=dossier).programmees(instant)
    return programmees.filter(prealables__overlap=sorted(cles)) if cles else programmees.none()


def manquants_a_la_soumission(objets, instant) -> list[str]:
    """Why what is not in the same submission does not let these objects be submitted, one sentence each."""
    ensemble = set(objets)
    attendus = [
        (objet, autre)
        for objet in objets
        for autre in type_de_version(objet).prealables(objet)
        if autre not in ensemble
    ]
    absents = {cle(autre) for _, autre in attendus}
    absents -= cles_publiques(absents, instant)
    absents -= debuts_programmes(absents, instant).keys()
    en_attente = soumissions_en_attente(absents)
    return [
        f"{objet} : « {autre} » attend encore la validation du CIPC, soumettez ce qui en dépend ensuite."
        if cle(autre) in en_attente
        else f"{objet} : « {autre} » n’est pas en ligne, soumettez-le aussi."
        for objet, autre in attendus
        if cle(autre) in absents
    ]


def manquants_a_la_validation(publications, instant, ecartees=()) -> dict[int, list[str]]:
    """Publication's pk → why it cannot begin at `instant` together with the others, `ecartees` (pks) left out."""
    attendus = {publication.pk: publication.prealables for publication in publications}
    publiques = cles_publiques({nom for noms in attendus.values() for nom in noms}, instant)
    soumis = objets_soumis(publications)
    absents, sortantes = {}, set(ecartees)
    while True:
        apportes = {nom for pk, nom, retrait in soumis if pk not in sortantes and not retrait}
        retires = {nom for pk, nom, retrait in soumis if pk not in sortantes and retrait}
        nouveaux = {
            pk: manquants
            for pk, noms in attendus.items()
            if pk not in sortantes
            if (manquants := [nom for nom in noms if nom not in (publiques - retires) | apportes])
        }
        if not nouveaux:
            return _phrases(absents, instant)
        absents |= nouveaux
        sortantes |= nouveaux.keys()


def _phrases(absents, instant) -> dict[int, list[str]]:
    noms = {nom for manquants in absents.values() for nom in manquants}
    debuts, en_attente = debuts_programmes(noms, instant), soumissions_en_attente(noms)
    phrases = {
        nom: f"« {objet_de_cle(nom)} » {_pourquoi(debuts.get(nom), en_attente.get(nom))}" for nom in noms
    }
    return {pk: [phrases[nom] for nom in manquants] for pk, manquants in absents.items()}


def _pourquoi(debut, soumission) -> str:
    if debut:
        return f"ne sera en ligne que le {en_toutes_lettres(debut)} : programmez la publication à cet instant ou plus tard."
    if soumission:
        return f"attend encore la validation du CIPC (soumission n° {soumission}) : validez-la d’abord, ou avec celle-ci."
    return "n’est pas en ligne à cette date : attendez sa publication, ou renvoyez la soumission à l’organisateur."


def par_modele_de_cle(cles) -> dict:
    """Version model → {objet_id: key}, for the keys of objects."""
    modeles = {}
    for nom in cles:
        label, pk = nom.split(":")
        modele = type_de_version_du_modele(apps.get_model(label))
        modeles.setdefault(modele, {})[int(pk)] = nom
    return modeles


def _lues(cles, question) -> dict:
    """Key → value, from one query per kind of object; `question` makes of versions (objet_id, value) pairs."""
    return {
        noms[pk]: valeur
        for modele, noms in par_modele_de_cle(cles).items()
        for pk, valeur in question(modele.objects.filter(objet__in=noms))
    }
