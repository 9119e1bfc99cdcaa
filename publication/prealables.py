"""What rests on what: an answer on its point, a point on its démarche, whichever submission each is in.

What is submitted rests on what is public, scheduled, or in the same submission. What is validated rests, at the
instant it begins, on what is public then: a date too early is refused with the right one, never moved by itself.
"""

from django.apps import apps
from django.db.models import Q

from publication.atelier import cle, objet_de_cle
from publication.documents_figes import lus
from publication.heure import en_toutes_lettres
from publication.models import Publication, type_de_version
from publication.models.version import type_de_version_du_modele


def cles_publiques(cles, instant) -> set[str]:
    """Those whose object is public at `instant`."""
    return set(_lues(cles, lambda versions: versions.publiques(instant), "pk"))


def debuts_programmes(cles, instant) -> dict:
    """Key → the first instant after `instant` at which it is already scheduled to be public."""
    validites = _lues(
        cles,
        lambda versions: versions.programmees(instant).filter(contenu__retrait__isnull=True),
        "validite",
    )
    return {nom: min(validite.lower for validite in suite) for nom, suite in validites.items()}


def soumissions_en_attente(cles) -> dict[str, int]:
    """Key → the submission by which it awaits the CIPC, withdrawals left out."""
    soumissions = _lues(
        cles,
        lambda versions: versions.en_attente().filter(contenu__retrait__isnull=True),
        "publication_id",
    )
    return {nom: suite[-1] for nom, suite in soumissions.items()}


def objets_soumis(publications) -> list[tuple[int, str, bool]]:
    """(publication's pk, key of an object it holds, is it a withdrawal?)"""
    soumises = lus(
        lambda versions: versions.filter(publication__in=publications).annotate(
            retrait=Q(contenu__has_key="retrait")
        ),
        "publication_id",
        "objet_id",
        "retrait",
    )
    return [(publication, modele.cle_de(objet), retrait) for modele, publication, objet, retrait in soumises]


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


def _lues(cles, question, champ) -> dict[str, list]:
    """Key → what `champ` holds in each version of its object that `question` (queryset → queryset) keeps."""
    noms = par_modele_de_cle(cles)
    trouvees = {}
    for modele, objet, valeur in lus(
        lambda versions: question(versions.filter(objet__in=noms.get(versions.model, {}))), "objet_id", champ
    ):
        trouvees.setdefault(noms[modele][objet], []).append(valeur)
    return trouvees
