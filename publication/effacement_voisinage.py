"""What an erasure will not touch, and that whoever confirms should know: words close to the passages, other dossiers."""

import re
from unicodedata import normalize

from django.db import OperationalError, connection, transaction

from publication.models import Dossier, types_de_version
from publication.occultation import contient
from publication.passages import INDECOMPOSEES, Occulteur, plier
from publication.passages_admis import COMMUNS

MOT_PARLANT = 4  # letters
VOISINS_AU_PLUS = 20
AMORCE = 40  # letters of a passage by which the database is searched, before reading what it finds
DELAI = "5s"


def mots_voisins(prevision, dossier) -> list[str]:
    """What the documents still say, once erased, that holds a word of a passage: « jdupont@… », « Martinique »."""
    parlants = {
        plier(mot)
        for passage in prevision.occulteur.passages
        for mot in re.findall(r"[^\W_]+", passage)
        if len(plier(mot)) >= MOT_PARLANT and plier(mot) not in COMMUNS
    }
    occultes = {(modele, pk): contenu for modele, pk, contenu in prevision.versions}
    voisins = set()
    for modele in types_de_version():
        for pk, contenu in modele.objects.filter(dossier=dossier).values_list("pk", "contenu").iterator():
            for texte in _textes(occultes.get((modele, pk), contenu)):
                if any(mot in plier(texte) for mot in parlants):
                    voisins.update(mot for mot in texte.split() if any(p in plier(mot) for p in parlants))
    return sorted(voisins)[:VOISINS_AU_PLUS]


def autres_dossiers(effacement) -> list[Dossier] | None:
    """The other dossiers whose documents hold a passage; None if there are too many to look through."""
    occulteur = Occulteur(effacement.passages, effacement.motif)
    if not effacement.passages:
        return []
    motif = "|".join(_motif_sql(passage) for passage in effacement.passages)
    trouves = set()
    try:
        with transaction.atomic():
            with connection.cursor() as curseur:
                curseur.execute("SELECT set_config('statement_timeout', %s, true)", [DELAI])
            for modele in types_de_version():
                versions = modele.objects.exclude(dossier=effacement.dossier_id).exclude(dossier__in=trouves)
                versions = versions.extra(where=["contenu::text ~* %s"], params=[motif])
                for dossier, contenu in versions.values_list("dossier", "contenu"):
                    if dossier not in trouves and contient(contenu, occulteur):
                        trouves.add(dossier)
            with connection.cursor() as curseur:
                curseur.execute("SELECT set_config('statement_timeout', '0', true)")
    except OperationalError:
        return None
    return list(Dossier.objects.filter(pk__in=trouves))


def _textes(valeur):
    if isinstance(valeur, dict | list):
        for element in valeur.values() if isinstance(valeur, dict) else valeur:
            yield from _textes(element)
    elif isinstance(valeur, str):
        yield valeur


def _variantes() -> dict[str, str]:
    """Letter → all the letters that fold to it."""
    variantes = {}
    for code in range(0xC0, 0x180):
        pli = plier(chr(code))
        if len(pli) == 1:
            variantes[pli] = variantes.get(pli, pli) + chr(code)
    return variantes


VARIANTES = _variantes()


def _motif_sql(passage) -> str:
    """A PostgreSQL regular expression that finds the beginning of a passage, and a little more."""
    texte = normalize("NFKD", passage).casefold()
    lettres = [c for c in texte if c.isalnum() or c in INDECOMPOSEES][:AMORCE]
    classes = [
        f"[{VARIANTES.get(lettre, lettre)}]" if ord(lettre) not in INDECOMPOSEES else ".{1,2}"
        for lettre in lettres
    ]
    return r"(\\[nrt]|[^[:alnum:]])*".join(classes)
